import {
  aiUseOptions,
  audienceOptions,
  formatOptions,
  licenceOptions,
  modeOptions,
  themeOptions,
} from '../../workflows/rules/forms/default-options'
import type { Language } from '../i18n'

const lists = {
  format: formatOptions,
  theme: themeOptions,
  audience: audienceOptions,
  mode: modeOptions,
  licence: licenceOptions,
  aiUse: aiUseOptions,
} as const

/** The name of a vocabulary's code, as the form asks it. */
export const optionWord = (lang: Language, list: keyof typeof lists, code: string): string =>
  lists[list].find(({ value }) => value === code)?.label[lang] ?? code
