import type { FileStanding, RenditionStanding } from '../workflows/file/queries'
import type { TimeLeft } from '../workflows/rules/queue'
import { fill, words } from './i18n'
import type { Language } from './i18n'

type Group = Readonly<Record<string, string | undefined>>
const known = (group: Group, key: string) => group[key] ?? key

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
  const { renditionReasons, renditionSets, renditionStates } = words(lang).vocabulary
  const said =
    state === 'making' && percent !== undefined
      ? fill(renditionStates.making_percent, { percent })
      : fill(renditionStates[state], { why: known(renditionReasons, why ?? '') })
  const more = left ? leftText(lang, left) : before ? fill(renditionStates.before, { n: before }) : ''
  return `${renditionSets[set]} · ${renditionName(lang, name)}: ${said}${more}`
}

/** What a rendition is called: a still by its moment, a slice of a strip by its place, anything else by its profile. */
export function renditionName(lang: Language, name: string): string {
  const { renditionNames } = words(lang).vocabulary
  const at = stillAt(name)
  if (at !== null) return fill(renditionNames.still, { at })
  const [, base = name, place] = /^(.+)-(\d\d)$/.exec(name) ?? []
  return place === undefined ? known(renditionNames, name) : `${known(renditionNames, base)} ${Number(place)}`
}

/** The moment in seconds that a proposed still shows, by its name; null when it is none. */
export function stillAt(name: string): number | null {
  const [, tenths] = /^still-(\d{5})$/.exec(name) ?? []
  return tenths === undefined ? null : Number(tenths) / 10
}

function leftText(lang: Language, left: TimeLeft): string {
  const { renditionStates } = words(lang).vocabulary
  if (left.unit === 'moment') return renditionStates.left_moment
  return fill(renditionStates[`left_${left.unit}`], { n: left.n })
}

/** That a text names illustrations which are not there, by their numbers. */
export const lackingText = (lang: Language, numbers: readonly number[]): string =>
  fill(words(lang).vocabulary.fileChoices.lacking, { numbers: numbers.join(words(lang).portal.common.join) })
