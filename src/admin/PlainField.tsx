import type { PayloadRequest, ServerFieldBase } from 'payload'
import { ReadOnly } from './ReadOnly'
import { refTargets } from './refs'
import { collectionWord, verbWord } from './journal-words'
import { titleOf } from './titles'
import { dictionary } from './words'
import type { Dictionary } from './words'

type Props = ServerFieldBase & { subject?: string }

interface Column {
  name: string
  type: string
  relationTo?: string | string[]
}

/** A column that commands write, as plain text: a word of a list, a number, or a link to what an id names. */
export async function PlainField({ field, data, i18n, req, subject }: Props) {
  const column = field as unknown as Column
  const words = dictionary(i18n.language)
  const label = words.field(column.name)
  const held = idOf((data as Readonly<Record<string, unknown>>)[column.name])
  if (held === '') return <ReadOnly label={label}>—</ReadOnly>
  const target = typeof column.relationTo === 'string' ? column.relationTo : refTargets[column.name]
  const value = target ? await linked(req, target, held, words) : word(column, held, words, subject)
  return <ReadOnly label={label}>{value}</ReadOnly>
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
  if (title === null) return id === 'system' ? words.role(id) : <code>{id}</code>
  return title.opens ? <a href={`/admin/collections/${collection}/${id}`}>{title.text}</a> : title.text
}
