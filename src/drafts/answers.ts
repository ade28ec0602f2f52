import { checkAnswers } from '../../workflows/rules/forms'
import type { AnswerValue, Answers, FormVersion, Question } from '../../workflows/rules/forms'
import { parseYuan } from '../../workflows/rules/money'
import type { Issue } from '../../workflows/engine'
import type { FormEntries } from '../command-api/form'
import { richTextFrom } from './rich-text'

export interface SavedAnswers {
  answers: Answers
  /** Fields whose words could not be read, or are kept and too many to be handed in; the rest is kept all the same. */
  issues: Issue[]
}

/**
 * The draft's answers after a page of one question group was sent: every question of the group is taken from the page,
 * the others stay. What a draft may not hold at all is named and left as it was; nothing else is lost.
 */
export function mergedAnswers(
  form: FormVersion,
  before: Answers,
  group: string | undefined,
  entries: FormEntries,
): SavedAnswers {
  const issues: Issue[] = []
  const answers: Answers = { ...before }
  const sent = new Set(entries.map(([name]) => keyOf(name)))
  for (const question of form.questions) {
    if (question.kind === 'files') continue
    const own = entries.filter(([name]) => keyOf(name) === question.key)
    if (own.length === 0 && question.group !== group) continue
    const value = readAnswer(question, own, issues)
    if (value === undefined) Reflect.deleteProperty(answers, question.key)
    else if (value !== null) answers[question.key] = value
  }
  const checked = checkAnswers(form, answers, { complete: false })
  if (checked.ok) return { answers: checked.answers, issues: [...issues, ...overLimit(form, checked.answers, sent)] }
  for (const { key, code, params } of checked.issues) {
    issues.push({ field: key, code, params })
    const old = before[key]
    if (old === undefined) Reflect.deleteProperty(answers, key)
    else answers[key] = old
  }
  return { answers, issues }
}

/** What a draft may hold and an application may not: whoever is writing hears the limit at once. */
function overLimit(form: FormVersion, answers: Answers, sent: ReadonlySet<string>): Issue[] {
  const whole = checkAnswers(form, answers, { complete: true })
  if (whole.ok) return []
  return whole.issues
    .filter(({ key, code }) => sent.has(key) && (code === 'too_long' || code === 'too_many'))
    .map(({ key, code, params }) => ({ field: key, code, params }))
}

const keyOf = (name: string) => /^[^.:[]*/.exec(name)?.[0] ?? name

/** `undefined` = nothing answered; `null` = could not be read, keep what stands. */
function readAnswer(question: Question, own: FormEntries, issues: Issue[]): AnswerValue | null | undefined {
  const first = own[0]?.[1] ?? ''
  switch (question.kind) {
    case 'choices':
      return own.map(([, value]) => value).filter((value) => value !== '')
    case 'pledge':
      return ['on', 'true', 'yes'].includes(first) ? true : undefined
    case 'money':
      return money(question.key, first, issues)
    case 'richtext':
      return first.trim() === '' ? undefined : richTextFrom(first)
    case 'budget':
      return rowsOf(own).flatMap((row, n) => budgetLine(question.key, n, row, issues))
    case 'team':
      return rowsOf(own).flatMap(({ name = '', organisation = '', role = '' }) =>
        `${name}${organisation}${role}`.trim() === ''
          ? []
          : [{ name, ...(organisation ? { organisation } : {}), ...(role ? { role } : {}) }],
      )
    default:
      return first === '' ? undefined : first.replaceAll('\r\n', '\n')
  }
}

function money(field: string, text: string, issues: Issue[]): number | null | undefined {
  if (text.trim() === '') return undefined
  const amount = parseYuan(text)
  if (amount.ok) return amount.fen
  issues.push({ field, code: amount.code })
  return null
}

/** `key.0.part` fields as rows. */
function rowsOf(own: FormEntries): Record<string, string>[] {
  const rows: Record<string, string>[] = []
  for (const [name, value] of own) {
    const [, index = '', part = ''] = /^[^.]+\.(\d{1,3})\.([a-zA-Z]+)(?::\w+)?$/.exec(name) ?? []
    if (index === '' || part === '__proto__') continue
    ;(rows[Number(index)] ??= {})[part] = value
  }
  return rows.filter(Boolean)
}

function budgetLine(key: string, n: number, row: Record<string, string>, issues: Issue[]) {
  const { item = '', yuan = '', note = '' } = row
  if (`${item}${yuan}${note}`.trim() === '') return []
  const amount = money(`${key}.${String(n)}.yuan`, yuan, issues)
  return [
    {
      ...(item ? { item } : {}),
      ...(typeof amount === 'number' ? { amountFen: amount } : {}),
      ...(note ? { note } : {}),
    },
  ]
}
