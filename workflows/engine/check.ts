import { canonical, saltedHash, sha256 } from './canonical'
import { findings, gently, instant, page, pages, turn } from './check-pages'
import type { Finding, Findings, Row } from './check-pages'
import { checkProjection } from './check-projection'
import type { Registry } from './command'
import { genesis, rowHash } from './journal'
import type { JournalText } from './journal'
import type { JournalRow, Store } from './store'
import type { Held, LedgerLine } from './types'

export interface CheckReport {
  findings: Finding[]
  subjects: number
  journalRows: number
  /** One hash over the heads of all subjects, to be kept outside: it changes when anything of the past does. */
  digest: string
}

/** What the check needs of an engine. */
export interface Checked {
  store: Store
  registry: Pick<Registry, 'workflows'>
}

/**
 * Rebuilds states and ledger from the journal and projections from what they are made of, compares them with the tables
 * row by row, and names every row that was changed, added or removed by hand. Reads only. Pages are read one after
 * another while others may commit, so a row counts only if a second look finds it wrong as well.
 */
export async function checkJournal(engine: Checked): Promise<CheckReport> {
  const first = await look(engine)
  if (first.findings.length === 0) return first
  const second = await look(engine)
  const names = new Set(first.findings.map(nameOf))
  return { ...second, findings: second.findings.filter((finding) => names.has(nameOf(finding))) }
}

const engineColumns = new Set(['id', 'rev', 'head', 'touched', 'salt', 'createdAt', 'updatedAt'])

const nameOf = ({ collection, id, code }: Finding) => `${collection}/${id} ${code}`

async function look({ store, registry: { workflows } }: Checked): Promise<CheckReport> {
  const notes = findings()
  const promised = new Map<string, string>()
  const ledger: Ledger = new Map()
  const heads: string[] = []
  const revs = new Map<string, number>()
  const commands = await idsOf(store, 'commands', notes)

  for (const collection of store.heldCollections())
    for await (const rows of pages(store, collection, notes)) {
      const trail = await journalOf(store, rows)
      await turn()
      for (const row of rows) {
        const own = trail.get(row.id) ?? []
        heads.push(`${collection}/${row.id} ${String(row.head)}`)
        revs.set(row.id, own.length)
        const texts = await checkChain(own, row.id, notes)
        checkHeld(store, collection, row as Row & Held, own, texts, commands, notes)
        for await (const [, text] of gently(texts)) collect(text, promised, ledger)
      }
    }
  await checkOrphans(store, revs, notes)
  await checkAppended(store, promised, notes)
  await checkLedger(store, ledger, notes)
  await checkOrder(store, notes)
  for (const { projection } of workflows) if (projection) await checkProjection(store, projection, notes)
  heads.sort()
  const journalRows = [...revs.values()].reduce((sum, n) => sum + n, 0)
  return { findings: notes.list, subjects: revs.size, journalRows, digest: sha256(heads.join('\n')) }
}

type Ledger = Map<string, LedgerLine & { n: number; text: JournalText }>

/** The journal of these rows, by subject. What changed often (the release order, a fund) is read in pages of its own. */
async function journalOf(store: Store, rows: Row[]): Promise<Map<string, JournalRow[]>> {
  const bySubject = new Map<string, JournalRow[]>()
  const often = (row: Row) => typeof row.rev === 'number' && row.rev > page
  const few = rows.filter((row) => !often(row)).map(({ id }) => id)
  if (few.length > 0)
    for (const row of await store.reader.find<JournalRow>('journal', { subject: { in: few } }, { sort: 'rev' })) {
      const list = bySubject.get(row.subject) ?? []
      list.push(row)
      bySubject.set(row.subject, list)
    }
  for (const { id } of rows.filter(often)) bySubject.set(id, await longJournalOf(store, id))
  return bySubject
}

async function longJournalOf(store: Store, subject: string): Promise<JournalRow[]> {
  const all: JournalRow[] = []
  for (let last = Number.MIN_SAFE_INTEGER; ;) {
    const where = { and: [{ subject: { equals: subject } }, { rev: { greater_than: last } }] }
    const rows = await store.reader.find<JournalRow>('journal', where, { sort: 'rev', limit: page })
    all.push(...rows)
    await turn()
    const end = rows.at(-1)
    if (!end || rows.length < page) return all
    last = end.rev
  }
}

