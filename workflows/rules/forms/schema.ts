import { z } from 'zod'
import { isAsked, isEmpty, isNeeded, isNeededBecause } from './asked'
import type { Asking } from './asked'
import { fieldSchema } from './fields'
import type { Answers, FormVersion } from './types'

export type { Asking } from './asked'

const always = { when: () => true }

const amountOf = (line: unknown): number => {
  const fen = typeof line === 'object' && line !== null && 'amountFen' in line ? line.amountFen : 0
  return typeof fen === 'number' ? fen : 0
}

/** The sum of a budget answer in fen; lines without an amount count nothing. */
export const budgetTotal = (budget: unknown): number =>
  Array.isArray(budget) ? budget.reduce((sum: number, line: unknown) => sum + amountOf(line), 0) : 0

/**
 * A zod schema for the answers to a form. Its messages are `AnswerCode`s.
 *
 * @param asking mode and format of the application: decide what is asked and needed
 * @param options complete = as handed in: everything needed is there, limits hold, nothing that was not asked. A draft
 * may lack anything and exceed limits of length, but holds no unknown keys and no values of a wrong kind.
 */
export const formSchema = (
  form: FormVersion,
  asking: Asking,
  { complete }: { complete: boolean },
): z.ZodType<Answers> => {
  const questions = form.questions.filter((question) => !complete || isAsked(question, asking))
  const shape = Object.fromEntries(
    questions.map((question) => {
      const needed = complete && isNeeded(question, asking)
      return [question.key, fieldSchema(question, { complete, needed })]
    }),
  )
  let schema: z.ZodType<Record<string, unknown>> = z.strictObject(shape, { error: 'wrong_type' })
  if (!complete) return schema as z.ZodType<Answers>
  for (const question of questions) {
    const { key, within } = question
    if (question.requiredOnly?.when) {
      const given = (answers: unknown) => {
        const all = typeof answers === 'object' && answers !== null ? (answers as Record<string, unknown>) : {}
        return !isNeededBecause(question, asking, all) || !isEmpty(all[key])
      }
      schema = schema.refine(given, { error: 'required', path: [key], ...always })
    }
    if (within !== undefined) {
      schema = schema.superRefine((answers, context) => {
        const max = budgetTotal(answers[within])
        const fen = answers[key]
        if (typeof fen !== 'number' || isEmpty(answers[within]) || fen <= max) return
        context.addIssue({ code: 'custom', message: 'requested_over_budget', path: [key], params: { max } })
      })
    }
  }
  return schema as z.ZodType<Answers>
}
