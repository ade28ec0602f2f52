import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { MongooseAdapter } from '@payloadcms/db-mongodb'
import { getPayload } from 'payload'
import { prepareDatabase } from '../../src/database'
import type { Payload } from 'payload'

export const databaseKind = process.env.TEST_DATABASE === 'mongo' ? 'mongo' : 'sqlite'

export interface TestPayload {
  payload: Payload
  url: string
  dir: string
  close: () => Promise<void>
}

/** Payload over a database of its own: a copy of a prepared SQLite file, or an emptied MongoDB database of this worker. */
export async function startPayload(): Promise<TestPayload> {
  const dir = mkdtempSync(path.join(tmpdir(), 'kepu-test-'))
  return databaseKind === 'mongo' ? onMongo(dir) : onSqlite(dir)
}

async function onSqlite(dir: string): Promise<TestPayload> {
  const file = path.join(dir, 'test.db')
  const template = path.join(
    tmpdir(),
    `kepu-schema-${process.env.TEST_RUN ?? ''}-${process.env.JEST_WORKER_ID ?? '1'}.db`,
  )
  const known = existsSync(template)
  if (known) copyFileSync(template, file)
  const url = `file:${file}`
  process.env.DATABASE_URL = url
  const payload = await boot()
  await prepareDatabase(payload)
  if (!known) {
    const { client } = payload.db as unknown as SQLiteAdapter
    await client.execute(`vacuum into '${file}.schema'`)
    renameSync(`${file}.schema`, template)
  }
  return {
    payload,
    url,
    dir,
    async close() {
      await payload.destroy()
      rmSync(dir, { force: true, recursive: true })
    },
  }
}

async function onMongo(dir: string): Promise<TestPayload> {
  const base = process.env.TEST_MONGO_URI
  if (!base) throw new Error('TEST_MONGO_URI names no replica set')
  const url = new URL(base)
  url.pathname = `/test-${process.env.TEST_RUN ?? 'run'}-${process.env.JEST_WORKER_ID ?? '1'}`
  process.env.DATABASE_URL = url.href
  const payload = await boot()
  await prepareDatabase(payload)
  const { connection } = payload.db as unknown as MongooseAdapter
  for (const each of (await connection.db?.collections()) ?? []) await each.deleteMany({})
  return {
    payload,
    url: url.href,
    dir,
    async close() {
      await payload.destroy()
      rmSync(dir, { force: true, recursive: true })
    },
  }
}

async function boot(): Promise<Payload> {
  const { default: config } = await import('@payload-config')
  return getPayload({ config })
}
