import type { Catalogue } from '../i18n'

/** The words that inputs need; they come from the server with the form. */
export type InputWords = Catalogue['admin']['inputs'] & { problems: Readonly<Record<string, string>> }
