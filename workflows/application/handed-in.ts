import { choiceIssues, pictureSeconds } from '../rules/choices'
import { blindAnswers, checkAnswers, checkFiles, limitedFacts } from '../rules/forms'
import type { Answers, FileAnswer } from '../rules/forms'
import type { Audience, Format, SupportMode, ThemeOrientation } from '../rules/vocabulary'
import { refuse } from '../engine'
import type { Issue } from '../engine'
import type { CallRow, CallRules } from '../call/types'
import type { FileRow } from '../file/types'
import type { DraftRow, SubmittedFile } from './types'

/** Answers that passed, the files they name, and the columns that are taken from them. */
export interface HandedIn {
  answers: Answers
  blind: Answers
  files: SubmittedFile[]
  columns: {
    title: string
    organisationName: string | null
    mode: SupportMode
    format: Format
    theme: ThemeOrientation
    audience: Audience[]
    requestedFen: number
  }
}

interface NamedFile extends FileAnswer {
  question: string
}

/** Files that the answers name, in the order of the form. The answers need not have passed the check. */
export function filesNamed(call: CallRow, answers: Record<string, unknown>): NamedFile[] {
  return call.form.questions
    .filter(({ kind }) => kind === 'files')
    .flatMap(({ key }) => {
      const value = answers[key]
      return Array.isArray(value) ? (value as FileAnswer[]).map((one) => ({ ...one, question: key })) : []
    })
}

/**
 * Checks the answers of a draft by the call's frozen form, rules and file limits.
 * @throws Refusal 422 `answers_incomplete` with every problem at once; its fields are keys of questions
 */
export function handedIn(
  call: CallRow,
  draft: Record<string, unknown>,
  owner: string,
  rows: readonly FileRow[],
): HandedIn {
  const result = checkAnswers(call.form, draft, { complete: true })
  if (!result.ok) throw incomplete(result.issues.map(({ key, code, params }) => ({ field: key, code, params })))
  const { answers } = result
  const columns = columnsOf(answers)
  const named = filesNamed(call, answers)
  const files = sealedFiles(named, owner, rows)
  const missing = named.filter(({ file }) => !files.some((one) => one.file === file))
  const issues: Issue[] = [
    ...ruleIssues(call.rules, columns),
    ...missing.map(({ question, file }) => ({ field: question, code: 'file_missing', params: { file } })),
    ...(missing.length > 0 ? [] : fileIssues(call.rules, columns, named, files, rows)),
    ...files.flatMap((file) => issuesOfChoices(file, rows)),
  ]
  if (issues.length > 0) throw incomplete(issues)
  return { answers, blind: blindAnswers(call.form, answers), files, columns }
}

const incomplete = (issues: Issue[]) =>
  refuse('answers_incomplete', { status: 422, params: { count: issues.length }, issues })

/** The keys stand in every form: a call does not open without them. */
const columnsOf = (answers: Answers): HandedIn['columns'] => ({
  title: answers.title as string,
  organisationName: typeof answers.organisationName === 'string' ? answers.organisationName : null,
  mode: answers.mode as SupportMode,
  format: answers.format as Format,
  theme: answers.theme as ThemeOrientation,
  audience: answers.audience as Audience[],
  requestedFen: answers.requestedFen as number,
})

function ruleIssues(rules: CallRules, { mode, format, theme, audience, requestedFen }: HandedIn['columns']): Issue[] {
  const outside = (field: string, offered: boolean) => (offered ? [] : [{ field, code: 'not_in_this_call' }])
  const max = rules.caps[mode]
  return [
    ...outside('mode', rules.modes.includes(mode)),
    ...outside('format', rules.formats.includes(format)),
    ...outside('theme', rules.themes.includes(theme)),
    ...outside(
      'audience',
      audience.every((one) => rules.audiences.includes(one)),
    ),
    ...(requestedFen > max ? [{ field: 'requestedFen', code: 'over_cap', params: { maxFen: max } }] : []),
    ...(requestedFen < rules.minAmountFen
      ? [{ field: 'requestedFen', code: 'under_minimum', params: { minFen: rules.minAmountFen } }]
      : []),
  ]
}

/** Only the owner's own sealed originals count; another's id is as good as none. */
const sealedFiles = (named: readonly NamedFile[], owner: string, rows: readonly FileRow[]): SubmittedFile[] =>
  named.flatMap(({ file, question, role, choices }) => {
    const row = rows.find(({ id }) => id === file)
    if (row?.owner !== owner || row.area !== 'sealed' || row.state !== 'sealed') return []
    const { mime, kind, bytes, sha256 } = row
    return [{ file, question, role, mime, kind, bytes, sha256, ...(choices ? { choices } : {}) }]
  })

/** The answers as they would be kept, and their files; `null` when they do not pass the form. */
export function asKept(call: CallRow, draft: DraftRow, rows: readonly FileRow[]) {
  const result = checkAnswers(call.form, draft.answers, { complete: true })
  if (!result.ok) return null
  return { answers: result.answers, files: sealedFiles(filesNamed(call, result.answers), draft.owner, rows) }
}

function fileIssues(
  rules: CallRules,
  { format, mode }: HandedIn['columns'],
  named: readonly NamedFile[],
  files: readonly SubmittedFile[],
  rows: readonly FileRow[],
): Issue[] {
  const known = files.map(({ file, role, mime, bytes }) => {
    const facts = rows.find(({ id }) => id === file)?.facts ?? null
    return { id: file, role, mime, bytes, ...limitedFacts(facts) }
  })
  return checkFiles(format, mode, known, rules.fileLimits).map(({ id, code, params }) => ({
    field: named.find(({ file }) => file === id)?.question ?? 'files',
    code,
    params: id === null ? params : { ...params, file: id },
  }))
}

/** What was chosen about a file before it became something else to the work. */
function issuesOfChoices(
  { file, question, role, mime, choices = {} }: SubmittedFile,
  rows: readonly FileRow[],
): Issue[] {
  const seconds = pictureSeconds(rows.find(({ id }) => id === file)?.facts ?? null)
  return choiceIssues(choices, { mime, role, seconds }).map(({ field, code, params }) => ({
    field: question,
    code,
    params: { ...params, file, choice: field },
  }))
}
