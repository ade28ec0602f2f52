import { APIError } from 'payload'
import type { CollectionBeforeOperationHook, CollectionConfig } from 'payload'

const pageSize = 100

/** Sorting through a relation is not offered; a list is at most a hundred rows. Own code is not limited. */
const bounded: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (req.payloadAPI === 'local') return args
  const asked = args as { sort?: string | string[]; limit?: number; pagination?: boolean }
  for (const key of [asked.sort ?? []].flat())
    if (/\.|__/.test(key)) throw new APIError('sorting through a relation is not offered', 400)
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
