import type { Store } from './store'
import type { WhereClause } from './types'

/** A row that does not say what the journal says. */
export interface Finding {
  collection: string
  id: string
  /** What is wrong, as a code: its sentences are in the catalogue. */
  code:
    | 'journal_text_changed'
    | 'journal_column_changed'
    | 'journal_row_missing'
    | 'journal_chain_broken'
    | 'row_added_by_hand'
    | 'row_missing'
    | 'row_unreadable'
    | 'column_changed'
    | 'sum_differs'
    | 'order_broken'
    | 'projection_differs'
  detail: string
}

/** What a check has found so far. */
export interface Findings {
  readonly list: Finding[]
  say: (collection: string, id: string, code: Finding['code'], detail?: string) => void
  /** Whether this row could not even be read: then nothing else is said of it. */
  unreadable: (collection: string, id: string) => boolean
}

export function findings(): Findings {
  const list: Finding[] = []
  const unreadable = new Set<string>()
  return {
    list,
    say(collection, id, code, detail = '') {
      if (code === 'row_unreadable') unreadable.add(`${collection}/${id}`)
      list.push({ collection, id, code, detail })
    },
    unreadable: (collection, id) => unreadable.has(`${collection}/${id}`),
  }
}

export type Row = Record<string, unknown> & { id: string }

/** Small enough that reading one never holds up whoever else this process answers. */
export const page = 50

/** On SQLite a read never lets the event loop turn by itself. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** One after the other with their places; the event loop turns after every page of them. */
export async function* gently<T>(items: readonly T[]): AsyncGenerator<[number, T]> {
  for (const [place, item] of items.entries()) {
    if (place % page === page - 1) await turn()
    yield [place, item]
  }
}

/**
 * All rows of a collection, page by page; the event loop turns between pages. Rows that the database cannot give (a
 * byte of their JSON was changed) are said and left out.
 */
export async function* pages(
  store: Store,
  collection: string,
  { say }: Findings,
  select?: readonly string[],
): AsyncGenerator<Row[]> {
  for (let last = ''; ;) {
    const where: WhereClause = { id: { greater_than: last } }
    const options = { sort: 'id', limit: page, ...(select ? { select } : {}) }
    const { rows, ids } = await store.reader.find<Row>(collection, where, options).then(
      (found) => ({ rows: found, ids: found.map(({ id }) => id) }),
      () => oneByOne(store, collection, where, say),
    )
    if (rows.length > 0) yield rows
    await turn()
    const end = ids.at(-1)
    if (!end || ids.length < page) return
    last = end
  }
}

async function oneByOne(store: Store, collection: string, where: WhereClause, say: Findings['say']) {
  const found = await store.reader.find<Row>(collection, where, { sort: 'id', limit: page, select: ['id'] })
  const ids = found.map(({ id }) => id)
  const rows: Row[] = []
  for (const id of ids) {
    const row = await store.reader.get<Row>(collection, id).catch(() => null)
    if (row) rows.push(row)
    else say(collection, id, 'row_unreadable')
  }
  return { rows, ids }
}

/** An instant as ISO text; what is none comes back as it stands, and then equals nothing. */
export function instant(value: unknown): string {
  const date = value instanceof Date ? value : new Date(String(value))
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString()
}