async function checkChain(rows: JournalRow[], subject: string, { say }: Findings): Promise<JournalText[]> {
  const texts: JournalText[] = []
  let prev = genesis
  for await (const [index, row] of gently(rows)) {
    if (sha256(row.text) !== row.hash) {
      say('journal', row.id, 'journal_text_changed')
      prev = row.hash
      continue
    }
    const text = JSON.parse(row.text) as JournalText
    const { id, collection, rev, verb, actor, command, at } = text
    const columns = {
      id,
      subject: text.subject,
      collection,
      rev,
      verb,
      actor,
      command,
      at,
      createdAt: at,
      updatedAt: at,
    }
    const stored = { ...pick(row), ...dates(row) }
    if (canonical(columns) !== canonical(stored)) say('journal', row.id, 'journal_column_changed')
    if (rev !== index + 1) say('journal', row.id, 'journal_row_missing', `${subject} ${String(index + 1)}`)
    if (text.prev !== prev) say('journal', row.id, 'journal_chain_broken')
    prev = row.hash
    texts.push(text)
  }
  return texts
}

const pick = ({ id, subject, collection, rev, verb, actor, command }: JournalRow) => ({
  id,
  subject,
  collection,
  rev,
  verb,
  actor,
  command,
})
const dates = ({ at, createdAt, updatedAt }: Pick<JournalRow, 'at' | 'createdAt' | 'updatedAt'>) => ({
  at: instant(at),
  createdAt: instant(createdAt),
  updatedAt: instant(updatedAt),
})

function checkHeld(
  store: Store,
  collection: string,
  row: Row & Held,
  own: JournalRow[],
  texts: JournalText[],
  commands: ReadonlySet<string>,
  { say, unreadable }: Findings,
): void {
  const last = own.at(-1)
  const first = texts[0]
  if (!last || !first) {
    if (own.length === 0) say(collection, row.id, 'row_added_by_hand')
    return
  }
  const differs = (column: string) => say(collection, row.id, 'column_changed', column)
  if (row.rev !== own.length) differs('rev')
  if (row.head !== last.hash) differs('head')
  if (first.salt !== sha256(row.salt)) differs('salt')
  const touched = row.touched as string
  if (!commands.has(touched) && !unreadable('commands', touched)) differs('touched')
  if (instant(row.createdAt) !== first.at) differs('createdAt')
  if (instant(row.updatedAt) !== texts.at(-1)?.at) differs('updatedAt')
  const rebuilt: Record<string, unknown> = {}
  for (const { set } of texts) Object.assign(rebuilt, set)
  const personal = store.personal(collection)
  for (const column of store.columns(collection)) {
    if (engineColumns.has(column)) continue
    const said = rebuilt[column] ?? null
    const stands = row[column] ?? null
    const same =
      personal.includes(column) && said !== null
        ? stands !== null && (said as { '#': string })['#'] === saltedHash(row.salt, stands)
        : canonical(said) === canonical(stands)
    if (!same) differs(column)
  }
}

function collect(text: JournalText, promised: Map<string, string>, ledger: Ledger): void {
  for (const [name, hash] of Object.entries(text.rows)) promised.set(name, hash)
  for (const [n, line] of text.ledger.entries()) ledger.set(line.id, { ...line, n, text })
}

/** Journal rows of subjects that stand in no table: the subject was removed, or the row was given another's name. */
async function checkOrphans(store: Store, revs: ReadonlyMap<string, number>, notes: Findings): Promise<void> {
  for await (const rows of pages(store, 'journal', notes, ['subject', 'collection', 'rev', 'text']))
    for (const row of rows) {
      const { id, subject, collection, rev, text } = row as unknown as JournalRow
      if (revs.has(subject) || notes.unreadable(collection, subject)) continue
      if (!text.includes(canonical(subject))) notes.say('journal', id, 'journal_column_changed')
      else if (rev === 1) notes.say(collection, subject, 'row_missing')
    }
}

