import { canonical, sha256 } from './canonical'
import { genesis, journalled, journalRow, rowHash } from './journal'
import type { JournalText } from './journal'
import { NotAColumn } from './store'
import type { CommandRow, CommitPlan, JournalRow, Store } from './store'
import type { Changes, Columns, Held } from './types'

const engineColumns = ['id', 'rev', 'head', 'touched', 'salt', 'createdAt', 'updatedAt']

interface Touched {
  collection: string
  id: string
  rev: number
  salt: string
  prev: string
  set: Columns
  /** The row as it stood; `null` for a birth. */
  before: Held | null
}

/** What one command writes, from what its verb decided: revisions, hashes, journal rows, the lot. Pure but for `draw`. */
export function planCommit(
  store: Pick<Store, 'personal'>,
  command: CommandRow,
  main: { collection: string; subject: Held | null },
  changes: Changes,
  draw: () => string,
): CommitPlan {
  const touched = touchedBy(main, changes, draw)
  const at = command.at
  const appends = appended(changes, touched, command, draw)
  const [first, ...others] = touched
  if (!first) throw new Error(`${command.verb} changes nothing`)
  const journalOf = (each: Touched, extra: Pick<JournalText, 'ledger' | 'rows'>) =>
    journalRow({
      v: 1,
      id: draw(),
      subject: each.id,
      collection: each.collection,
      rev: each.rev,
      verb: `${command.subject}.${command.verb}`,
      actor: command.actor,
      command: command.id,
      at: at.toISOString(),
      prev: each.prev,
      ...(each.before ? {} : { salt: sha256(each.salt) }),
      set: journalled(each.set, store.personal(each.collection), each.salt),
      ...extra,
    })
  const otherRows = others.map((each) => journalOf(each, { ledger: [], rows: {} }))
  const rows: Record<string, string> = { [`commands/${command.id}`]: rowHash(command) }
  for (const row of otherRows) rows[`journal/${row.id}`] = row.hash
  for (const { collection, row, hashed } of appends) rows[`${collection}/${row.id}`] = rowHash(hashed)
  const journal = [journalOf(first, { ledger: changes.ledger ?? [], rows }), ...otherRows]
  return {
    command: { ...command, createdAt: at, updatedAt: at },
    ...held(touched, journal, command),
    witnesses: (changes.witnesses ?? []).map((w) => ({
      collection: w.collection,
      id: w.subject.id,
      rev: w.subject.rev,
      touched: command.id,
    })),
    journal,
    appends: appends.map(({ collection, row }) => ({ collection, row })),
    projections: (changes.project ?? []).map(({ collection, id, set }) => ({
      collection,
      row: { id, ...set, createdAt: at, updatedAt: at },
    })),
  }
}

function touchedBy(
  main: { collection: string; subject: Held | null },
  changes: Changes,
  draw: () => string,
): Touched[] {
  const list: Touched[] = []
  const birth = (collection: string, id: string, set: Columns) =>
    list.push({ collection, id, rev: 1, salt: draw(), prev: genesis, set: clean(collection, set), before: null })
  const patch = (collection: string, before: Held, set: Columns) =>
    list.push({
      collection,
      id: before.id,
      rev: before.rev + 1,
      salt: before.salt,
      prev: before.head,
      set: clean(collection, set),
      before,
    })
  if (main.subject) patch(main.collection, main.subject, changes.patch ?? {})
  else if (changes.born !== undefined) birth(main.collection, changes.born, changes.patch ?? {})
  for (const each of changes.births ?? []) birth(each.collection, each.id, { ...each.set, state: each.state })
  for (const each of changes.patches ?? []) patch(each.collection, each.subject, each.set)
  const ids = new Set(list.map(({ id }) => id))
  if (ids.size !== list.length) throw new Error('one subject is touched twice in one commit')
  return list
}

function clean(collection: string, set: Columns): Columns {
  for (const key of Object.keys(set)) if (engineColumns.includes(key)) throw new NotAColumn(collection, key)
  return set
}

function held(touched: Touched[], journal: JournalRow[], command: CommandRow): Pick<CommitPlan, 'births' | 'patches'> {
  const births: CommitPlan['births'] = []
  const patches: CommitPlan['patches'] = []
  for (const [index, { collection, id, rev, salt, set, before }] of touched.entries()) {
    const head = journal[index]?.hash ?? genesis
    const common = { rev, head, touched: command.id, updatedAt: command.at }
    if (before) patches.push({ collection, id, rev: before.rev, set: { ...set, ...common } })
    else births.push({ collection, row: { id, salt, ...set, ...common, createdAt: command.at } })
  }
  return { births, patches }
}

function appended(changes: Changes, touched: Touched[], command: CommandRow, draw: () => string) {
  const stamp = { createdAt: command.at, updatedAt: command.at }
  const list: { collection: string; row: Columns & { id: string }; hashed: object }[] = []
  changes.ledger?.forEach((line, n) => {
    const fund = touched.find(({ id }) => id === line.fund)
    if (!fund) throw new Error('a ledger line needs its fund among the subjects of the commit')
    const row = { ...line, n, fundRev: fund.rev, command: command.id, at: command.at, ...stamp }
    list.push({ collection: 'ledger', row, hashed: row })
  })
  if (changes.release) {
    const row = { ...changes.release, command: command.id, at: command.at, ...stamp }
    list.push({ collection: 'releases', row, hashed: row })
  }
  for (const item of changes.outbox ?? []) {
    const asked = { id: draw(), kind: item.kind, key: item.key, payload: item.payload, command: command.id }
    list.push({
      collection: 'outbox',
      row: { ...asked, ...waiting(item.notBefore ?? command.at), ...stamp },
      hashed: asked,
    })
  }
  return list
}

/** The changing columns of an outbox row that nobody has claimed yet. */
export const waiting = (notBefore: Date) => ({
  state: 'waiting',
  notBefore,
  leaseUntil: null,
  fence: 0,
  attempts: 0,
  lastError: null,
  ...{ progress: null, progressSince: null, progressAt: null },
  doneAt: null,
})

/** What was asked, as one hash: the same key with another fingerprint is another question. */
export const fingerprint = (asked: object): string => rowHash({ text: canonical(asked) })
