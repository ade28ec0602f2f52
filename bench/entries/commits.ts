import path from 'node:path'
import { lexicalEditor } from '@payloadcms/richtext-lexical'
import type { MongooseAdapter } from '@payloadcms/db-mongodb'
import { sqliteAdapter } from '@payloadcms/db-sqlite'
import { buildConfig, getPayload } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { collections } from '../../collections'
import { choice, text } from '../../collections/fields/columns'
import { id } from '../../collections/fields/id'
import { database, prepareDatabase } from '../../src/database'
import { openEngine } from '../../src/engine'
import { runCommand, systemClock } from '../../workflows/engine'
import type { Actor } from '../../workflows/engine'
import { organisationKinds } from '../../workflows/organisation/create'
import { fail, tell } from './tell'

const officer: Actor = { kind: 'person', id: 'bench-officer', roles: ['officer'], organisation: null }
const root = process.env.KEPU_ROOT ?? process.cwd()
const url = process.env.DATABASE_URL ?? ''
/** As the house opens it, but with tables made on the spot: no migration knows of the bench's own collection. */
const onSqlite = () =>
  sqliteAdapter({ client: { url }, idType: 'uuidv7', wal: { synchronous: 'FULL' }, busyTimeout: 5000, push: true })

/** Organisations as one would keep them in Payload without an engine: the same columns, no history. */
const plain = {
  slug: 'bench-organisations',
  access: { create: () => true, read: () => true },
  fields: [
    id,
    text('name', { required: true }),
    choice('kind', organisationKinds, { required: true }),
    text('uscc'),
    text('town'),
    text('parent'),
  ],
}

const config = buildConfig({
  secret: process.env.PAYLOAD_SECRET ?? '',
  telemetry: false,
  collections: [...collections, plain],
  db: url.startsWith('file:') ? onSqlite() : await database(root),
  editor: lexicalEditor(),
  logger: { options: { level: 'warn' } },
  graphQL: { disable: true },
  typescript: { autoGenerate: false, outputFile: path.join(root, 'dist/bench/payload-types.ts') },
})

async function timed(what: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await what()
  return performance.now() - began
}

/** One of each in turn, so that whatever else the machine does falls on both. */
async function main(rounds: number): Promise<void> {
  const payload = await getPayload({ config })
  if (!url.startsWith('file:')) await prepareDatabase(payload)
  const engine = openEngine(payload, systemClock)
  const inside: number[] = []
  const measured = {
    ...engine,
    store: {
      ...engine.store,
      commit: async (plan: Parameters<typeof engine.store.commit>[0]) => {
        inside.push(await timed(() => engine.store.commit(plan)))
      },
    },
  }
  const input = (n: number) => ({ name: `第${String(n)}科普单位`, kind: 'institution' })
  const commands: number[] = []
  const creates: number[] = []
  const warm = Math.min(50, rounds)
  for (let n = -warm; n < rounds; n++) {
    const one = await timed(() =>
      runCommand(measured, { actor: officer, subject: 'organisation', verb: 'create', input: input(n), key: uuidv7() }),
    )
    const other = await timed(() =>
      payload.create({ collection: plain.slug as never, data: input(n) as never, overrideAccess: true }),
    )
    if (n < 0) continue
    commands.push(one)
    creates.push(other)
  }
  await tell({ commands, commits: inside.slice(warm), creates })
  if (payload.db.name === 'mongoose') await (payload.db as unknown as MongooseAdapter).connection.dropDatabase()
  await payload.destroy()
  process.stdout.write('done\n')
}

await main(Number(process.argv[2])).catch(fail)
