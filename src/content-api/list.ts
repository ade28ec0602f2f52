import type { z } from '@hono/zod-openapi'
import { canonical, refuse, sha256 } from '../../workflows/engine'
import type { Reader } from '../../workflows/engine'
import { found, listed, newest } from '../../workflows/release/listing'
import type { Asked } from '../../workflows/release/listing'
import { byRank, readQuery } from '../../workflows/release/search'
import type { Query, Rank } from '../../workflows/release/search'
import { shelfOf } from '../../workflows/release/shelf'
import type { Shelves } from '../../workflows/release/shelf'
import { pass, tooMany } from '../rate-limit'
import type { Cursors, WorksCursor } from './cursor'
import { presentSummary } from './present'
import type { Request } from './ready'
import type { worksQuery } from './schemas'
import type { Memory, Searched } from './state'

type Question = z.infer<typeof worksQuery>

interface Tools {
  reader: Reader
  memory: Memory
  cursors: Cursors
}

/** A page of the list, or of what a search found. */
export async function listWorks(tools: Tools, request: Request, question: Question): Promise<object> {
  const { audience, theme, format, q, limit } = question
  const query = q === undefined ? null : readQuery(q)
  if (typeof query === 'string')
    throw refuse('invalid_parameter', { status: 400, issues: [{ field: 'q', code: query }] })
  const filters = {
    ...(audience ? { audiences: audience } : {}),
    ...(theme ? { themes: theme } : {}),
    ...(format ? { formats: format } : {}),
  }
  const asked: Asked = { viewer: request.client.viewer, filters, now: request.now }
  const name = sha256(canonical({ filters, q: query?.whole ?? null })).slice(0, 16)
  const from = question.cursor === undefined ? null : tools.cursors.open(request.client, 'works', question.cursor)
  if (from && from.asked !== name) throw refuse('cursor_of_another_list', { status: 400 })
  const seal = (content: Omit<WorksCursor, 'asked'>) =>
    tools.cursors.seal(request.client, 'works', { asked: name, ...content })
  const shelves = await shelfOf(tools.reader).at(request.revision)
  const paging = { name, from, seal, limit }
  return query ? bestFirst(tools, request, { asked, query, shelves }, paging) : newestFirst(shelves, asked, paging)
}

interface Paging {
  name: string
  from: WorksCursor | null
  seal: (content: Omit<WorksCursor, 'asked'>) => string
  limit: number
}

function newestFirst({ works }: Shelves, asked: Asked, { from, seal, limit }: Paging) {
  const { rows, more } = newest(works, asked, from?.seq ?? null, limit)
  const last = rows.at(-1)
  const next = more && last ? seal({ seq: last.publishedSeq }) : null
  return { items: rows.map(({ summary }) => presentSummary(summary)), next }
}

interface Search {
  asked: Asked
  query: Query
  shelves: Shelves
}

async function bestFirst(tools: Tools, request: Request, search: Search, paging: Paging) {
  const { finds, capped } = await searched(tools, request, search, paging.name)
  const place = placeOf(paging.from)
  const start = place === null ? 0 : finds.findIndex((each) => byRank(place, each) < 0)
  const page = start < 0 ? [] : finds.slice(start, start + paging.limit)
  const last = page.at(-1)
  const more = last !== undefined && start + paging.limit < finds.length
  return {
    items: page.flatMap(({ id }) => search.shelves.byId.get(id) ?? []).map(({ summary }) => presentSummary(summary)),
    next: more ? paging.seal({ seq: last.seq, rank: { tier: last.tier, count: last.count } }) : null,
    total: finds.length,
    ...(capped ? { capped } : {}),
  }
}

const placeOf = (from: WorksCursor | null): Rank | null =>
  from === null ? null : { tier: from.rank?.tier ?? 0, count: from.rank?.count ?? 0, seq: from.seq }

/** What a search found is kept for its next pages. */
async function searched(
  { reader, memory }: Tools,
  { client, now, revision }: Request,
  { asked, query, shelves }: Search,
  name: string,
): Promise<Searched> {
  const key = `${client.id}:${client.entitlementRev} ${name}`
  const known = memory.searches.get(key)
  if (known?.revision === revision && (known.until === null || now < known.until)) return known
  const wait = pass('search', 'account', client.id, new Date(now))
  if (wait > 0) throw tooMany(wait)
  const finds = await found(reader, query, (id) => {
    const work = shelves.byId.get(id)
    return work !== undefined && listed(asked, work)
  })
  const fresh: Searched = { revision, until: await memory.pulse.nextInstant(revision, now), ...finds }
  memory.searches.set(key, fresh)
  return fresh
}
