import type { Reader, WhereClause } from '../engine'
import { byRank, inTitle, rank, sieve } from './search'
import type { Query, Rank } from './search'
import type { Shelved } from './shelf'
import type { CatalogueRow } from './types'
import { covers, isDue } from './visibility'
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
  /** ISO text of the instant of the request. */
  now: string
}

const within = (list: readonly string[] | undefined, value: string) => list === undefined || list.includes(value)

/** Which of the filters a work passes. */
export const passes = ({ audiences, themes, formats }: Filters, { audience, theme, format }: Shelved) => ({
  audience: audiences === undefined || audience.some((each) => audiences.includes(each)),
  theme: within(themes, theme),
  format: within(formats, format),
})

/** Whether the viewer may know of the work at this instant. */
export const known = ({ viewer, now }: Pick<Asked, 'viewer' | 'now'>, work: Shelved): boolean =>
  covers(viewer, work) && isDue(viewer, work, now)

/** Whether the work belongs into the list that is asked for. */
export function listed(asked: Asked, work: Shelved): boolean {
  const { audience, theme, format } = passes(asked.filters, work)
  return audience && theme && format && known(asked, work)
}

export interface Page<T> {
  rows: T[]
  more: boolean
}

/** Newest first, after the release number `after`. */
export function newest(works: readonly Shelved[], asked: Asked, after: number | null, limit: number): Page<Shelved> {
  const rows: Shelved[] = []
  for (let n = after === null ? 0 : firstBelow(works, after); n < works.length; n++) {
    const work = works[n]
    if (!work || !listed(asked, work)) continue
    if (rows.length === limit) return { rows, more: true }
    rows.push(work)
  }
  return { rows, more: false }
}

function firstBelow(works: readonly Shelved[], seq: number): number {
  let [low, high] = [0, works.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((works[middle]?.publishedSeq ?? 0) < seq) high = middle
    else low = middle + 1
  }
  return low
}

/** How many finds are ranked at most, newest first; beyond that, older works are found by their titles alone. */
export const mostFinds = 2000
const batch = 200

export interface Find extends Rank {
  id: string
}

export interface Finds {
  finds: Find[]
  /** True when there were more than `mostFinds`, and the oldest were left out. */
  capped: boolean
}

/**
 * Everything that the query finds among the works that `wanted` lets through, best first: title, then abstract, then
 * body, then newest.
 */
export async function found(reader: Reader, query: Query, wanted: (id: string) => boolean): Promise<Finds> {
  const finds = new Map<string, Find>()
  const live: WhereClause[] = [{ live: { equals: 'yes' } }]
  const capped = await collect(reader, [...live, ...sieve(query)], query, wanted, finds)
  if (capped) await collect(reader, [...live, ...inTitle(query)], query, wanted, finds)
  return { finds: [...finds.values()].sort(byRank), capped }
}

async function collect(
  reader: Reader,
  where: WhereClause[],
  query: Query,
  wanted: (id: string) => boolean,
  finds: Map<string, Find>,
): Promise<boolean> {
  let seen = 0
  for await (const row of walked(reader, where)) {
    if (finds.has(row.id) || !wanted(row.id)) continue
    if (++seen > mostFinds) return true
    const rated = rank(query, row)
    if (rated) finds.set(row.id, { id: row.id, ...rated })
  }
  return false
}

const columns = ['publishedSeq', 'titleText', 'bodyText', 'summary'] as const
export type Searched = Pick<CatalogueRow, 'id' | (typeof columns)[number]>

/** All rows newest first, in batches that let the process breathe in between: on SQLite a read never does. */
async function* walked(reader: Reader, where: WhereClause[]): AsyncGenerator<Searched> {
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const place: WhereClause = { publishedSeq: { less_than: before } }
    const options = { limit: batch, sort: '-publishedSeq', select: columns }
    const rows = await reader.find<Searched>('catalogue', { and: [...where, place] }, options)
    yield* rows
    const end = rows.at(-1)
    if (!end || rows.length < batch) return
    before = end.publishedSeq
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
