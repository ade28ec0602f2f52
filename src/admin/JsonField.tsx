import type { JSONFieldServerProps, PayloadRequest } from 'payload'
import { AnswersView } from './AnswersView'
import type { Blindness } from '../../workflows/application/types'
import type { ChoicesByFile } from '../../workflows/rules/choices'
import { BasisView } from './BasisView'
import { BlindnessView } from './BlindnessView'
import { ChoicesOfFiles } from './ChoicesView'
import { DataView } from './DataView'
import { FilesView } from './FilesView'
import type { NamedFile } from './FilesView'
import { FormView } from './FormView'
import { ReadOnly } from './ReadOnly'
import { refsIn } from './refs'
import { titlesOf } from './titles'
import type { Title, Titles } from './titles'
import { dictionary } from './words'
import type { Dictionary } from './words'

/** A JSON column as people read it: tables, amounts, instants and words instead of braces. */
export async function JsonField({ field, data, i18n, req, collectionSlug }: JSONFieldServerProps) {
  const words = dictionary(i18n.language)
  const value: unknown = data[field.name]
  return (
    <ReadOnly label={words.field(field.name)}>
      {value === null || value === undefined
        ? '—'
        : await view(`${collectionSlug}.${field.name}`, { value, data, req, words })}
    </ReadOnly>
  )
}

interface Ask {
  value: unknown
  data: Record<string, unknown>
  req: PayloadRequest
  words: Dictionary
}

/** Columns that list files by their ids. */
const filesIn: ReadonlySet<string> = new Set(['submissions.files', 'deliverables.files', 'manuscripts.files'])

async function view(name: string, { value, data, req, words }: Ask) {
  if (name === 'calls.form') return <FormView form={value} words={words} />
  if (name === 'submissions.answers')
    return <AnswersView answers={value} application={data.application} req={req} words={words} />
  if (name === 'applications.blindness')
    return <BlindnessView blindness={value as Blindness} words={words} titles={await namesIn(req, value)} />
  if (name === 'decisions.basis') return <BasisView basis={value} words={words} titles={await namesIn(req, value)} />
  if (name === 'works.choices') return <ChoicesOfFiles choices={value as ChoicesByFile} words={words} />
  if (filesIn.has(name)) return <FilesView files={value as NamedFile[]} words={words} />
  const column = name.split('.')[1] ?? ''
  return <DataView name={column} value={value} words={words} titles={await namesIn(req, value)} />
}

async function namesIn(req: PayloadRequest, value: unknown): Promise<Titles> {
  const all = new Map<string, Title>()
  for (const [collection, ids] of Object.entries(refsIn(value)))
    for (const [id, title] of await titlesOf(req, collection, ids)) all.set(id, title)
  return all
}
