import type { Catalogue } from '../i18n'

/** The words that inputs need; they come from the server with the form. */
export type InputWords = Catalogue['admin']['inputs'] & {
  problems: Readonly<Record<string, string>>
  /** What the groups of a call's form are called, and what a question that must be answered says. */
  form: { groups: Readonly<Record<string, string>>; required: string; optional: string; language: 'zh' | 'en' }
}
