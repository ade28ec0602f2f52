import type { FileStanding, RenditionStanding } from '../workflows/file/queries'
import type { TimeLeft } from '../workflows/rules/queue'
import { fill, words } from './i18n'
import type { Language } from './i18n'

type Group = Readonly<Record<string, string | undefined>>

/** What a file says of its making by generative tools, with its producer where the label names one. */
export function labelText(lang: Language, { label, fields }: FileStanding): string {
  const named = [fields.ContentProducer, fields.ProduceID].filter(Boolean).join(' · ')
  const said = words(lang).vocabulary.aiLabels[label]
  return named === '' ? said : `${said} (${named})`
}

/** Why nothing is planned yet. */
export function planningText(lang: Language, { missing }: FileStanding): string {
  const { renditionReasons, renditionStates } = words(lang).vocabulary
  if (missing === null) return renditionStates.planning
  return fill(renditionStates.put_off, { why: (renditionReasons as Group)[missing] ?? missing })
}

/** One rendition and where it stands, in one line. */
export function renditionText(
  lang: Language,
  { name, set, state, why, percent, left, before }: RenditionStanding,
): string {
  const { renditionNames, renditionReasons, renditionSets, renditionStates } = words(lang).vocabulary
  const known = (group: Group, key: string) => group[key] ?? key
  const said =
    state === 'making' && percent !== undefined
      ? fill(renditionStates.making_percent, { percent })
      : fill(renditionStates[state], { why: known(renditionReasons, why ?? '') })
  const more = left ? leftText(lang, left) : before ? fill(renditionStates.before, { n: before }) : ''
  // The slices of a strip have one name, and the place of each.
  const [, base = name, place] = /^(.+)-(\d\d)$/.exec(name) ?? []
  const called = place === undefined ? known(renditionNames, name) : `${known(renditionNames, base)} ${Number(place)}`
  return `${renditionSets[set]} · ${called}: ${said}${more}`
}

function leftText(lang: Language, left: TimeLeft): string {
  const { renditionStates } = words(lang).vocabulary
  if (left.unit === 'moment') return renditionStates.left_moment
  return fill(renditionStates[`left_${left.unit}`], { n: left.n })
}

/** That a text names illustrations which are not there, by their numbers. */
export const lackingText = (lang: Language, numbers: readonly number[]): string =>
  fill(words(lang).vocabulary.fileChoices.lacking, { numbers: numbers.join(words(lang).portal.common.join) })
