import type { Format, SupportMode } from '../vocabulary'
import type { AnswerValue, Question } from './types'

/** What decides which questions are asked; what is not known yet leaves its questions out. */
export interface Asking {
  mode?: SupportMode | undefined
  format?: Format | undefined
}

const within = (list: readonly string[] | undefined, value: string | undefined): boolean =>
  list === undefined || (value !== undefined && list.includes(value))

/** Whether this question is asked of an application of this mode and format. */
export const isAsked = (question: Question, { mode, format }: Asking): boolean =>
  within(question.forModes, mode) && within(question.forFormats, format)

/** Whether an answer is needed whatever the other answers are. */
export const isNeeded = (question: Question, { mode, format }: Asking): boolean => {
  const only = question.requiredOnly
  return question.required && !only?.when && within(only?.modes, mode) && within(only?.formats, format)
}

/** Whether an answer is needed because of another answer. */
export const isNeededBecause = (question: Question, { mode, format }: Asking, answers: Record<string, unknown>) => {
  const only = question.requiredOnly
  if (!question.required || !only?.when || !within(only.modes, mode) || !within(only.formats, format)) return false
  const other = answers[only.when.key]
  return typeof other === 'string' && only.when.in.includes(other)
}

/** Whether there is nothing in an answer: absent, only spaces, an empty list, a text without words. */
export const isEmpty = (value: unknown): boolean => {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  const blocks = typeof value === 'object' && 'blocks' in value ? value.blocks : undefined
  return Array.isArray(blocks) && blocks.every((block: { text?: AnswerValue } | null) => isEmpty(block?.text))
}
