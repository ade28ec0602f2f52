import path from 'node:path'
import { mongooseAdapter } from '@payloadcms/db-mongodb'
import { sqliteAdapter } from '@payloadcms/db-sqlite'
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Payload } from 'payload'
import { migrations } from './migrations'

/**
 * MongoDB where DATABASE_URL names one, an embedded SQLite file otherwise. On neither does Payload open transactions of
 * its own: its writes are single documents, and whatever must be all-or-nothing goes through the engine's commit.
 */
export const database = (root: string) => {
  const url = process.env.DATABASE_URL ?? `file:${path.join(root, '.data/kepu.db')}`
  return url.startsWith('mongodb')
    ? mongooseAdapter({
        url,
        transactionOptions: false,
        ensureIndexes: true,
        autoPluralization: false,
        // Whoever starts it should not wait half a minute to hear that nobody answers.
        connectOptions: { serverSelectionTimeoutMS: 10_000 },
      })
    : sqliteAdapter({
        client: { url },
        idType: 'uuidv7',
        wal: { synchronous: 'FULL' },
        busyTimeout: 5000,
        push: false,
        migrationDir: path.join(root, 'src/migrations'),
      })
}

/**
 * Brings the database to the present shape, without a question: migrations on SQLite, indexes on MongoDB (made when Payload starts). Statistics make SQLite's lists fast.
 */
export async function prepareDatabase(payload: Payload): Promise<void> {
  if (payload.db.name !== 'sqlite') return
  const db = payload.db as unknown as SQLiteAdapter
  await db.migrate({
    migrations: migrations as Parameters<typeof db.migrate>[0] extends { migrations?: infer M } | undefined ? M : never,
  })
  await db.client.execute('analyze')
}
