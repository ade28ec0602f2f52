import { z } from 'zod'
import { isDay } from '../calendar'
import { choicesSchema } from '../choices'
import { isFen } from '../money'
import { fileRoles } from '../vocabulary'
import { isEmpty } from './asked'
import { hasForeignPicture } from './pictures'
import { countCharacters, hasControls, hasLineBreaks, normaliseText } from './text'
import type { AnswerCode, AnswerValue, Question, QuestionKind, RichText } from './types'

/** How strictly one question is checked. */
export interface FieldOptions {
  /** Handed in, and not only saved. */
  complete: boolean
  /** Complete, and an answer is needed. */
  needed: boolean
}

interface Problem {
  code: AnswerCode
  params?: { min?: number; max?: number; count?: number }
}

/** A draft may be longer than the question allows, so that nobody loses words; but not without end. */
const draftCharacters = 100_000
const draftItems = 500

const missingOr =
  (code: AnswerCode, missing: AnswerCode = 'required') =>
  (issue: { input?: unknown }): AnswerCode =>
    issue.input === undefined ? missing : code

const withProblems = <T extends z.ZodType>(schema: T, find: (value: z.output<T>) => (Problem | false)[]) =>
  schema.superRefine((value, context) => {
    for (const problem of find(value)) {
      if (problem) context.addIssue({ code: 'custom', message: problem.code, params: problem.params ?? {} })
    }
  })

interface TextRule extends FieldOptions {
  multiline: boolean
  max: number
  min?: number | undefined
}

const textOf = ({ complete, needed, multiline, max, min = 0 }: TextRule) => {
  const limit = complete ? max : draftCharacters
  const normal = z
    .string({ error: missingOr('wrong_type') })
    .overwrite((text) => (complete && !multiline ? normaliseText(text).trim() : normaliseText(text)))
  return withProblems(normal, (text) => {
    const count = countCharacters(text)
    return [
      needed && isEmpty(text) && { code: 'required' },
      hasControls(text) && { code: 'control_character' },
      !multiline && hasLineBreaks(text) && { code: 'line_break' },
      count > limit && { code: 'too_long', params: { max: limit, count } },
      complete && count < min && !isEmpty(text) && { code: 'too_short', params: { min, count } },
    ]
  })
}

const listOf = <T extends z.ZodType>(item: T, question: Question, { complete, needed }: FieldOptions) => {
  const limit = complete ? (question.max ?? draftItems) : draftItems
  const min = question.min ?? 0
  return withProblems(z.array(item, { error: missingOr('wrong_type') }), (list) => [
    needed && list.length === 0 && { code: 'required' },
    list.length > limit && { code: 'too_many', params: { max: limit, count: list.length } },
    complete && list.length > 0 && list.length < min && { code: 'too_few', params: { min, count: list.length } },
  ])
}

const optionOf = (question: Question) =>
  z.enum(
    (question.options ?? []).map((option) => option.value),
    { error: missingOr('not_an_option') },
  )

const fenWithin = (min: number, max: number, complete: boolean) =>
  withProblems(z.number({ error: missingOr('wrong_type') }), (fen) => [
    !isFen(fen) && { code: 'not_an_amount' },
    complete && isFen(fen) && fen < min && { code: 'too_small', params: { min } },
    complete && isFen(fen) && fen > max && { code: 'too_large', params: { max } },
  ])

const noneTwice = <T extends z.ZodType<unknown[]>>(schema: T, nameOf: (item: unknown) => unknown) =>
  withProblems(schema, (list) => [new Set(list.map(nameOf)).size < list.length && { code: 'given_twice' }])

const draftable = <T extends z.ZodType>(schema: T, complete: boolean) => (complete ? schema : schema.optional())

const richTextOf = (question: Question, options: FieldOptions): z.ZodType<RichText> => {
  const part = textOf({ ...options, needed: false, multiline: true, max: draftCharacters })
  const block = z.strictObject(
    { type: z.enum(['paragraph', 'heading', 'list', 'quote'], { error: missingOr('wrong_type') }), text: part },
    { error: missingOr('wrong_type') },
  )
  const doc = z.strictObject(
    {
      type: z.literal('doc', { error: missingOr('wrong_type') }),
      blocks: z.array(block, { error: missingOr('wrong_type') }),
    },
    { error: missingOr('wrong_type') },
  )
  const limit = options.complete ? (question.max ?? draftCharacters) : draftCharacters
  const min = question.min ?? 0
  return withProblems(doc, (value) => {
    const count = value.blocks.reduce((sum, { text }) => sum + countCharacters(text), 0)
    return [
      options.needed && isEmpty(value) && { code: 'required' },
      count > limit && { code: 'too_long', params: { max: limit, count } },
      options.complete && count < min && !isEmpty(value) && { code: 'too_short', params: { min, count } },
      options.complete && value.blocks.some(({ text }) => hasForeignPicture(text)) && { code: 'foreign_picture' },
    ]
  })
}

type FieldMaker = (question: Question, options: FieldOptions) => z.ZodType<AnswerValue>

const cell = (max: number, complete: boolean, needed = false) =>
  textOf({ complete, needed: complete && needed, multiline: false, max })

/** One check per kind of question; a new kind is a new row. */
const makers: Readonly<Record<QuestionKind, FieldMaker>> = {
  text: ({ max = 200, min }, options) => textOf({ ...options, multiline: false, max, min }),
  longtext: ({ max = 5000, min }, options) => textOf({ ...options, multiline: true, max, min }),
  richtext: richTextOf,
  choice: (question) => optionOf(question),
  choices: (question, options) => noneTwice(listOf(optionOf(question), question, options), (value) => value),
  money: ({ min = 0, max = Number.MAX_SAFE_INTEGER }, { complete }) => fenWithin(min, max, complete),
  budget: (question, options) => {
    const { complete } = options
    const line = z.strictObject(
      {
        item: draftable(optionOf(question), complete),
        amountFen: draftable(fenWithin(1, Number.MAX_SAFE_INTEGER, complete), complete),
        note: cell(200, complete).optional(),
      },
      { error: missingOr('wrong_type') },
    )
    return listOf(line, question, options)
  },
  team: (question, options) => {
    const { complete } = options
    const member = z.strictObject(
      {
        name: draftable(cell(100, complete, true), complete),
        organisation: cell(100, complete).optional(),
        role: cell(100, complete).optional(),
      },
      { error: missingOr('wrong_type') },
    )
    return listOf(member, question, options)
  },
  date: () =>
    withProblems(z.string({ error: missingOr('wrong_type') }), (day) => [!isDay(day) && { code: 'not_a_day' }]),
  files: (question, options) => {
    const file = z.strictObject(
      {
        file: z.string({ error: missingOr('wrong_type') }).regex(/^[\w-]{1,64}$/, { error: 'wrong_type' }),
        role: z.enum(fileRoles, { error: missingOr('not_an_option') }),
        choices: choicesSchema.optional(),
      },
      { error: missingOr('wrong_type') },
    )
    return noneTwice(listOf(file, question, options), (one) => (one as { file: string }).file)
  },
  pledge: (_, { needed }) =>
    withProblems(z.boolean({ error: missingOr('wrong_type', 'pledge_needed') }), (given) => [
      needed && !given && { code: 'pledge_needed' },
    ]),
}

/** The check of one answer, as a zod schema whose messages are {@link AnswerCode}s. */
export const fieldSchema = (question: Question, options: FieldOptions): z.ZodType<AnswerValue | undefined> => {
  const field = makers[question.kind](question, options)
  return options.needed ? field : field.optional()
}
