import type { Reader, WhereClause } from '../engine'
import { byRank, inTitle, rank, sieve } from './search'
import type { Query, Rank } from './search'
import type { CatalogueRow } from './types'
import { isDue } from './visibility'
import type { Viewer } from './visibility'

/** What is asked for; lists are alternatives. */
export interface Filters {
  audiences?: readonly string[]
  themes?: readonly string[]
  formats?: readonly string[]
}

export interface Asked {
  viewer: Viewer
  filters: Filters
  query: Query | null
  /** ISO text of the instant of the request. */
  now: string
}

/** How many finds are ranked at most, newest first; beyond that, older works are found by their titles alone. */
export const mostFinds = 2000
const batch = 200

const narrowed = (entitled: readonly string[] | undefined, asked: readonly string[] | undefined) =>
  entitled && asked ? asked.filter((each) => entitled.includes(each)) : (asked ?? entitled)

const anyOf = (column: string, list: readonly string[]): WhereClause => ({
  or: list.map((each) => ({ [column]: { contains: `|${each}|` } })),
})

/** The rows that may be shown, but for those that are still held back; `null` when there can be none. */
export function whereOf({ viewer, filters, query }: Asked): WhereClause[] | null {
  const formats = narrowed(viewer.formats, filters.formats)
  const themes = narrowed(viewer.themes, filters.themes)
  if (formats?.length === 0 || themes?.length === 0 || viewer.audiences?.length === 0) return null
  const where: WhereClause[] = [{ live: { equals: 'yes' } }]
  if (formats) where.push({ format: { in: [...formats] } })
  if (themes) where.push({ theme: { in: [...themes] } })
  if (viewer.audiences) where.push(anyOf('audience', viewer.audiences))
  if (filters.audiences) where.push(anyOf('audience', filters.audiences))
  where.push(anyOf('channels', ['all', ...viewer.channels]))
  return query ? [...where, ...sieve(query)] : where
}

export interface Page<T> {
  rows: T[]
  more: boolean
}

/** Newest first, after the release number `after`. */
export async function newest(
  reader: Reader,
  asked: Asked,
  after: number | null,
  limit: number,
): Promise<Page<CatalogueRow>> {
  const rows: CatalogueRow[] = []
  const where = whereOf(asked)
  if (where === null) return { rows, more: false }
  for await (const row of walked(reader, where, after, limit + 1)) {
    if (!isDue(asked.viewer, row, asked.now)) continue
    if (rows.length === limit) return { rows, more: true }
    rows.push(row)
  }
  return { rows, more: false }
}

/** All rows newest first, in batches that let the process breathe in between. */
async function* walked(
  reader: Reader,
  where: WhereClause[],
  after: number | null,
  size: number,
): AsyncGenerator<CatalogueRow> {
  for (let last = after; ;) {
    const place: WhereClause[] = last === null ? [] : [{ publishedSeq: { less_than: last } }]
    const rows = await reader.find<CatalogueRow>(
      'catalogue',
      { and: [...where, ...place] },
      { limit: size, sort: '-publishedSeq' },
    )
    yield* rows
    const end = rows.at(-1)
    if (!end || rows.length < size) return
    last = end.publishedSeq
    await breath()
  }
}

/** On SQLite a read never lets the event loop turn by itself. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

export interface Find extends Rank {
  id: string
}

export interface Finds {
  finds: Find[]
  /** True when there were more than `mostFinds`, and the oldest were left out. */
  capped: boolean
}

/** Everything that the query finds, best first: title, then abstract, then body, then newest. */
export async function found(reader: Reader, asked: Asked & { query: Query }): Promise<Finds> {
  const where = whereOf(asked)
  if (where === null) return { finds: [], capped: false }
  const finds = new Map<string, Find>()
  const capped = await collect(reader, where, asked, finds)
  if (capped) await collect(reader, [...where, ...inTitle(asked.query)], asked, finds)
  return { finds: [...finds.values()].sort(byRank), capped }
}

async function collect(
  reader: Reader,
  where: WhereClause[],
  asked: Asked & { query: Query },
  finds: Map<string, Find>,
) {
  let seen = 0
  for await (const row of walked(reader, where, null, batch)) {
    if (++seen > mostFinds) return true
    if (finds.has(row.id) || !isDue(asked.viewer, row, asked.now)) continue
    const rated = rank(asked.query, row)
    if (rated) finds.set(row.id, { id: row.id, ...rated })
  }
  return false
}

/** The rows of a page of finds, in the order of the finds. */
export async function rowsOf(reader: Reader, finds: readonly Find[]): Promise<CatalogueRow[]> {
  if (finds.length === 0) return []
  const rows = await reader.find<CatalogueRow>(
    'catalogue',
    { id: { in: finds.map(({ id }) => id) } },
    { limit: finds.length },
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return finds.flatMap(({ id }) => byId.get(id) ?? [])
}
