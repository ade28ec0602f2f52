import type { Payload, SanitizedCollectionConfig } from 'payload'
import type { FindOptions, Reader, WhereClause } from './types'
import { refuse } from './refuse'
import { NotAColumn } from './store'
import type { CommandRow, StoreFile } from './store'

const plain = new Set([
  'text',
  'textarea',
  'number',
  'date',
  'select',
  'checkbox',
  'json',
  'relationship',
  'email',
  'code',
])

function columnKinds(config: SanitizedCollectionConfig): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>([
    ['createdAt', 'date'],
    ['updatedAt', 'date'],
  ])
  for (const field of config.flattenedFields) {
    const many = ('hasMany' in field && field.hasMany) || ('relationTo' in field && Array.isArray(field.relationTo))
    const localized = 'localized' in field && field.localized
    const virtual = 'virtual' in field && field.virtual
    if (plain.has(field.type) && !many && !localized && !virtual) kinds.set(field.name, field.type)
  }
  return kinds
}

/** What an error says, and what the errors below it say. */
export function messages(error: unknown): string {
  const parts: string[] = []
  for (let at: unknown = error; at instanceof Error; at = at.cause) parts.push(at.message)
  return parts.join(' | ')
}

/** A full disk as a refusal (507): nothing was written, and whoever asked can be told what to do. Else the error itself. */
export const diskFull = (error: unknown): unknown =>
  /SQLITE_FULL|database or disk is full|OutOfDiskSpace/.test(messages(error))
    ? refuse('disk_full', { status: 507, retryAfter: 60 })
    : error

/** What both databases share: the adapter's reads, and the knowledge of which keys are main-table columns. */
export function commonStore(payload: Payload): Omit<StoreFile, 'commit' | 'moved'> & {
  kindsOf(collection: string): ReadonlyMap<string, string>
  mustBeColumns(collection: string, row: object): void
} {
  const kinds = new Map<string, ReadonlyMap<string, string>>()
  for (const { config } of Object.values(payload.collections)) kinds.set(config.slug, columnKinds(config))
  const kindsOf = (collection: string) => {
    const found = kinds.get(collection)
    if (!found) throw new NotAColumn(collection, '*')
    return found
  }
  const configs = () => Object.values(payload.collections).map(({ config }) => config)
  const heldOnes = () =>
    Object.values(payload.collections)
      .filter(({ config }) => config.custom.held === true)
      .map(({ config }) => config.slug as string)
  const reader: Omit<Reader, 'version'> = {
    get: async <T>(collection: string, id: string) =>
      ((await payload.db.findOne({ collection, where: { id: { equals: id } } } as never)) ?? null) as T | null,
    find: async <T>(collection: string, where: WhereClause, { limit = 0, sort, select }: FindOptions = {}) => {
      const found = await payload.db.find({
        collection,
        where,
        limit,
        pagination: false,
        ...(sort ? { sort } : {}),
        ...(select ? { select: Object.fromEntries(select.map((name) => [name, true])) } : {}),
      } as never)
      return found.docs as T[]
    },
    count: async (collection, where) => (await payload.db.count({ collection, where } as never)).totalDocs,
  }
  return {
    reader,
    kindsOf,
    mustBeColumns(collection, row) {
      const known = kindsOf(collection)
      for (const key of Object.keys(row)) if (!known.has(key)) throw new NotAColumn(collection, key)
    },
    findCommand: async (actor, key) =>
      (
        await reader.find<CommandRow>(
          'commands',
          { and: [{ actor: { equals: actor } }, { key: { equals: key } }] },
          { limit: 1 },
        )
      )[0] ?? null,
    async enqueue(row) {
      const [known] = await reader.find('outbox', { key: { equals: row.key } }, { limit: 1 })
      if (known) return
      try {
        await payload.db.create({ collection: 'outbox', data: row } as never)
      } catch (error) {
        const [raced] = await reader.find('outbox', { key: { equals: row.key } }, { limit: 1 })
        if (!raced) throw diskFull(error)
      }
    },
    async changeIf(collection, where, set) {
      if (heldOnes().includes(collection)) throw new Error(`${collection} is changed by commands only`)
      for (const key of Object.keys(set)) if (!kindsOf(collection).has(key)) throw new NotAColumn(collection, key)
      try {
        const done: unknown = await payload.db.updateOne({
          collection,
          where,
          data: set,
          options: { atomic: true },
        } as never)
        return done !== null
      } catch (error) {
        throw diskFull(error)
      }
    },
    personal: (collection) => {
      const { custom } = configs().find(({ slug }) => slug === collection) ?? {}
      return (custom?.personal ?? []) as string[]
    },
    heldCollections: heldOnes,
    columns: (collection) => [...kindsOf(collection).keys()],
  }
}
