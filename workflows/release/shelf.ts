import { shared } from '../engine'
import type { Held, Reader, WhereClause } from '../engine'
import type { CatalogueRow, ReleaseLogRow } from './types'
import { unbarred } from './visibility'

/** A released work as lists need it: its catalogue row without the texts to search in. */
export type Shelved = Pick<
  CatalogueRow,
  'id' | 'publishedSeq' | 'format' | 'theme' | 'scope' | 'notBefore' | 'summary'
> & { audience: string[] }

export interface Shelves {
  /** Release number up to which these are all works that stand. */
  revision: number
  /** By the number of their first release, largest first. */
  works: readonly Shelved[]
  byId: ReadonlyMap<string, Shelved>
}

export interface Shelf {
  /** The works that stand at least as of this revision of the release order. */
  at(revision: number): Promise<Shelves>
  /** The works that stand now. */
  now(): Promise<Shelves>
}

const columns = ['live', 'publishedSeq', 'format', 'theme', 'audience', 'scope', 'notBefore', 'summary'] as const
type Row = Pick<CatalogueRow, 'id' | (typeof columns)[number]>
const batch = 200

const shelved = ({ live: _, audience, ...row }: Row): Shelved => ({ ...row, audience: unbarred(audience) })

/** On SQLite a read never lets the event loop turn by itself. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * What this process remembers of the catalogue; it can be lost at any time. It is brought up to a revision by reading
 * what the log says moved since the last: the log has no gaps, so nothing that moved can be missed, whoever moved it.
 */
export function shelfOf(reader: Reader): Shelf {
  const all = shared('catalogue-shelf', () => new WeakMap<Reader, Shelf>())
  const known = all.get(reader)
  if (known) return known
  const fresh = shelf(reader)
  all.set(reader, fresh)
  return fresh
}

function shelf(reader: Reader): Shelf {
  let state: Shelves | null = null
  let turn: Promise<unknown> = Promise.resolve()

  async function broughtUp(revision: number): Promise<Shelves> {
    if (state && state.revision >= revision) return state
    const byId = state ? await changed(reader, state) : await everything(reader)
    const works = [...byId.values()].sort((a, b) => b.publishedSeq - a.publishedSeq)
    return (state = { revision, works, byId })
  }

  const at = (revision: number): Promise<Shelves> => {
    if (state && state.revision >= revision) return Promise.resolve(state)
    const mine = turn.then(() => broughtUp(revision))
    turn = mine.catch(() => undefined)
    return mine
  }
  return { at, now: async () => at((await reader.get<Held>('release-order', 'main'))?.rev ?? 0) }
}

async function everything(reader: Reader): Promise<Map<string, Shelved>> {
  const byId = new Map<string, Shelved>()
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const where: WhereClause = { and: [{ live: { equals: 'yes' } }, { publishedSeq: { less_than: before } }] }
    const options = { limit: batch, sort: '-publishedSeq', select: columns }
    const rows = await reader.find<Row>('catalogue', where, options)
    for (const row of rows) byId.set(row.id, shelved(row))
    const last = rows.at(-1)
    if (!last || rows.length < batch) return byId
    before = last.publishedSeq
    await breath()
  }
}

/** A commit that comes while this reads may show already; then its number is still to come, and it is read again. */
async function changed(reader: Reader, { revision, byId: before }: Shelves): Promise<Map<string, Shelved>> {
  const byId = new Map(before)
  const log = await reader.find<Pick<ReleaseLogRow, 'work'>>(
    'releases',
    { seq: { greater_than: revision } },
    { select: ['work'] },
  )
  const ids = [...new Set(log.map(({ work }) => work))]
  for (let n = 0; n < ids.length; n += batch) {
    const some = ids.slice(n, n + batch)
    const rows = await reader.find<Row>('catalogue', { id: { in: some } }, { limit: batch, select: columns })
    for (const row of rows) {
      if (row.live === 'yes') byId.set(row.id, shelved(row))
      else byId.delete(row.id)
    }
    await breath()
  }
  return byId
}
