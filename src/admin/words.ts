import { fill, words } from '../i18n'
import type { Catalogue, Language } from '../i18n'

type Group = Readonly<Record<string, string | undefined>>
type Groups = Readonly<Record<string, Group | undefined>>

/** Payload names the language of a request; ours are two. */
export const languageOf = (language: string): Language => (language.startsWith('en') ? 'en' : 'zh')

export interface Dictionary {
  language: Language
  admin: Catalogue['admin']
  /** A verb, a state, a field, a code as people say it; what has no words shows itself. */
  verb(subject: string, verb: string): string
  verbs(subject: string): Record<string, string>
  state(subject: string, state: string): string
  states(subject: string): Record<string, string>
  field(name: string): string
  /** A value of a fixed list, looked up by the name of its column. */
  option(field: string, value: string): string
  refusal(code: string, params?: Record<string, unknown>): string
  role(role: string): string
}

/** Which lists of the vocabulary hold the words for a column's values. */
const lists: Readonly<Record<string, readonly string[]>> = {
  format: ['formats'],
  formats: ['formats'],
  mode: ['supportModes', 'modes', 'fundingModes'],
  modes: ['supportModes', 'modes'],
  theme: ['themeOrientations', 'themes'],
  themes: ['themeOrientations', 'themes'],
  audience: ['audiences'],
  audiences: ['audiences'],
  role: ['roles'],
  roles: ['roles'],
  aiUse: ['aiUses'],
  licence: ['licences'],
  channel: ['channels'],
  channels: ['channels'],
  town: ['towns'],
  disciplines: ['disciplines'],
  gate: ['paymentGates', 'gates'],
  kind: ['organisationKinds', 'kinds'],
  key: ['criteria', 'checkLines', 'vetoes'],
  check: ['checkLines', 'checks'],
  flags: ['rankingFlags'],
  excluded: ['exclusions'],
}

export function dictionary(of: string): Dictionary {
  const language = languageOf(of)
  const all = words(language)
  const { admin } = all
  const vocabulary = all.vocabulary as unknown as Groups
  const states = all.states as unknown as Groups
  const verbs = all.verbs as unknown as Groups
  const refusals = all.refusals as unknown as Group
  const fields = admin.fields as Group
  const options = admin.options as Groups
  const option = (field: string, value: string): string => {
    for (const list of lists[field] ?? []) {
      const found = vocabulary[list]?.[value]
      if (found !== undefined) return found
    }
    return options[field]?.[value] ?? value
  }
  return {
    language,
    admin,
    verb: (subject, verb) => verbs[subject]?.[verb] ?? verb,
    verbs: (subject) => ({ ...(verbs[subject] as Record<string, string> | undefined) }),
    state: (subject, state) => states[subject]?.[state] ?? state,
    states: (subject) => ({ ...(states[subject] as Record<string, string> | undefined) }),
    field: (name) => fields[name] ?? fields[name.split('.').at(-1) ?? name] ?? name,
    option,
    refusal: (code, params = {}) => fill(refusals[code] ?? admin.problems[code as keyof typeof admin.problems] ?? code, params),
    role: (role) => option('role', role),
  }
}
