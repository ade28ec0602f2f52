import { and, eq, sql } from '@payloadcms/db-sqlite/drizzle'
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Payload } from 'payload'
import { CommitFailed } from './store'
import type { CommitPlan, StoreFile } from './store'
import { commonStore, diskFull, messages } from './store-common'
import type { Columns } from './types'

type Table = Parameters<SQLiteAdapter['drizzle']['insert']>[0] & Record<string, Column>
type Column = Parameters<typeof eq>[0]
type Statement = Parameters<SQLiteAdapter['drizzle']['batch']>[0][number]

const snake = (slug: string) => slug.replaceAll('-', '_')

/**
 * The commit on SQLite: one `batch`, which is BEGIN … COMMIT in one call. An UPDATE that matches nothing does not fail
 * a batch, so every guard is an expression that raises: the journal's required `subject` is read from the guarded row,
 * and a witness that moved makes `json()` raise.
 */
export function sqliteStore(payload: Payload): StoreFile {
  const db = payload.db as unknown as SQLiteAdapter
  const common = commonStore(payload)
  const table = (slug: string) => {
    const found = (db.tables as Record<string, unknown>)[snake(slug)]
    if (!found) throw new Error(`no table for ${slug}`)
    return found as Table
  }
  const encode = (collection: string, row: Columns): Record<string, unknown> => {
    common.mustBeColumns(collection, row)
    const out: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(row))
      if (value !== undefined) out[key] = value instanceof Date ? value.toISOString() : value
    return out
  }
  const insert = (collection: string, row: Columns) =>
    db.drizzle.insert(table(collection)).values(encode(collection, row)) as unknown as Statement
  const guarded = (collection: string, id: string, rev: number) => {
    const t = table(collection)
    return sql`(select ${t.id} from ${t} where ${t.id} = ${id} and ${t.rev} = ${rev})`
  }

  return {
    ...common,
    // It moves when another connection commits (https://www.sqlite.org/pragma.html#pragma_data_version).
    moved: async () => JSON.stringify((await db.client.execute('pragma data_version')).rows[0]?.[0]),
    async commit(plan) {
      const statements = statementsOf(plan)
      try {
        await db.drizzle.batch(statements as never)
      } catch (error) {
        throw failureOf(error)
      }
    },
  }

  function statementsOf(plan: CommitPlan): Statement[] {
    const moving = new Map(plan.patches.map((patch) => [patch.id, patch]))
    return [
      // Births of one commit may name each other in any order.
      db.drizzle.run(sql`pragma defer_foreign_keys = on`),
      insert('commands', { ...plan.command }),
      ...plan.witnesses.map((w) => {
        const check = guarded(w.collection, w.id, w.rev)
        return db.drizzle.run(sql`select case when exists ${check} then 1 else json('witness moved') end`)
      }),
      ...plan.births.map(({ collection, row }) => insert(collection, row)),
      ...plan.journal.map((row) => {
        const patch = moving.get(row.subject)
        const values = encode('journal', { ...row })
        if (patch) values.subject = guarded(patch.collection, patch.id, patch.rev)
        return db.drizzle.insert(table('journal')).values(values)
      }),
      ...plan.patches.map(({ collection, id, rev, set }) => {
        const t = table(collection)
        return db.drizzle
          .update(t)
          .set(encode(collection, set))
          .where(and(eq(t.id!, id), eq(t.rev!, rev)))
      }),
      ...plan.appends.map(({ collection, row }) => insert(collection, row)),
      ...plan.projections.map(({ collection, row }) => {
        const t = table(collection)
        const values = encode(collection, row)
        return db.drizzle
          .insert(t)
          .values(values)
          .onConflictDoUpdate({ target: t.id as never, set: values })
      }),
    ]
  }
}

function failureOf(error: unknown): unknown {
  const text = messages(error)
  const unique = /UNIQUE constraint failed: ([\w., ]+)/.exec(text)?.[1]
  if (unique?.includes('commands.key')) return new CommitFailed('key', unique, { cause: error })
  if (unique?.includes('journal.rev')) return new CommitFailed('moved', unique, { cause: error })
  if (unique) return new CommitFailed('unique', unique, { cause: error })
  if (text.includes('NOT NULL constraint failed: journal.subject'))
    return new CommitFailed('moved', 'subject', { cause: error })
  if (text.includes('malformed JSON')) return new CommitFailed('moved', 'witness', { cause: error })
  if (text.includes('SQLITE_BUSY')) return new CommitFailed('moved', 'busy', { cause: error })
  return diskFull(error)
}
