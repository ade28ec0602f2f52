import { canonical, saltedHash, sha256 } from './canonical'
import type { JournalRow } from './store'
import type { Columns, LedgerLine } from './types'

/** Hash that stands before a subject's first journal row. */
export const genesis = '0'.repeat(64)

/** What a journal row's text says. Persons by id, personal content by salted hash. */
export interface JournalText {
  v: 1
  /** Id of the row itself. */
  id: string
  subject: string
  collection: string
  rev: number
  verb: string
  actor: string
  command: string
  at: string
  prev: string
  /** Hash of the row's salt; only where the subject comes into being. */
  salt?: string
  /** Columns that this revision set: the value, or `{ "#": salted hash }` where the value is personal. */
  set: Record<string, unknown>
  /** Ledger lines of the commit, whole: the ledger is rebuilt from here. Only on the commit's first row. */
  ledger: LedgerLine[]
  /** Hashes of the commit's other rows, by `collection/id`. Only on the commit's first row. */
  rows: Record<string, string>
}

/** The patch as the journal keeps it. */
export function journalled(set: Columns, personal: readonly string[], salt: string): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(set)) {
    if (value === undefined) continue
    out[key] = personal.includes(key) && value !== null ? { '#': saltedHash(salt, value) } : value
  }
  return out
}

/** The hash of a row that is only ever added: all its columns that hold something, in their one text. */
export const rowHash = (row: object): string =>
  sha256(
    canonical(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined))),
  )

export function journalRow(text: JournalText): JournalRow {
  const line = canonical(text)
  const { id, subject, collection, rev, verb, actor, command } = text
  const at = new Date(text.at)
  const dates = { at, createdAt: at, updatedAt: at }
  return { id, subject, collection, rev, verb, actor, command, ...dates, text: line, hash: sha256(line) }
}
