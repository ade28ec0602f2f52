import { budgetTotal } from '../../../workflows/rules/forms'
import type {
  AnswerValue,
  BudgetLine,
  FileAnswer,
  Question,
  RichText,
  TeamMember,
} from '../../../workflows/rules/forms'
import type { FileStanding } from '../../../workflows/file/queries'
import { fill } from '../../i18n'
import { optionWord } from '../options'
import { kindText, sizeText } from '../say'
import { view } from '../view'
import { Money, MoneyInWords, Table } from './bits'
import { RichTextView } from './rich-text'
import { TrialLink } from './trial-link'

/** A file as this page may show it; a blind copy has no name. */
export interface ShownFile {
  id: string
  name: string | null
  mime: string
  bytes: number
  /** Of a film, how long its picture lasts. */
  seconds?: number | undefined
  standing?: FileStanding
}

interface Props {
  question: Question
  value: AnswerValue | undefined
  files: readonly ShownFile[]
}

const isNothing = (value: AnswerValue | undefined): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** An answer for reading. */
export async function Answer({ question, value, files }: Props) {
  const { w, lang } = await view()
  if (isNothing(value)) return <span className="soft">{w.check.unanswered}</span>
  const label = (code: string) => question.options?.find((option) => option.value === code)?.label[lang] ?? code
  switch (question.kind) {
    case 'choice':
      return <>{label(value as string)}</>
    case 'choices':
      return <>{(value as string[]).map(label).join(lang === 'zh' ? '、' : ', ')}</>
    case 'pledge':
      return <>{value === true ? w.check.yes : w.check.unanswered}</>
    case 'money':
      return <MoneyInWords fen={value as number} />
    case 'richtext':
      return <RichTextView text={value as RichText} />
    case 'budget':
      return <Budget title={question.label[lang]} lines={value as Partial<BudgetLine>[]} label={label} />
    case 'team':
      return <Team members={value as Partial<TeamMember>[]} />
    case 'files':
      return <Files answers={value as FileAnswer[]} files={files} />
    default:
      return <span className="lines">{value as string}</span>
  }
}

async function Budget({
  title,
  lines,
  label,
}: {
  title: string
  lines: Partial<BudgetLine>[]
  label: (code: string) => string
}) {
  const { w } = await view()
  return (
    <>
      <Table
        caption={title}
        head={[w.draft.item, w.draft.note, w.common.amount]}
        figures={[2]}
        rows={lines.map(({ item = '', amountFen, note = '' }) => [
          label(item),
          note,
          amountFen === undefined ? w.check.unanswered : <Money key="fen" fen={amountFen} />,
        ])}
      />
      <p>
        {fill(w.draft.total, { total: '' })}
        <MoneyInWords fen={budgetTotal(lines)} />
      </p>
    </>
  )
}

async function Team({ members }: { members: Partial<TeamMember>[] }) {
  const { lang } = await view()
  return (
    <ol>
      {members.map(({ name = '', organisation, role }, index) => (
        <li key={index}>{[name, organisation, role].filter(Boolean).join(lang === 'zh' ? '，' : ', ')}</li>
      ))}
    </ol>
  )
}

async function Files({ answers, files }: { answers: FileAnswer[]; files: readonly ShownFile[] }) {
  const { w, lang } = await view()
  return (
    <ol>
      {answers.map(({ file, role }, index) => {
        const known = files.find(({ id }) => id === file)
        const kind = optionWord(lang, 'fileRole', role)
        return (
          <li key={file}>
            <a href={`/files/${file}`}>{known?.name ?? `${w.common.file} ${index + 1}`}</a>{' '}
            <span className="soft">
              {kind}
              {known ? `, ${kindText(lang, known.mime)}, ${sizeText(lang, known.bytes)}` : ''}
            </span>{' '}
            <TrialLink file={file} mime={known?.mime} />
          </li>
        )
      })}
    </ol>
  )
}
