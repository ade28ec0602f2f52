import type { z } from '@hono/zod-openapi'
import { canonical, refuse, sha256 } from '../../workflows/engine'
import type { Reader } from '../../workflows/engine'
import { found, newest, rowsOf } from '../../workflows/release/listing'
import type { Asked } from '../../workflows/release/listing'
import { byRank, readQuery } from '../../workflows/release/search'
import type { Query, Rank } from '../../workflows/release/search'
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
  if (q !== undefined && query === null)
    throw refuse('invalid_parameter', { status: 400, issues: [{ field: 'q', code: 'nothing_to_look_for' }] })
  const filters = {
    ...(audience ? { audiences: audience } : {}),
    ...(theme ? { themes: theme } : {}),
    ...(format ? { formats: format } : {}),
  }
  const asked: Asked = { viewer: request.client.viewer, filters, query, now: request.now }
  const name = sha256(canonical({ filters, q: query?.whole ?? null })).slice(0, 16)
  const from = question.cursor === undefined ? null : tools.cursors.open(request.client, 'works', question.cursor)
  if (from && from.asked !== name) throw refuse('cursor_of_another_list', { status: 400 })
  const seal = (content: Omit<WorksCursor, 'asked'>) =>
    tools.cursors.seal(request.client, 'works', { asked: name, ...content })
  return query
    ? bestFirst(tools, request, { ...asked, query }, { name, from, seal, limit })
    : newestFirst(tools, asked, { name, from, seal, limit })
}

interface Paging {
  name: string
  from: WorksCursor | null
  seal: (content: Omit<WorksCursor, 'asked'>) => string
  limit: number
}

async function newestFirst({ reader }: Tools, asked: Asked, { from, seal, limit }: Paging) {
  const { rows, more } = await newest(reader, asked, from?.seq ?? null, limit)
  const last = rows.at(-1)
  const next = more && last ? seal({ seq: last.publishedSeq }) : null
  return { items: rows.map(({ summary }) => presentSummary(summary)), next }
}

async function bestFirst(tools: Tools, request: Request, asked: Asked & { query: Query }, paging: Paging) {
  const { finds, capped } = await searched(tools, request, asked, paging.name)
  const place = placeOf(paging.from)
  const start = place === null ? 0 : finds.findIndex((each) => byRank(place, each) < 0)
  const page = start < 0 ? [] : finds.slice(start, start + paging.limit)
  const last = page.at(-1)
  const more = last !== undefined && start + paging.limit < finds.length
  const rows = await rowsOf(tools.reader, page)
  return {
    items: rows.map(({ summary }) => presentSummary(summary)),
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
  request: Request,
  asked: Asked & { query: Query },
  name: string,
): Promise<Searched> {
  const { client, now, revision } = request
  const key = `${client.id}:${client.entitlementRev} ${name}`
  const known = memory.searches.get(key)
  if (known?.revision === revision && (known.until === null || now < known.until)) return known
  const wait = pass('search', 'account', client.id, new Date(now))
  if (wait > 0) throw tooMany(wait)
  const finds = await found(reader, asked)
  const fresh: Searched = { revision, until: await memory.pulse.nextInstant(revision, now), ...finds }
  memory.searches.set(key, fresh)
  return fresh
}
