import { formatYuan, yuanInWords } from '../../workflows/rules/money'
import type { Flash } from '../flash'
import { fill, words } from '../i18n'
import type { Language } from '../i18n'
import { deadlineText } from './dates'

/** The text at a path of a catalogue section, or `null`: some sections grow with the subjects. */
export function wordAt(section: unknown, ...path: string[]): string | null {
  let at: unknown = section
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null
    at = (at as Record<string, unknown>)[key]
  }
  return typeof at === 'string' ? at : null
}

export const stateWord = (lang: Language, subject: string, state: string): string =>
  wordAt(words(lang).states, subject, state) ?? state

export const verbWord = (lang: Language, subject: string, verb: string): string =>
  wordAt(words(lang).verbs, subject, verb) ?? verb

/** Amounts and instants among the facts of a refusal, as people write them. */
function readable(lang: Language, params: Record<string, unknown>): Record<string, unknown> {
  const told = ([key, value]: [string, unknown]): [string, unknown] => {
    if (/fen$/i.test(key) && typeof value === 'number') return [key, formatYuan(value)]
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return [key, deadlineText(lang, value)]
    return [key, value]
  }
  return Object.fromEntries(Object.entries(params).map(told))
}

/** A type of file as people call it; one that has no name here is told as it is. */
export const kindText = (lang: Language, mime: string): string =>
  (words(lang).vocabulary.fileKinds as Readonly<Record<string, string | undefined>>)[mime] ?? mime

/** The sentence of a refusal; a code without one still says what to do next. */
export function refusalText(lang: Language, code: string, params: Record<string, unknown> = {}): string {
  const { refusals, vocabulary, portal } = words(lang)
  const found = wordAt(refusals, code) ?? wordAt(vocabulary.answerIssues, code)
  return found === null ? fill(portal.errors.unknown, { code }) : fill(found, readable(lang, params))
}

/** The sentence of what is wrong with one answer, with its facts where they are known. */
export function issueText(lang: Language, code: string, params: Record<string, unknown> = {}): string {
  const { portal, vocabulary } = words(lang)
  const facts = code === 'requested_over_budget' ? { max: yuan(params.max) } : readable(lang, params)
  const full = fill(wordAt(portal.errors.answer, code) ?? '', facts)
  const plain = wordAt(vocabulary.answerIssues, code)
  const said =
    full === '' || /\{\w+\}/.test(full) ? (plain === null ? refusalText(lang, code, params) : fill(plain, facts)) : full
  return typeof params.index === 'number' ? fill(portal.errors.row, { row: params.index + 1, problem: said }) : said
}

const yuan = (fen: unknown): string => (typeof fen === 'number' ? formatYuan(fen) : '')

/** Of a form that was done: what to tell. */
export function doneText(lang: Language, flash: Flash): string {
  const { done } = words(lang).portal
  const name = flash.done ?? ''
  const answer = (flash.answer ?? {}) as Record<string, unknown>
  const known: Record<string, string> = {
    'draft.saved': done.draftSaved,
    'file.sealed': done.fileSealed,
    'file.removed': done.fileRemoved,
    'upload.given_up': done.fileGivenUp,
    'review.saved': done.reviewSaved,
    'application.submit': done.submitted,
    'application.resubmit': done.submitted,
    'application.withdraw': done.withdrawn,
    'objection.raise': done.objection,
  }
  const [subject = '', verb = ''] = name.split('.')
  const sentence = known[name] ?? (subject === 'account' ? wordAt(done.account, verb) : null)
  if (sentence) return fill(sentence, answer)
  const verbSaid = wordAt(words(lang).verbs, subject, verb)
  return verbSaid === null ? done.other : fill(words(lang).portal.common.confirmed, { verb: verbSaid })
}

/** The amount in capital words on Chinese pages; English has no such custom, so the figure stands alone there. */
export const amountInWords = (lang: Language, fen: number): string =>
  lang === 'zh' ? yuanInWords(fen) : formatYuan(fen)

/** The text in the language of the page, of what an officer may have written in both. */
export const inLanguage = (lang: Language, zh: string, en: string | null | undefined): string =>
  lang === 'en' && en ? en : zh

export function sizeText(lang: Language, bytes: number): string {
  const { size } = words(lang).portal
  if (bytes < 1024) return fill(size.b, { n: bytes })
  if (bytes < 1024 * 1024) return fill(size.kb, { n: Math.round(bytes / 1024) })
  return fill(size.mb, { n: (bytes / 1024 / 1024).toFixed(1) })
}

export const lengthText = (lang: Language, seconds: number): string =>
  fill(words(lang).portal.duration, { minutes: Math.floor(seconds / 60), seconds: Math.round(seconds % 60) })
