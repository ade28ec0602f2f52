import type { z } from 'zod'
import { formats, supportModes } from '../vocabulary'
import { isAsked, isEmpty } from './asked'
import type { Asking } from './asked'
import { formSchema } from './schema'
import type { AnswerCode, AnswerIssue, AnswersResult, FormVersion } from './types'

const known = <T extends string>(list: readonly T[], value: unknown): T | undefined => list.find((one) => one === value)

const asksOf = (answers: Record<string, unknown>): Asking => ({
  mode: known(supportModes, answers.mode),
  format: known(formats, answers.format),
})

/** Drops what says nothing: empty fields of a page, and, when handed in, answers to questions no longer asked. */
const tidy = (form: FormVersion, answers: Record<string, unknown>, complete: boolean): Record<string, unknown> => {
  const asking = asksOf(answers)
  const keeps = ([key, value]: [string, unknown]): boolean => {
    const question = form.questions.find((one) => one.key === key)
    if (value === undefined || value === null) return false
    if (!question) return true
    if (complete) return isAsked(question, asking) && !isEmpty(value)
    return value !== '' || question.kind === 'text' || question.kind === 'longtext'
  }
  return Object.fromEntries(Object.entries(answers).filter(keeps))
}

const issuesOf = (issue: z.core.$ZodIssue): AnswerIssue[] => {
  const [key = '', second, third] = issue.path.map((step) => (typeof step === 'symbol' ? '' : step))
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    return issue.keys.map((one) => ({ key: one, code: 'unknown_key', params: {} }))
  }
  const code = issue.code === 'unrecognized_keys' ? 'unknown_key' : (issue.message as AnswerCode)
  const given = issue.code === 'custom' ? (issue.params as AnswerIssue['params'] | undefined) : undefined
  // A rich text's blocks are told by their place in it.
  const [index, field] = second === 'blocks' ? [third, undefined] : [second, third]
  return [
    {
      key: String(key),
      code,
      params: {
        ...given,
        ...(typeof index === 'number' ? { index } : {}),
        ...(field === undefined ? {} : { field }),
      },
    },
  ]
}

/**
 * Checks the answers to a form and tells every problem at once, in codes.
 *
 * Texts come back in NFC with \n as line end and are never cut. When complete, what is empty or no longer asked (after
 * a change of format, say) is left out; in a draft it stays. Mode and format are the answers `mode` and `format`.
 */
export const checkAnswers = (form: FormVersion, answers: unknown, options: { complete: boolean }): AnswersResult => {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) {
    return { ok: false, issues: [{ key: '', code: 'wrong_type', params: {} }] }
  }
  const tidied = tidy(form, { ...answers }, options.complete)
  const result = formSchema(form, asksOf(tidied), options).safeParse(tidied)
  if (result.success) return { ok: true, answers: result.data }
  const order = (key: string) => form.questions.findIndex((question) => question.key === key)
  const issues = result.error.issues.flatMap(issuesOf).sort((a, b) => order(a.key) - order(b.key))
  return { ok: false, issues }
}
