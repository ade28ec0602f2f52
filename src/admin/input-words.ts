import type { Catalogue } from '../i18n'

/** The words that inputs need; they come from the server with the form. */
export type InputWords = Omit<Catalogue['admin']['inputs'], 'problems'> & { problems: Readonly<Record<string, string>> }
