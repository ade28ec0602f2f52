import { mergeListSearchAndWhere } from 'payload/shared'
import type { CollectionSlug, Endpoint, PayloadRequest, Where } from 'payload'
import { formatYuan } from '../../workflows/rules/money/format'
import { isStaff } from '../../workflows/rules/vocabulary'
import { csv } from './csv'
import { exported, mostRows } from './exported'
import { places } from './places'
import { rolesOf } from './roles-of'
import { sayWhen } from './when'
import { dictionary } from './words'
import type { Dictionary } from './words'

/** GET …/export: what a list of the admin shows to this person, with its search, filters and order, as a CSV file. */
export const exportEndpoint = (slug: string): Endpoint => ({
  path: '/export',
  method: 'get',
  async handler(req) {
    // The door before this one lets staff in only; this one stands by itself.
    if (!isStaff(rolesOf(req.user))) return new Response(null, { status: 403 })
    const words = dictionary(req.i18n.language)
    const columns = exported[slug] ?? []
    const rows = await shownRows(req, slug)
    const text = csv([
      columns.map((column) => headOf(column, words)),
      ...rows.map((row) => columns.map((column) => textOf(slug, column, at(row, column), words))),
    ])
    const name = encodeURIComponent(`${words.admin.collections.many[slug as 'applications']}.csv`)
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${slug}.csv"; filename*=UTF-8''${name}`,
      },
    })
  },
})

async function shownRows(req: PayloadRequest, slug: string): Promise<Record<string, unknown>[]> {
  const { where = {}, search, sort } = req.query as { where?: Where; search?: string; sort?: string }
  const collection = slug as CollectionSlug
  const { config } = req.payload.collections[collection]
  const { docs } = await req.payload.find({
    collection,
    where: mergeListSearchAndWhere({ collectionConfig: config, where, search: search ?? '' }),
    ...(sort ? { sort } : {}),
    depth: 1,
    limit: mostRows,
    pagination: false,
    overrideAccess: false,
    user: req.user,
    req,
  })
  return docs as unknown as Record<string, unknown>[]
}

const at = (row: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((held, key) => (held as Record<string, unknown> | null | undefined)?.[key], row)

/** Of a column behind a relation, what the relation is called and then the column. */
const headOf = (path: string, words: Dictionary): string =>
  [...new Set(path.split('.').map((name) => words.field(name)))].join(' · ')

function textOf(slug: string, path: string, value: unknown, words: Dictionary): string {
  const name = path.split('.').at(-1) ?? path
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return words.join(value.map((each) => words.option(name, String(each))))
  if (typeof value === 'number') return numberOf(name, value)
  if (typeof value !== 'string') return JSON.stringify(value)
  if (name === 'state') return words.state(places[slug]?.subject ?? slug, value)
  return name.endsWith('At') ? sayWhen(value, words.language, name) : words.option(name, value)
}

/** Amounts in yuan as plain numbers, scores in points. */
function numberOf(name: string, value: number): string {
  if (name === 'fen' || name.endsWith('Fen')) return formatYuan(value).replace(/[¥,]/g, '')
  return name === 'total' ? (value / 100).toFixed(2) : String(value)
}
