import { APIError } from 'payload'
import type { CollectionBeforeOperationHook, CollectionConfig } from 'payload'

const pageSize = 100

/** Names of the columns that a question asks about, however deep its `and` and `or` go. */
function asksAbout(where: unknown): string[] {
  if (typeof where !== 'object' || where === null) return []
  return Object.entries(where).flatMap(([key, value]) =>
    /^(and|or)$/i.test(key) ? [value].flat().flatMap(asksAbout) : [key],
  )
}

/**
 * Sorting and filtering through a relation are not offered: both would tell of rows that the asker may not read. A list
 * is at most a hundred rows. Own code is not limited.
 */
const bounded: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (req.payloadAPI === 'local') return args
  const asked = args as { sort?: string | string[]; where?: unknown; limit?: number; pagination?: boolean }
  for (const key of [asked.sort ?? []].flat())
    if (/\.|__/.test(key)) throw new APIError('sorting through a relation is not offered', 400)
  // A version's own columns stand under `version`.
  for (const key of asksAbout(asked.where))
    if (/\.|__/.test(key.replace(/^version\./, '')))
      throw new APIError('filtering through a relation is not offered', 400)
  if (operation === 'read') {
    asked.limit = Math.min(asked.limit && asked.limit > 0 ? asked.limit : pageSize, pageSize)
    asked.pagination = true
  }
  return args
}

/** What holds for every collection: bounded reads, and no record of who has which document open. */
export const guarded = (collection: CollectionConfig): CollectionConfig => ({
  lockDocuments: false,
  disableDuplicate: true,
  ...collection,
  hooks: { ...collection.hooks, beforeOperation: [bounded, ...(collection.hooks?.beforeOperation ?? [])] },
})
