import type { CollectionSlug, PayloadRequest } from 'payload'
import type { PersonRow } from '../../workflows/person/types'
import { isStaff } from '../../workflows/rules/vocabulary'
import { engine } from '../engine'
import { rolesOf } from './roles-of'

export interface Title {
  text: string
  /** Whether the person may open the document, and not only know its name. */
  opens: boolean
}
export type Titles = ReadonlyMap<string, Title>

/** The names of documents by id, as far as the person may know them. */
export async function titlesOf(req: PayloadRequest, collection: string, ids: readonly string[]): Promise<Titles> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const titles = await readable(req, collection, wanted)
  const unknown = wanted.filter((id) => !titles.has(id))
  if (collection === 'persons' && unknown.length > 0 && isStaff(rolesOf(req.user)))
    for (const [id, name] of await colleagues(unknown)) titles.set(id, { text: name, opens: false })
  return titles
}

async function readable(req: PayloadRequest, collection: string, ids: string[]): Promise<Map<string, Title>> {
  const { config } = req.payload.collections[collection as CollectionSlug]
  const { docs } = await req.payload.find({
    collection: collection as CollectionSlug,
    where: { id: { in: ids } },
    depth: 0,
    limit: 500,
    pagination: false,
    overrideAccess: false,
    user: req.user,
    req,
  })
  const column = config.admin.useAsTitle ?? 'id'
  const rows = docs as unknown as Record<string, unknown>[]
  // A noun without a page in the admin has a name there all the same.
  const opens = config.admin.hidden !== true
  return new Map(rows.map((row) => [String(row.id), { text: nameIn(row, column), opens }]))
}

/** Who works for the programme is known to whoever works for it; applicants and reviewers are not told here. */
async function colleagues(ids: string[]): Promise<Map<string, string>> {
  const rows = await engine().store.reader.find<PersonRow>('persons', { id: { in: ids } })
  return new Map(rows.filter(({ roles }) => isStaff(roles)).map(({ id, name }) => [id, name ?? id]))
}

/** Number and title where a document has both. */
function nameIn(row: Record<string, unknown>, title: string): string {
  const parts = [...new Set([row.number, row[title], row.title])].filter(
    (part) => typeof part === 'string' && part !== '',
  )
  return parts.join(' · ') || String(row.id)
}

export const titleOf = async (req: PayloadRequest, collection: string, id: string): Promise<Title | null> =>
  (await titlesOf(req, collection, [id])).get(id) ?? null
