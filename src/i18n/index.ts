import { en } from './en'
import { zh } from './zh'
import type { Catalogue } from './zh'

export type Language = 'zh' | 'en'
export type { Catalogue }

/** All words of one language; Chinese is the source and English must be complete (the type says so). */
export const words = (language: Language): Catalogue => (language === 'en' ? en : zh)

/** Fills `{holes}` of a sentence; a hole without a value stays visible, so that a test sees it. */
export const fill = (sentence: string, params: Record<string, unknown> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name]
    if (value === undefined || value === null) return hole
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
