import type { Reader } from '../engine'
import { audiences, formats, themeOrientations } from '../rules/vocabulary'
import { found, known, listed, newest, passes } from './listing'
import type { Asked, Filters } from './listing'
import { readQuery } from './search'
import type { NoQuery, Query } from './search'
import { shelfOf } from './shelf'
import type { Shelved, Shelves } from './shelf'
import type { ReleaseLogRow, Representation, Summary } from './types'
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
  /** Why `q` was left out, if it was. */
  notSearched: NoQuery | null
}

const filtersOf = ({ audience, theme, format }: CatalogueAsk): Filters => ({
  ...(audience ? { audiences: [audience] } : {}),
  ...(theme ? { themes: [theme] } : {}),
  ...(format ? { formats: [format] } : {}),
})

/** The public catalogue, as any visitor sees it at `now`. */
export async function publicCatalogue(reader: Reader, ask: CatalogueAsk, now: Date): Promise<CataloguePage> {
  const read = ask.q === undefined ? null : readQuery(ask.q)
  const query = typeof read === 'string' ? null : read
  const asked: Asked = { viewer: residents, filters: filtersOf(ask), now: now.toISOString() }
  const limit = Math.min(60, Math.max(1, Math.trunc(ask.limit ?? 20)))
  const place = Math.max(0, Math.trunc(Number(ask.after ?? 0)) || 0)
  const shelves = await shelfOf(reader).now()
  const shown = query
    ? await foundWorks(reader, shelves, asked, query)
    : shelves.works.filter((work) => known(asked, work))
  const { total, facets } = counted(shown, asked.filters)
  const page = query ? byPosition(shown, asked, place, limit) : byRelease(shown, asked, place, limit)
  return { ...page, total, facets, notSearched: typeof read === 'string' && ask.q ? read : null }
}

/** Best first. */
async function foundWorks(reader: Reader, { byId }: Shelves, asked: Asked, query: Query): Promise<Shelved[]> {
  const wanted = (id: string) => {
    const work = byId.get(id)
    return work !== undefined && known(asked, work)
  }
  const { finds } = await found(reader, query, wanted)
  return finds.flatMap(({ id }) => byId.get(id) ?? [])
}

const summaries = (works: readonly Shelved[]) => works.map(({ summary }) => summary)

function byRelease(shown: readonly Shelved[], asked: Asked, after: number, limit: number) {
  const { rows, more } = newest(shown, asked, after === 0 ? null : after, limit)
  const last = rows.at(-1)
  return { works: summaries(rows), next: more && last ? String(last.publishedSeq) : null }
}

function byPosition(shown: readonly Shelved[], asked: Asked, start: number, limit: number) {
  const works = shown.filter((work) => listed(asked, work))
  const end = start + limit
  return { works: summaries(works.slice(start, end)), next: end < works.length ? String(end) : null }
}

function counted(shown: readonly Shelved[], filters: Filters): Pick<CataloguePage, 'total' | 'facets'> {
  const counts = new Map<string, number>()
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const work of shown) {
    const { audience, theme, format } = passes(filters, work)
    if (theme && format) for (const each of work.audience) count(`audience ${each}`)
    if (audience && format) count(`theme ${work.theme}`)
    if (audience && theme) count(`format ${work.format}`)
    if (audience && theme && format) count('total')
  }
  const facets = (name: string, values: readonly string[]): Facet[] =>
    values.map((value) => ({ value, count: counts.get(`${name} ${value}`) ?? 0 }))
  return {
    total: counts.get('total') ?? 0,
    facets: {
      audience: facets('audience', audiences),
      theme: facets('theme', themeOrientations),
      format: facets('format', formats),
    },
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
  const due = rows.filter((row) => isDue(residents, row, now.toISOString()))
  const [first, last] = [due[0], due.at(-1)]
  if (!first || !last) return null
  const history = due.map(({ version, kind, at, reason }) => ({ version, kind, at, reason }))
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
  const { works } = await shelfOf(reader).now()
  return summaries(newest(works, { viewer: residents, filters: {}, now: now.toISOString() }, null, limit).rows)
}
