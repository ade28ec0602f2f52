import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Actor } from '../../workflows/engine'
import { runCommand } from '../../workflows/engine'
import { newApiKey } from '../../src/content-api'
import { house } from './house'
import { fail, tell } from './tell'
import { officer, releaseWorks } from './works'

/** How many media clients there are: each reads the list from its beginning, so that no answer serves twice. */
const clients = 24
const admin: Actor = { kind: 'person', id: 'bench-admin', roles: ['admin'], organisation: null }

/** Fills the database that DATABASE_URL names: arguments are the number of works, an e-mail and a password. */
async function main([count = '', email = '', password = '']: string[]): Promise<void> {
  const { payload, engine } = await house()
  const sqlite = payload.db.name === 'sqlite' ? (payload.db as unknown as SQLiteAdapter).client : null
  // A file that is thrown away when the machine stops half-way need not reach the disk after each commit.
  await sqlite?.execute('pragma synchronous = off')
  const account = await payload.create({
    collection: 'users',
    data: { email, password, name: '办公室', _verified: true },
    overrideAccess: true,
    disableVerificationEmail: true,
  })
  await officer(engine, account.id)
  const keys: string[] = []
  for (let n = 0; n < clients; n++) {
    const { key, ...input } = newApiKey()
    keys.push(key)
    await runCommand(engine, {
      actor: admin,
      subject: 'apiKey',
      verb: 'issue',
      input: { client: `媒体${String(n)}`, channel: 'press', ...input },
      key: `bench-key-${String(n)}`,
    })
  }
  await releaseWorks(engine, Number(count), account.id, (done) => {
    if (done % 1000 === 0) process.stdout.write(`${String(done)} works\n`)
  })
  await sqlite?.execute('analyze')
  await sqlite?.execute('pragma wal_checkpoint(truncate)')
  await tell({ keys })
  await payload.destroy()
  process.stdout.write('done\n')
}

await main(process.argv.slice(2)).catch(fail)
