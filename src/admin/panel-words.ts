import type { PanelProposal } from '../../workflows/panel'
import type { Answer, Gain, Parts } from '../../workflows/rules/assignment'
import type { Catalogue } from '../i18n'

type Words = Catalogue['admin']['assigning']
type Certificate = NonNullable<Answer['certificate']>

/** A sentence with its holes filled. */
export const filled = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))

/** An affinity in percent with one decimal. */
export const matchOf = (millionths: number): string => `${(millionths / 10_000).toFixed(1)} %`

/** Whether a better panel may exist, and how much better. */
export function certaintyOf({ exact, gap }: Certificate, words: Words): string {
  if (exact) return words.exact
  return gap === null ? words.notSure : filled(words.notExact, { gap: matchOf(gap) })
}

/** Numbers by tenths of the scale, the best first, those without any left out. */
export const tenthsOf = (affinities: readonly number[], words: Words): string =>
  affinities
    .map((count, tenth) => [count, `${tenth * 10}–${tenth * 10 + 10} % × ${count}`] as const)
    .filter(([count]) => count > 0)
    .map(([, text]) => text)
    .reverse()
    .join(words.separator)

export const nameOf = ({ experts }: PanelProposal, expert: string): string => experts[expert] ?? expert

/** What an affinity is made of, parts without a share left out. */
export const partsOf = (parts: Parts, words: Words): string =>
  (Object.keys(parts) as (keyof Parts)[])
    .filter((name) => parts[name] > 0)
    .map((name) => `${words.parts[name]} ${matchOf(parts[name])}`)
    .join(words.separator)

const amount = ({ seats, seniors, affinity }: Gain, words: Words): string =>
  [
    seats > 0 ? filled(words.seats, { count: seats }) : '',
    seniors > 0 ? filled(words.seniors, { count: seniors }) : '',
    affinity > 0 && seats <= 0 && seniors <= 0 ? `${words.match} ${matchOf(affinity)}` : '',
  ]
    .filter(Boolean)
    .join(words.separator)

/** What the whole would lose by an exchange; that it cannot be is `null`. */
export function lossOf(loss: Gain | null, words: Words): string {
  if (loss === null) return words.impossible
  const lost = amount(loss, words)
  return lost === '' ? words.free : filled(words.costs, { loss: lost })
}

export const gainOf = (gain: Gain, words: Words): string => amount(gain, words) || words.noGain
