import { z } from 'zod'
import type { FileChoices } from '../choices'
import { formats, supportModes } from '../vocabulary'
import type { FileRole } from '../vocabulary'

export const questionKinds = [
  'text',
  'longtext',
  'richtext',
  'choice',
  'choices',
  'money',
  'budget',
  'team',
  'date',
  'files',
  'pledge',
] as const
export type QuestionKind = (typeof questionKinds)[number]

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const key = z.string().regex(/^[a-z][A-Za-z0-9]*$/)
const option = z.strictObject({ value: z.string().min(1), label: words })

export const questionSchema = z.strictObject({
  key,
  kind: z.enum(questionKinds),
  label: words,
  help: words.optional(),
  /** Questions of one group stand together on the page. */
  group: z.string().min(1),
  required: z.boolean(),
  /** Narrows `required`: needed only in these modes and formats, and only when another answer is one of these. */
  requiredOnly: z
    .strictObject({
      modes: z.array(z.enum(supportModes)).optional(),
      formats: z.array(z.enum(formats)).optional(),
      when: z.strictObject({ key, in: z.array(z.string()).min(1) }).optional(),
    })
    .optional(),
  /** Text: code points; lists: items; money: fen. */
  min: z.int().min(0).optional(),
  max: z.int().min(0).optional(),
  /** Of money: the key of the budget whose sum it must not exceed. */
  within: key.optional(),
  /** Of choice and choices; of budget: the items that may be named. */
  options: z.array(option).optional(),
  /** The answer tells who applies: never in the blind copy. */
  identity: z.boolean(),
  /** Asked only in these modes or formats; absent = in all. */
  forModes: z.array(z.enum(supportModes)).optional(),
  forFormats: z.array(z.enum(formats)).optional(),
})
export type Question = z.infer<typeof questionSchema>

/** The questions of a call, frozen with it. The page and the check are both made from this. */
export const formVersionSchema = z
  .strictObject({ id: z.string().min(1), version: z.int().min(1), questions: z.array(questionSchema).min(1) })
  .superRefine((form, context) => {
    const keys = form.questions.map((question) => question.key)
    form.questions.forEach((question, index) => {
      const add = (message: string) => context.addIssue({ code: 'custom', message, path: ['questions', index] })
      const listed = question.kind === 'choice' || question.kind === 'choices' || question.kind === 'budget'
      if (keys.indexOf(question.key) !== index) add('key_twice')
      if (listed && !question.options?.length) add('options_missing')
      if (question.kind === 'team' && !question.identity) add('team_is_identity')
      const named = [question.requiredOnly?.when?.key, question.within]
      if (named.some((one) => one !== undefined && !keys.includes(one))) add('unknown_key')
    })
  })
export type FormVersion = z.infer<typeof formVersionSchema>

export interface RichText {
  type: 'doc'
  /** A list's entries are the lines of its text. */
  blocks: { type: 'paragraph' | 'heading' | 'list' | 'quote'; text: string }[]
}

export interface BudgetLine {
  item: string
  amountFen: number
  note?: string
}

export interface TeamMember {
  name: string
  organisation?: string
  role?: string
}

/** A stored file by its id; never by its name, which may tell who made it. */
export interface FileAnswer {
  file: string
  role: FileRole
  choices?: FileChoices
}

/** In a draft the rows of a budget or a team may still lack parts. */
export type AnswerValue =
  string | number | boolean | string[] | RichText | Partial<BudgetLine>[] | Partial<TeamMember>[] | FileAnswer[]

/** Answers by question key: one JSON column. Money in fen, days 'YYYY-MM-DD'. */
export type Answers = Record<string, AnswerValue>

export type AnswerCode =
  | 'required'
  | 'wrong_type'
  | 'too_long'
  | 'too_short'
  | 'too_many'
  | 'too_few'
  | 'too_large'
  | 'too_small'
  | 'not_an_option'
  | 'given_twice'
  | 'not_a_day'
  | 'not_an_amount'
  | 'control_character'
  | 'line_break'
  | 'foreign_picture'
  | 'pledge_needed'
  | 'not_a_share'
  | 'outside_the_film'
  | 'requested_over_budget'
  | 'unknown_key'

export interface AnswerIssue {
  /** The question's key; for `unknown_key`, the key that was sent. */
  key: string
  code: AnswerCode
  /** For lists `index` (from 0) and `field`; else what the sentence needs: `max`, `count` … */
  params: Record<string, string | number>
}

export type AnswersResult = { ok: true; answers: Answers } | { ok: false; issues: AnswerIssue[] }
