import path from 'node:path'
import type { MongooseAdapter } from '@payloadcms/db-mongodb'
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Payload } from 'payload'
import { migrations } from './migrations'

/**
 * MongoDB where DATABASE_URL names one, an embedded SQLite file otherwise; only the one that is used is loaded. On neither
 * does Payload open transactions of its own: its writes are single documents, and whatever must be all-or-nothing goes
 * through the engine's commit.
 */
export async function database(root: string) {
  const url = process.env.DATABASE_URL ?? `file:${path.join(root, '.data/kepu.db')}`
  if (url.startsWith('mongodb')) {
    const { mongooseAdapter } = await import('@payloadcms/db-mongodb')
    return mongooseAdapter({
      url,
      transactionOptions: false,
      autoPluralization: false,
      connectOptions: {
        // Whoever starts it should not wait half a minute to hear that nobody answers.
        serverSelectionTimeoutMS: 10_000,
        // One call for each index, and all of them twice; `prepareDatabase` makes those of a collection by one.
        autoIndex: false,
        autoCreate: false,
      },
    })
  }
  const { sqliteAdapter } = await import('@payloadcms/db-sqlite')
  return sqliteAdapter({
    client: { url },
    idType: 'uuidv7',
    wal: { synchronous: 'FULL' },
    busyTimeout: 5000,
    push: false,
    migrationDir: path.join(root, 'src/migrations'),
  })
}

/**
 * Brings the database to the present shape, without a question: migrations on SQLite, collections and indexes on MongoDB.
 * Statistics make SQLite's lists fast.
 */
export async function prepareDatabase(payload: Payload): Promise<void> {
  if (payload.db.name !== 'sqlite') {
    await prepareMongo(payload.db as unknown as MongooseAdapter)
    return
  }
  const db = payload.db as unknown as SQLiteAdapter
  await db.migrate({
    migrations: migrations as Parameters<typeof db.migrate>[0] extends { migrations?: infer M } | undefined ? M : never,
  })
  await db.client.execute('analyze')
}

type IndexDescription = Parameters<MongooseAdapter['collections'][string]['collection']['createIndexes']>[0][number]

/** What is there already stays as it is; a collection comes to be with its first index. */
async function prepareMongo({ collections, versions }: MongooseAdapter): Promise<void> {
  for (const model of [...Object.values(collections), ...Object.values(versions)]) {
    const indexes = model.schema.indexes().map(([key, options]) => ({ ...options, key }) as IndexDescription)
    await (indexes.length > 0 ? model.collection.createIndexes(indexes) : model.createCollection())
  }
}
