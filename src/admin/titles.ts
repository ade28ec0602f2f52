import type { CollectionSlug, PayloadRequest } from 'payload'

/** The names of documents by id, as far as the person may read them. */
export async function titlesOf(
  req: PayloadRequest,
  collection: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { config } = req.payload.collections[collection as CollectionSlug]
  const { docs } = await req.payload.find({
    collection: collection as CollectionSlug,
    where: { id: { in: [...new Set(ids)] } },
    depth: 0,
    limit: 500,
    pagination: false,
    overrideAccess: false,
    user: req.user,
    req,
  })
  const title = config.admin.useAsTitle ?? 'id'
  return new Map((docs as unknown as Record<string, unknown>[]).map((row) => [String(row.id), nameIn(row, title)]))
}

/** Number and title where a document has both. */
function nameIn(row: Record<string, unknown>, title: string): string {
  const parts = [...new Set([row.number, row[title], row.title])].filter(
    (part) => typeof part === 'string' && part !== '',
  )
  return parts.join(' · ') || String(row.id)
}

export const titleOf = async (req: PayloadRequest, collection: string, id: string): Promise<string | null> =>
  (await titlesOf(req, collection, [id])).get(id) ?? null
