import type { AnswerValue, Answers, BudgetLine, FileAnswer, FormVersion, QuestionKind, RichText } from './types'

/** The id under which reviewers find a file, by its own id. */
export type BlindFiles = Readonly<Record<string, string>>

const same = (value: AnswerValue): AnswerValue | undefined => (typeof value === 'object' ? undefined : value)

/** How an answer of each kind is written anew; undefined = not at all. */
const copies: Readonly<Record<QuestionKind, (value: AnswerValue, files: BlindFiles) => AnswerValue | undefined>> = {
  text: same,
  longtext: same,
  choice: same,
  money: same,
  date: same,
  pledge: same,
  team: () => undefined,
  choices: (value) => (value as string[]).map(String),
  richtext: (value) => ({
    type: 'doc',
    blocks: (value as RichText).blocks.map(({ type, text }) => ({ type, text })),
  }),
  budget: (value) =>
    (value as BudgetLine[]).map(({ item, amountFen, note }) => ({
      item,
      amountFen,
      ...(note === undefined ? {} : { note }),
    })),
  files: (value, files) =>
    (value as FileAnswer[]).flatMap(({ file, role }) => {
      const blind = Object.hasOwn(files, file) ? files[file] : undefined
      return blind === undefined ? [] : [{ file: blind, role }]
    }),
}

/**
 * What a reviewer may read of checked answers, built from nothing: only questions of this form that do not tell who
 * applies; never a team, whatever the form says; files only under the ids given for them, others are left out.
 */
export const blindAnswers = (form: FormVersion, answers: Answers, files: BlindFiles = {}): Answers => {
  const blind: Answers = {}
  for (const { key, kind, identity } of form.questions) {
    const value = Object.hasOwn(answers, key) ? answers[key] : undefined
    if (identity || value === undefined) continue
    const copy = copies[kind](value, files)
    if (copy !== undefined) blind[key] = copy
  }
  return blind
}
