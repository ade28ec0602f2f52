import type { Reader, WhereClause } from '../../../workflows/engine'
import { audiences, formats, themeOrientations } from '../../../workflows/rules/vocabulary'
import { found, newest, rowsOf, whereOf } from '../../../workflows/release/listing'
import type { Asked, Filters } from '../../../workflows/release/listing'
import { readQuery } from '../../../workflows/release/search'
import type { CatalogueRow, ReleaseLogRow } from '../../../workflows/release/types'
import { isDue, residents, unbarred } from '../../../workflows/release/visibility'

export const facets = { format: formats, theme: themeOrientations, audience: audiences } as const
export type FacetName = keyof typeof facets
export const facetNames: readonly FacetName[] = ['format', 'theme', 'audience']

export type Chosen = Record<FacetName, string[]>

export interface CataloguePage {
  rows: CatalogueRow[]
  total: number
  capped: boolean
  counts: Record<FacetName, Record<string, number>>
  /** What the next page is asked with, if there is one. */
  next: { after?: number; page?: number } | null
}

const pageSize = 20

const filtersOf = ({ format, theme, audience }: Chosen): Filters => ({
  ...(format.length > 0 ? { formats: format } : {}),
  ...(theme.length > 0 ? { themes: theme } : {}),
  ...(audience.length > 0 ? { audiences: audience } : {}),
})

/** The catalogue as residents may see it at this instant. */
export async function catalogue(
  reader: Reader,
  now: Date,
  asked: { chosen: Chosen; text: string; after: number | null; page: number },
): Promise<CataloguePage> {
  const query = readQuery(asked.text)
  const base: Asked = { viewer: residents, filters: filtersOf(asked.chosen), query, now: now.toISOString() }
  return query ? searched(reader, { ...base, query }, asked) : listed(reader, base, asked)
}

async function listed(reader: Reader, base: Asked, { chosen, after }: { chosen: Chosen; after: number | null }): Promise<CataloguePage> {
  const { rows, more } = await newest(reader, base, after, pageSize)
  const last = rows.at(-1)
  const count = (filters: Filters) => reader.count('catalogue', { and: [...(whereOf({ ...base, filters }) ?? []), due(base.now)] })
  const counts = { format: {}, theme: {}, audience: {} } as CataloguePage['counts']
  for (const name of facetNames)
    for (const code of facets[name]) counts[name][code] = await count(filtersOf({ ...chosen, [name]: [code] }))
  return { rows, capped: false, counts, total: await count(base.filters), next: more && last ? { after: last.publishedSeq } : null }
}

const due = (now: string): WhereClause => ({ dueLast: { less_than_equal: now } })

/** Of a search everything that was found is at hand, so that the counts are of these very finds. */
async function searched(reader: Reader, base: Asked & { query: NonNullable<Asked['query']> }, { chosen, page }: { chosen: Chosen; page: number }): Promise<CataloguePage> {
  const { finds, capped } = await found(reader, { ...base, filters: {} })
  const all = await rowsOf(reader, finds)
  const fits = (row: CatalogueRow, wanted: Chosen) =>
    facetNames.every((name) => wanted[name].length === 0 || codesOf(row, name).some((code) => wanted[name].includes(code)))
  const counts = { format: {}, theme: {}, audience: {} } as CataloguePage['counts']
  for (const name of facetNames)
    for (const code of facets[name]) counts[name][code] = all.filter((row) => fits(row, { ...chosen, [name]: [code] })).length
  const rows = all.filter((row) => fits(row, chosen))
  const from = (page - 1) * pageSize
  return { rows: rows.slice(from, from + pageSize), total: rows.length, capped, counts, next: rows.length > from + pageSize ? { page: page + 1 } : null }
}

const codesOf = (row: CatalogueRow, name: FacetName): string[] => (name === 'audience' ? unbarred(row.audience) : [row[name]])

export interface PublicWorkPage {
  row: CatalogueRow
  release: ReleaseLogRow
}

/** A released work by the number that people quote; one that was withdrawn is still told as such. */
export async function publicWork(reader: Reader, number: string, now: Date): Promise<PublicWorkPage | null> {
  const [row] = await reader.find<CatalogueRow>('catalogue', { workNumber: { equals: number } }, { limit: 1 })
  if (!row || !isDue(residents, row, now.toISOString())) return null
  const [release] = await reader.find<ReleaseLogRow>('releases', { seq: { equals: row.seq } }, { limit: 1 })
  return release ? { row, release } : null
}
