import { fill, words } from '../i18n'
import type { Catalogue, Language } from '../i18n'
import { disciplines, towns } from '../../workflows/rules/vocabulary'
import type { InputWords } from './input-words'

type Group = Readonly<Record<string, string | undefined>>
type Groups = Readonly<Record<string, Group | undefined>>
type List = keyof Catalogue['vocabulary']

/** Payload names the language of a request; ours are two. */
export const languageOf = (language: string): Language => (language.startsWith('en') ? 'en' : 'zh')

export interface Dictionary {
  language: Language
  admin: Catalogue['admin']
  vocabulary: Catalogue['vocabulary']
  /** A verb, a state, a column, a code as people say it; what has no words shows itself. */
  verb(subject: string, verb: string): string
  /** All verbs by the name the journal gives them: `subject.verb`. */
  verbs(): Record<string, string>
  state(subject: string, state: string): string
  states(subject: string): Record<string, string>
  field(name: string): string
  /** A value of a fixed list, looked up by the name of its column. */
  option(field: string, value: string): string
  refusal(code: string, params?: Record<string, unknown>): string
  role(role: string): string
  /** Several things in one line. */
  join(parts: readonly string[]): string
}

/** Which lists of the vocabulary hold the words for a column's values. */
const lists: Readonly<Record<string, readonly List[]>> = {
  format: ['formats'],
  formats: ['formats'],
  mode: ['supportModes', 'fundingModes'],
  modes: ['supportModes'],
  theme: ['themeOrientations'],
  themes: ['themeOrientations'],
  audience: ['audiences'],
  audiences: ['audiences'],
  role: ['roles', 'fileRoles'],
  roles: ['roles'],
  aiUse: ['aiUses'],
  shown: ['mapsShown'],
  licence: ['licences'],
  channel: ['channels'],
  channels: ['channels'],
  gate: ['paymentGates'],
  kind: ['organisationKinds', 'ledgerKinds', 'releaseKinds'],
  key: ['criteria', 'vetoes', 'checkLines'],
  ties: ['criteria'],
  excluded: ['exclusions'],
  flags: ['rankingFlags'],
  code: ['blockReasons'],
  obstacle: ['obstacles'],
}

/** Lists that stand in the rules, with both names. */
function ruled(field: string, value: string, language: Language): string | undefined {
  const list = field === 'town' ? towns : field === 'disciplines' ? disciplines : []
  return list.find(({ code }) => code === value)?.[language]
}

export function dictionary(of: string): Dictionary {
  const language = languageOf(of)
  const all = words(language)
  const { admin, vocabulary } = all
  const states = all.states as unknown as Groups
  const verbs = all.verbs as unknown as Groups
  const refusals = all.refusals as unknown as Group
  const fields = admin.fields as Group
  const option = (field: string, value: string): string => {
    for (const list of lists[field] ?? []) {
      const found = (vocabulary[list] as Group)[value]
      if (found !== undefined) return found
    }
    return ruled(field, value, language) ?? (admin.options as Groups)[field]?.[value] ?? value
  }
  return {
    ...{ language, admin, vocabulary, option },
    verb: (subject, verb) => verbs[subject]?.[verb] ?? verb,
    verbs: () =>
      Object.fromEntries(
        Object.entries(verbs).flatMap(([subject, group = {}]) =>
          Object.entries(group).map(([verb, word]) => [`${subject}.${verb}`, word ?? verb]),
        ),
      ),
    state: (subject, state) => states[subject]?.[state] ?? state,
    states: (subject) => ({ ...(states[subject] as Record<string, string> | undefined) }),
    field: (name) => fields[name] ?? fields[name.split('.').at(-1) ?? name] ?? name,
    refusal: (code, params = {}) => fill(refusals[code] ?? (vocabulary.answerIssues as Group)[code] ?? code, params),
    role: (role) => option('role', role),
    join: (parts) => parts.join(language === 'zh' ? '、' : ', '),
  }
}

/** What a form in the browser needs to say. */
export function inputWords({ language, admin, vocabulary }: Dictionary): InputWords {
  const { groups, common } = words(language).portal
  const { required, optional } = common
  return { ...admin.inputs, problems: vocabulary.answerIssues, form: { groups, required, optional, language } }
}
