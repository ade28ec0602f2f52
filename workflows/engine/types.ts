import type { z } from 'zod'
import type { Role } from '../rules/vocabulary'
import type { Refusal } from './refuse'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Who asks. `id` is a person's id, an API client's id, or the word `system`; a visitor has not signed in. */
export interface Actor {
  kind: 'person' | 'client' | 'system' | 'visitor'
  id: string
  roles: readonly Role[]
  /** The organisation the person belongs to, if any. */
  organisation: string | null
  /** The person's record is suspended: everything is refused but reading what is one's own. */
  suspended?: boolean
}

/** A noun that only the engine writes: its state, the number of its last change, the hash of its last journal row. */
export interface Held {
  id: string
  state: string
  rev: number
  head: string
  salt: string
}

/** What stands in a main-table column: no arrays, blocks or localised values (their writes would be lost silently). */
export type Columns = Record<string, Json | Date | undefined>

/** A new held noun. */
export interface Birth {
  collection: string
  id: string
  state: string
  set: Columns
}

/** A change of a held noun other than the command's own subject; guarded by the revision that was read. */
export interface Patch {
  collection: string
  subject: Held
  set: Columns
}

/** A held noun that the decision relied on and that must not have moved until the commit. */
export interface Witness {
  collection: string
  subject: Held
}

export type LedgerKind = 'allocate' | 'correct' | 'commit' | 'release' | 'pay' | 'recover'

/** One movement of money in a fund. `fen` is a positive integer; the kind gives the direction. */
export interface LedgerLine {
  id: string
  fund: string
  kind: LedgerKind
  fen: number
  award?: string
  payment?: string
  /** Of a correction: the line that was wrong, and why. */
  corrects?: string
  reason?: string
}

/** Something to be done after the commit, once, by the worker. */
export interface OutboxItem {
  kind: string
  /** Unique: the same thing asked for twice is one row. */
  key: string
  payload: Json
  notBefore?: Date
}

/** One row of the append-only release log. `seq` is the revision that the release order takes in the same commit. */
export interface ReleaseRow {
  id: string
  seq: number
  [column: string]: Json | Date | undefined
}

/** A row that repeats, for reading, what another row of the same commit says; it can be rebuilt at any time. */
export interface Projection {
  collection: string
  id: string
  set: Columns
}

/** What a verb decides. The engine commits all of it, or nothing. */
export interface Changes {
  /** New values of the subject itself; for a birth, its first values. `state` must be one the table allows. */
  patch?: Columns & { state?: string }
  /** The id of the subject when this command brings it into being. */
  born?: string
  births?: Birth[]
  patches?: Patch[]
  witnesses?: Witness[]
  ledger?: LedgerLine[]
  outbox?: OutboxItem[]
  release?: ReleaseRow
  project?: Projection[]
  /** What the caller is told besides id, state and revision. No personal data: it is kept for replays. */
  answer?: Json
}

/** Reads for facts. Rows come as the adapter keeps them: relations as ids, dates as ISO text, JSON parsed. */
export interface Reader {
  get<T>(collection: string, id: string): Promise<T | null>
  find<T>(collection: string, where: WhereClause, options?: FindOptions): Promise<T[]>
  count(collection: string, where: WhereClause): Promise<number>
  /** A text that stays the same only while no commit, of this process or of another, can have changed a held row. */
  version(): Promise<string>
}

export interface FindOptions {
  limit?: number
  sort?: string
  /** Main-table columns to read besides the id; all of them when it is not said. */
  select?: readonly string[]
}

export type WhereClause = Record<string, Record<string, unknown> | WhereClause[] | undefined>

/** Yes, or why not. */
export type Verdict = null | Refusal

export interface Ask<S, F> {
  actor: Actor
  subject: S
  facts: F
  /** The instant the request arrived. */
  now: Date
}

export interface Decide<S, F, I> extends Ask<S, F> {
  input: I
  /** Draws an id; the same ids come again when the engine has to decide again. */
  fresh: () => string
}

/**
 * One verb of one subject: who may, when, on which facts, and what then changes.
 * `S` is `null` for a verb that brings its subject into being.
 */
export interface CommandDefinition<S extends Held | null, F, I> {
  subject: string
  verb: string
  /** States it may start from; `'birth'` when the subject does not exist yet. */
  from: readonly string[] | 'birth'
  /** States it may lead to. */
  to: readonly string[]
  /** Who, in the words of the role vocabulary, for diagrams and the API's description. */
  roles: readonly (Role | 'system' | 'owner' | 'anyone')[]
  input: z.ZodType<I>
  who(ask: { actor: Actor; subject: S; facts: F }): Verdict
  facts(reader: Reader, subject: S, input: I | null, actor: Actor): Promise<F>
  guard?(ask: Ask<S, F>): Verdict
  decide(ask: Decide<S, F, I>): Changes
  /** Shared second subjects whose commits pass one at a time in this process. Courtesy, not correctness. */
  lanes?(facts: F): string[]
  /** Refusal code when a unique index says that the thing exists already. */
  duplicate?: string
  /** How a button for it looks: the one thing to do, an ordinary one, or one with a warning. */
  tone?: 'primary' | 'plain' | 'danger'
  /** Not offered as a button (run by the clock, by an upload or by a form of its own). */
  quiet?: boolean
}

/** A verb with its types forgotten, as the registry keeps it. */
export interface Command extends Omit<CommandDefinition<Held | null, unknown, unknown>, 'input'> {
  input: z.ZodType
}

/** States of one subject, with what a person wants to know of each. */
export interface StateSpec {
  final: boolean
  /** Who owes the next step: a role, the owner, the clock, or nobody. */
  owes: Role | 'owner' | 'system' | null
}

export interface Workflow {
  subject: string
  collection: string
  states: Readonly<Record<string, StateSpec>>
  /** May this person know that the subject exists? Everything else answers "not found". */
  sees(actor: Actor, subject: Held, reader: Reader): Promise<boolean> | boolean
  commands: readonly Command[]
  /** A table that is made from another's rows alone, so that the check can make it again. */
  projection?: ProjectionOf
}

export interface ProjectionOf {
  /** Slug of the projection; its rows have the ids that `by` names. */
  collection: string
  /** Slug of what it is made from, folded in the order of the number in `order`. */
  from: string
  by: string
  order: string
  /** @throws when the rows so far are not whole */
  fold(before: object | null, row: object): object
}
