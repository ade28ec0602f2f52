import { createHash, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { filesUnder } from '../../bin/lib/files.mjs'
import { folder, root } from './bundle.mjs'
import { start } from './processes.mjs'

/** What decides what is in the file: another text of these, another file. */
const sources = [
  ...['fill', 'works', 'words'].map((name) => `bench/entries/${name}.ts`),
  ...['canonical', 'journal', 'plan'].map((name) => `workflows/engine/${name}.ts`),
  ...['src/migrations', 'workflows/release', 'workflows/work'],
]

function sumOfSources() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesUnder)) hash.update(file).update(readFileSync(path.join(root, file)))
  return hash.digest('hex').slice(0, 12)
}

/**
 * A database with so many released works, made once for each state of the code that makes it.
 *
 * @returns {Promise<{ file: string, keys: string[], email: string, password: string }>}
 */
export async function filled(scripts, count, env, say) {
  const file = path.join(folder, `works-${count}-${sumOfSources()}.db`)
  const facts = `${file}.json`
  if (!existsSync(facts)) {
    for (const old of readdirSync(folder).filter((name) => name.startsWith(`works-${count}-`)))
      rmSync(path.join(folder, old))
    const login = { email: 'office@example.test', password: randomBytes(18).toString('base64url') }
    const made = `${file}.made`
    const one = start(scripts.fill, {
      args: [String(count), login.email, login.password],
      env: { ...env, DATABASE_URL: `file:${made}` },
    })
    one.child.stdout.on('data', (chunk) => say(String(chunk).trim()))
    const told = new Promise((resolve) => one.child.on('message', resolve))
    await one.line(/^done$/m)
    await one.stop()
    renameSync(made, file)
    for (const rest of ['-wal', '-shm']) rmSync(made + rest, { force: true })
    writeFileSync(facts, JSON.stringify({ ...login, ...(await told) }))
  }
  return { file, ...JSON.parse(readFileSync(facts, 'utf8')) }
}

/** A copy to write into. */
export function copyOf({ file }, dir, name) {
  const copy = path.join(dir, `${name}.db`)
  copyFileSync(file, copy)
  return `file:${copy}`
}
