import type { PayloadRequest } from 'payload'
import type { ApplicationRow } from '../../workflows/application/types'
import type { CallRow } from '../../workflows/call/types'
import { formatYuan } from '../../workflows/rules/money'
import type { Question } from '../../workflows/rules/forms'
import { engine } from '../engine'
import { DataView } from './DataView'
import { FilesView, LabelsFound } from './FilesView'
import type { NamedFile } from './FilesView'
import type { Dictionary } from './words'

interface Props {
  answers: unknown
  application: unknown
  req: PayloadRequest
  words: Dictionary
}

/** What an applicant answered, beside the questions as they stood when the call opened. */
export async function AnswersView({ answers, application, req, words }: Props) {
  const questions = await questionsOf(application, req)
  const given = answers as Readonly<Record<string, unknown>>
  const asked = questions.filter(({ key }) => given[key] !== undefined)
  const others = Object.entries(given).filter(([key]) => !questions.some((one) => one.key === key))
  return (
    <dl className="kepu-data kepu-data--answers">
      {asked.map((question) => (
        <div key={question.key}>
          <dt>{question.label[words.language]}</dt>
          <dd>
            <Answer question={question} value={given[question.key]} words={words} />
            {question.key === 'aiUse' ? <LabelsFound files={filesIn(given)} words={words} /> : null}
          </dd>
        </div>
      ))}
      {others.map(([key, value]) => (
        <div key={key}>
          <dt>{words.field(key)}</dt>
          <dd>
            <DataView name={key} value={value} words={words} titles={new Map()} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** All files of all answers. */
const filesIn = (given: Readonly<Record<string, unknown>>): NamedFile[] =>
  Object.values(given).flatMap((value) =>
    Array.isArray(value)
      ? value.filter((each): each is NamedFile => typeof (each as NamedFile | null)?.file === 'string')
      : [],
  )

const idOf = (held: unknown): string => (typeof held === 'string' ? held : ((held as { id?: string } | null)?.id ?? ''))

/** The call is the application's; both are read here for people who read the submission already. */
async function questionsOf(application: unknown, { user }: PayloadRequest): Promise<Question[]> {
  if (!user || !application) return []
  const { reader } = engine().store
  const id = idOf(application)
  const row = await reader.get<ApplicationRow>('applications', id)
  const call = row ? await reader.get<CallRow>('calls', row.call) : null
  return call?.form.questions ?? []
}

function Answer({ question, value, words }: { question: Question; value: unknown; words: Dictionary }) {
  const option = (code: unknown) =>
    question.options?.find((one) => one.value === code)?.label[words.language] ?? String(code)
  switch (question.kind) {
    case 'money':
      return formatYuan(value as number)
    case 'choice':
      return option(value)
    case 'choices':
      return words.join((value as string[]).map(option))
    case 'text':
    case 'longtext':
    case 'date':
      return <span className="kepu-pre">{String(value)}</span>
    case 'richtext':
      return (value as { blocks: { text: string }[] }).blocks.map(({ text }, index) => <p key={index}>{text}</p>)
    case 'files':
      return <FilesView files={value as NamedFile[]} words={words} />
    case 'budget':
      return (
        <DataView
          name={question.key}
          value={(value as { item: string }[]).map((line) => ({ ...line, item: option(line.item) }))}
          words={words}
          titles={new Map()}
        />
      )
    default:
      return <DataView name={question.key} value={value} words={words} titles={new Map()} />
  }
}
