import { words } from '../i18n'
import type { Language } from '../i18n'
import { wordAt } from './say'

const sections = {
  format: 'formats',
  theme: 'themeOrientations',
  audience: 'audiences',
  mode: 'supportModes',
  licence: 'licences',
  aiUse: 'aiUses',
  fileRole: 'fileRoles',
} as const

/** The name of a vocabulary's code; a code without one shows itself. */
export const optionWord = (lang: Language, list: keyof typeof sections, code: string): string =>
  wordAt(words(lang).vocabulary, sections[list], code) ?? code

/** The name of a criterion or of a red line. */
export const criterionWord = (lang: Language, key: string): string => {
  const { criteria, vetoes } = words(lang).vocabulary
  return wordAt(criteria, key) ?? wordAt(vetoes, key) ?? key
}
