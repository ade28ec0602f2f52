import type { Columns, Json, Reader, WhereClause } from './types'

/** The command's own row: its idempotency key, what was asked, and what was answered. */
export interface CommandRow {
  id: string
  actor: string
  key: string
  fingerprint: string
  subject: string
  verb: string
  answer: Json
  at: Date
}

/** One row of the journal: the very text that was hashed, and columns to find it by. */
export interface JournalRow {
  id: string
  subject: string
  collection: string
  rev: number
  verb: string
  actor: string
  command: string
  at: Date
  createdAt: Date
  updatedAt: Date
  text: string
  hash: string
}

/** Everything one command writes. All of it, or nothing. */
export interface CommitPlan {
  command: CommandRow & { createdAt: Date; updatedAt: Date }
  /** New held nouns, with all their columns. */
  births: { collection: string; row: Columns & { id: string } }[]
  /** Held nouns to change, with the revision they must still have. */
  patches: { collection: string; id: string; rev: number; set: Columns }[]
  witnesses: { collection: string; id: string; rev: number; touched: string }[]
  journal: JournalRow[]
  /** Rows that are only ever added: ledger, releases, outbox. */
  appends: { collection: string; row: Columns & { id: string } }[]
  projections: { collection: string; row: Columns & { id: string } }[]
}

/** Why a commit did not happen. Nothing of it was written. */
export class CommitFailed extends Error {
  constructor(
    readonly kind: 'key' | 'moved' | 'unique',
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`commit failed: ${kind}: ${detail}`, options)
    this.name = 'CommitFailed'
  }
}

/** Thrown at start, or by a commit, when a key is not a main-table column: such a write would be lost silently. */
export class NotAColumn extends Error {
  constructor(collection: string, key: string) {
    super(`${collection}.${key} is not a main-table column`)
    this.name = 'NotAColumn'
  }
}

/** What one kind of database gives the store; `version` of the reader is made of `moved`. */
export interface StoreFile extends Omit<Store, 'reader'> {
  readonly reader: Omit<Reader, 'version'>
  /** A text that stays the same only while no other process can have committed. */
  moved: () => Promise<string>
}

/** One database, behind one small interface. */
export interface Store {
  readonly reader: Reader
  /** @throws CommitFailed when a guard or a unique index said no */
  commit(plan: CommitPlan): Promise<void>
  findCommand(actor: string, key: string): Promise<CommandRow | null>
  /** Adds an outbox row outside of any command; the same key twice is one row. */
  enqueue(row: Columns & { id: string; key: string }): Promise<void>
  /**
   * Changes one row that is not held, if it still is as the condition says; false when it is not. For outbox rows
   * (fencing) and for what people are still writing (revision).
   */
  changeIf(collection: string, where: WhereClause, set: Columns): Promise<boolean>
  /** Fields of a collection whose values the journal holds only as salted hashes. */
  personal(collection: string): readonly string[]
  /** Slugs of the held nouns. */
  heldCollections(): readonly string[]
  /** Names of the columns of a collection. */
  columns(collection: string): readonly string[]
}
