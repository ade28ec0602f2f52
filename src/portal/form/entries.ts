import type {
  AnswerValue,
  BudgetLine,
  FileAnswer,
  Question,
  RichText,
  TeamMember,
} from '../../../workflows/rules/forms/types'

/** Fields of a page, by their names; a name may come several times. */
export type Entries = [name: string, text: string][]

const marks = { heading: '# ', quote: '> ', paragraph: '' } as const

/** Rich text as the plain text that it is typed in. */
export const richTextTyped = ({ blocks }: RichText): string =>
  blocks
    .map(({ type, text }) =>
      type === 'list'
        ? text
            .split('\n')
            .map((line) => `- ${line}`)
            .join('\n')
        : `${marks[type]}${text}`,
    )
    .join('\n\n')

/** An amount as it is typed: 12000 or 12000.50. */
export const fenTyped = (fen: number): string => {
  const cents = fen % 100
  return `${Math.floor(fen / 100)}${cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`}`
}

const row = (key: string, n: number, parts: Record<string, string | undefined>): Entries =>
  Object.entries(parts).flatMap(([part, text]): Entries => (text ? [[`${key}.${n}.${part}`, text]] : []))

/** An answer as the fields of its question's page, without those that are empty. */
export function entriesOf({ key, kind }: Question, value: AnswerValue | undefined): Entries {
  if (value === undefined) return []
  switch (kind) {
    case 'choices':
      return (value as string[]).map((each) => [key, each])
    case 'pledge':
      return value === true ? [[key, 'on']] : []
    case 'money':
      return [[key, fenTyped(value as number)]]
    case 'richtext':
      return [[key, richTextTyped(value as RichText)]]
    case 'budget':
      return (value as Partial<BudgetLine>[]).flatMap(({ item, amountFen, note }, n) =>
        row(key, n, { item, yuan: amountFen === undefined ? undefined : fenTyped(amountFen), note }),
      )
    case 'team':
      return (value as Partial<TeamMember>[]).flatMap((member, n) => row(key, n, { ...member }))
    case 'files':
      return (value as FileAnswer[]).map(({ file }) => [key, file])
    default:
      return value === '' ? [] : [[key, value as string]]
  }
}

/** Scores that were noted, as the fields of the review page. */
export function reviewEntries(noted: {
  scores?: Record<string, number | null>
  vetoes?: string[]
  comment?: string
}): Entries {
  const scores = Object.entries(noted.scores ?? {}).flatMap(([key, score]): Entries =>
    typeof score === 'number' ? [[`scores.${key}:number`, String(score)]] : [],
  )
  const vetoes = (noted.vetoes ?? []).map((key): [string, string] => ['vetoes[]', key])
  return [...scores, ...vetoes, ...(noted.comment ? [['comment', noted.comment] as [string, string]] : [])]
}

/** What the questions are called, by their keys. */
export const labelsOf = (questions: readonly Question[], lang: 'zh' | 'en'): Record<string, string> =>
  Object.fromEntries(questions.map(({ key, label }) => [key, label[lang]]))

/** The fields by name. */
export function byName(entries: Entries): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const [name, text] of entries) (found[name] ??= []).push(text)
  return found
}

/** One text for one set of fields, whatever their order: to compare what is typed with what is saved. */
export const fingerprint = (entries: Entries): string =>
  JSON.stringify(
    entries
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [name, text.replaceAll('\r\n', '\n')])
      .sort(([a = '', x = ''], [b = '', y = '']) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1)),
  )

export const fieldId = (name: string): string => `f-${name.replace(/[^\w-]+/g, '-')}`
