import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Payload } from 'payload'
import { migrations } from './migrations'

/**
 * Brings the database to the present shape, without a question: migrations on SQLite (where the schema was pushed for a
 * test, there is nothing to do), indexes on MongoDB (made when Payload starts). Statistics make SQLite's lists fast.
 */
export async function prepareDatabase(payload: Payload): Promise<void> {
  if (payload.db.name !== 'sqlite') return
  const db = payload.db as unknown as SQLiteAdapter & { migrate(args: { migrations: typeof migrations }): Promise<void> }
  if (process.env.DATABASE_PUSH !== 'true') await db.migrate({ migrations })
  await db.client.execute('analyze')
}