/** Rows that are only ever added: each is promised, by its hash, in the journal row of its commit. */
async function checkAppended(store: Store, promised: Map<string, string>, notes: Findings): Promise<void> {
  for (const collection of ['ledger', 'releases', 'outbox', 'commands', 'journal']) {
    const left = new Set([...promised.keys()].filter((name) => name.startsWith(`${collection}/`)))
    for await (const rows of pages(store, collection, notes))
      for (const row of rows) {
        const name = `${collection}/${row.id}`
        left.delete(name)
        if (collection === 'journal' || (collection === 'outbox' && !row.command)) continue
        const expected = promised.get(name)
        if (expected === undefined) notes.say(collection, row.id, 'row_added_by_hand')
        else if (hashOf(collection, row) !== expected) notes.say(collection, row.id, 'column_changed')
      }
    for (const name of left) {
      const id = name.slice(collection.length + 1)
      if (!notes.unreadable(collection, id)) notes.say(collection, id, 'row_missing')
    }
  }
}

function hashOf(collection: string, row: Row): string {
  if (collection === 'outbox') {
    const { id, kind, key, payload, command } = row
    return rowHash({ id, kind, key, payload, command })
  }
  if (collection === 'commands') {
    const { createdAt, updatedAt, ...rest } = row
    const asMade = [createdAt, updatedAt].every((each) => instant(each) === instant(row.at))
    return asMade ? rowHash(rest) : ''
  }
  return rowHash(row)
}

interface FundRow {
  id: string
  allocated: number
  committed: number
  paid: number
}

async function checkLedger(store: Store, expected: Ledger, notes: Findings): Promise<void> {
  const { say } = notes
  const sums = new Map<string, { allocated: number; committed: number; paid: number }>()
  for (const { fund, kind, fen } of expected.values()) {
    const sum = sums.get(fund) ?? { allocated: 0, committed: 0, paid: 0 }
    if (kind === 'allocate') sum.allocated += fen
    else if (kind === 'correct') sum.allocated -= fen
    else if (kind === 'commit') sum.committed += fen
    else if (kind === 'release') sum.committed -= fen
    else if (kind === 'pay') sum.paid += fen
    else sum.paid -= fen
    sums.set(fund, sum)
  }
  for await (const rows of pages(store, 'ledger', notes))
    for (const row of rows) {
      const line = expected.get(row.id)
      if (!line) continue
      const { id, fund, kind, fen } = line
      if (
        canonical({ id, fund, kind, fen }) !== canonical({ id: row.id, fund: row.fund, kind: row.kind, fen: row.fen })
      )
        say('ledger', row.id, 'column_changed')
    }
  for await (const rows of pages(store, 'funds', notes))
    for (const row of rows as unknown as FundRow[]) {
      const sum = sums.get(row.id) ?? { allocated: 0, committed: 0, paid: 0 }
      const { allocated, committed, paid } = row
      if (canonical(sum) !== canonical({ allocated, committed, paid })) say('funds', row.id, 'sum_differs')
    }
}

/** The log's numbers are the revisions of the release order: none missing, none twice. */
async function checkOrder(store: Store, { say }: Findings): Promise<void> {
  const order = await store.reader.get<Held>('release-order', 'main')
  let expected = 2
  for (;;) {
    const rows = await store.reader.find<Row & { seq: number }>(
      'releases',
      { seq: { greater_than_equal: expected } },
      { sort: 'seq', limit: page, select: ['seq'] },
    )
    for (const row of rows) {
      if (row.seq === expected++) continue
      say('releases', row.id, 'order_broken', String(row.seq))
      return
    }
    await turn()
    if (rows.length < page) break
  }
  if (order && order.rev !== expected - 1) say('release-order', 'main', 'order_broken', String(order.rev))
}

async function idsOf(store: Store, collection: string, notes: Findings): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for await (const rows of pages(store, collection, notes, ['id'])) for (const { id } of rows) ids.add(id)
  return ids
}
