import path from 'node:path'
import { mongooseAdapter } from '@payloadcms/db-mongodb'
import { sqliteAdapter } from '@payloadcms/db-sqlite'

/**
 * MongoDB where DATABASE_URL names one, an embedded SQLite file otherwise. On neither does Payload open transactions of
 * its own: its writes are single documents, and whatever must be all-or-nothing goes through the engine's commit.
 */
export const database = (root: string) => {
  const url = process.env.DATABASE_URL ?? `file:${path.join(root, '.data/kepu.db')}`
  return url.startsWith('mongodb')
    ? mongooseAdapter({ url, transactionOptions: false, ensureIndexes: true, autoPluralization: false })
    : sqliteAdapter({
        client: { url },
        idType: 'uuidv7',
        wal: { synchronous: 'FULL' },
        busyTimeout: 5000,
        push: process.env.DATABASE_PUSH === 'true',
        migrationDir: path.join(root, 'src/migrations'),
      })
}
