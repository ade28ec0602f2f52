import type { PayloadRequest, ServerFieldBase } from 'payload'
import { ReadOnly } from './ReadOnly'
import { refTargets } from './refs'
import { collectionWord, verbWord } from './journal-words'
import { titleOf } from './titles'
import { dictionary } from './words'
import type { Dictionary } from './words'

type Props = ServerFieldBase & { subject?: string; told?: boolean }

interface Column {
  name: string
  type: string
  relationTo?: string | string[]
}

/** A column that commands write, as plain text: a word of a list, a number, or a link to what an id names. */
export async function PlainField({ field, data, i18n, req, subject, told = false }: Props) {
  // The panel above has said it.
  if (told) return null
  const column = field as unknown as Column
  const words = dictionary(i18n.language)
  const label = words.field(column.name)
  const row = data as Readonly<Record<string, unknown>>
  const held = idOf(row[column.name])
  if (held === '') return <ReadOnly label={label}>—</ReadOnly>
  const target = targetOf(column, row)
  const value = target ? await linked(req, target, held, words) : word(column, held, words, subject)
  return <ReadOnly label={label}>{value}</ReadOnly>
}

/** The collection that an id leads to; a row of the journal names it beside the id. */
function targetOf({ name, relationTo }: Column, row: Readonly<Record<string, unknown>>): string | undefined {
  if (name === 'subject' && typeof row.collection === 'string') return row.collection
  return typeof relationTo === 'string' ? relationTo : refTargets[name]
}

/** A relation holds an id, or the document itself where somebody asked for depth. */
function idOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return (value as { id?: string } | null | undefined)?.id ?? ''
}

/** Texts whose values stand in a list of the vocabulary. */
const coded: ReadonlySet<string> = new Set(['gate', 'town', 'kind'])

function word({ name, type }: Column, value: string, words: Dictionary, subject?: string) {
  if (name === 'state' && subject) return words.state(subject, value)
  if (name === 'verb') return verbWord(value, words)
  if (name === 'collection') return collectionWord(value, words)
  return type === 'select' || coded.has(name) ? words.option(name, value) : value
}

async function linked(req: PayloadRequest, collection: string, id: string, words: Dictionary) {
  const title = await titleOf(req, collection, id)
  if (title === null) return id === 'system' ? words.role(id) : <span title={id}>{words.admin.values.notOpen}</span>
  return title.opens ? <a href={`/admin/collections/${collection}/${id}`}>{title.text}</a> : title.text
}
