import { canonical } from './canonical'
import { pages, turn } from './check-pages'
import type { Findings, Row } from './check-pages'
import type { Store } from './store'
import type { ProjectionOf } from './types'

/** Makes a projection again from what it is made of, and names each row of it that differs. */
export async function checkProjection(store: Store, projection: ProjectionOf, notes: Findings): Promise<void> {
  const { collection, from, by } = projection
  const standing = new Set<string>()
  for await (const rows of pages(store, collection, notes)) {
    const sources = await sourcesOf(store, projection, rows)
    for (const { id, createdAt: _created, updatedAt: _updated, ...row } of rows) {
      standing.add(id)
      const made = sources.get(id)
      if (made !== null && canonical(folded(projection, made ?? [])) !== canonical(full(row)))
        notes.say(collection, id, 'projection_differs')
    }
    await turn()
  }
  for await (const rows of pages(store, from, notes, [by]))
    for (const row of rows) {
      const id = String(row[by])
      if (standing.has(id) || notes.unreadable(collection, id)) continue
      standing.add(id)
      notes.say(collection, id, 'row_missing')
    }
}

/** By the row that they make; `null` where one of them cannot be read, of which the check has told before. */
async function sourcesOf(store: Store, { from, by, order }: ProjectionOf, rows: Row[]) {
  const read = (ids: string[]) => store.reader.find<Row>(from, { [by]: { in: ids } }, { sort: order })
  const found = new Map<string, Row[] | null>()
  const keep = (sources: Row[]) => {
    for (const source of sources) found.set(String(source[by]), [...(found.get(String(source[by])) ?? []), source])
  }
  const ids = rows.map(({ id }) => id)
  await read(ids).then(keep, async () => {
    for (const id of ids) await read([id]).then(keep, () => found.set(id, null))
  })
  return found
}

function folded(projection: ProjectionOf, sources: readonly Row[]): object | null {
  try {
    return sources.reduce<object | null>((before, row) => full(projection.fold(before, row)), null)
  } catch {
    return null
  }
}

/** What holds nothing is stored as nothing. */
const full = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined))
