import type { Reader, WhereClause } from '../engine'
import { audiences, formats, themeOrientations } from '../rules/vocabulary'
import { found, newest, rowsOf, whereOf } from './listing'
import type { Asked, Filters } from './listing'
import { readQuery } from './search'
import type { CatalogueRow, ReleaseLogRow, Representation, Summary } from './types'
import { isDue, residents } from './visibility'

/** What a resident asks the catalogue for; values that are not in the vocabulary find nothing. */
export interface CatalogueAsk {
  audience?: string
  theme?: string
  format?: string
  q?: string
  /** The page's `next` of the page before. */
  after?: string
  /** 1 … 60; 20 when it is not said. */
  limit?: number
}

export interface Facet {
  value: string
  count: number
}

export interface CataloguePage {
  works: Summary[]
  /** How many there are on all pages. */
  total: number
  next: string | null
  /** Each counted under the other filters, so that it says what choosing it would show. */
  facets: { audience: Facet[]; theme: Facet[]; format: Facet[] }
  /** False when `q` holds nothing that can be looked for; then it was left out. */
  searched: boolean
}

const filtersOf = ({ audience, theme, format }: CatalogueAsk): Filters => ({
  ...(audience ? { audiences: [audience] } : {}),
  ...(theme ? { themes: [theme] } : {}),
  ...(format ? { formats: [format] } : {}),
})

/** The public catalogue, as any visitor sees it at `now`. */
export async function publicCatalogue(reader: Reader, ask: CatalogueAsk, now: Date): Promise<CataloguePage> {
  const query = ask.q === undefined ? null : readQuery(ask.q)
  const asked: Asked = { viewer: residents, filters: filtersOf(ask), query, now: now.toISOString() }
  const limit = Math.min(60, Math.max(1, Math.trunc(ask.limit ?? 20)))
  const place = Math.max(0, Math.trunc(Number(ask.after ?? 0)) || 0)
  const page = query ? await best(reader, { ...asked, query }, place, limit) : await latest(reader, asked, place, limit)
  return { ...page, facets: await facetsOf(reader, asked), searched: query !== null || !ask.q }
}

async function latest(reader: Reader, asked: Asked, after: number, limit: number) {
  const { rows, more } = await newest(reader, asked, after === 0 ? null : after, limit)
  const last = rows.at(-1)
  const next = more && last ? String(last.publishedSeq) : null
  return { works: rows.map(({ summary }) => summary), next, total: await countOf(reader, asked) }
}

async function best(
  reader: Reader,
  asked: Asked & { query: NonNullable<Asked['query']> },
  start: number,
  limit: number,
) {
  const { finds } = await found(reader, asked)
  const rows = await rowsOf(reader, finds.slice(start, start + limit))
  const end = start + limit
  const next = end < finds.length ? String(end) : null
  return { works: rows.map(({ summary }) => summary), next, total: finds.length }
}

/** Rows that are still held back are few: they are taken off one by one. */
async function countOf(reader: Reader, asked: Asked): Promise<number> {
  const where = whereOf(asked)
  if (where === null) return 0
  const all = await reader.count('catalogue', { and: where })
  const heldBack: WhereClause = { dueLast: { greater_than: asked.now } }
  const waiting = await reader.find<CatalogueRow>('catalogue', { and: [...where, heldBack] }, { sort: 'dueLast' })
  return all - waiting.filter((row) => !isDue(asked.viewer, row, asked.now)).length
}

async function facetsOf(reader: Reader, asked: Asked): Promise<CataloguePage['facets']> {
  const count = async (values: readonly string[], change: (value: string) => Filters): Promise<Facet[]> => {
    const facets: Facet[] = []
    for (const value of values) {
      const filters = { ...asked.filters, ...change(value) }
      facets.push({ value, count: await countOf(reader, { ...asked, filters }) })
    }
    return facets
  }
  return {
    audience: await count(audiences, (value) => ({ audiences: [value] })),
    theme: await count(themeOrientations, (value) => ({ themes: [value] })),
    format: await count(formats, (value) => ({ formats: [value] })),
  }
}

export interface Version {
  version: number
  kind: ReleaseLogRow['kind']
  at: string
  reason: string | null
}

/** One work as residents see it: standing, perhaps corrected, or withdrawn. */
export type PublicWorkPage =
  | { state: 'released'; work: Representation; releasedAt: string; correctedAt: string | null; history: Version[] }
  | { state: 'withdrawn'; number: string; at: string; reason: string; history: Version[] }

/** `null` when there is no such work, or it may not be known of yet. */
export async function publicWork(reader: Reader, number: string, now: Date): Promise<PublicWorkPage | null> {
  const rows = await reader.find<ReleaseLogRow>('releases', { workNumber: { equals: number } }, { sort: 'seq' })
  const known = rows.filter((row) => isDue(residents, row, now.toISOString()))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return null
  const history = known.map(({ version, kind, at, reason }) => ({ version, kind, at, reason }))
  if (last.representation === null)
    return { state: 'withdrawn', number, at: last.at, reason: last.reason ?? '', history }
  const correctedAt = last.kind === 'correct' ? last.at : null
  return { state: 'released', work: last.representation, releasedAt: first.at, correctedAt, history }
}

/** A file of a work that residents may have now, or `null`: for the route that gives the bytes out. */
export async function publicFile(reader: Reader, file: string, number: string, now: Date) {
  const page = await publicWork(reader, number, now)
  if (page?.state !== 'released') return null
  return page.work.files.find(({ id }) => id === file) ?? null
}

/** The newest works for the front page. */
export async function newestWorks(reader: Reader, now: Date, limit: number): Promise<Summary[]> {
  const asked: Asked = { viewer: residents, filters: {}, query: null, now: now.toISOString() }
  const { rows } = await newest(reader, asked, null, limit)
  return rows.map(({ summary }) => summary)
}
