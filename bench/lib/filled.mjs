import { createHash, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { folder } from './bundle.mjs'
import { start } from './processes.mjs'

/**
 * A database with so many released works, made once for each state of the code that makes it.
 *
 * @returns {Promise<{ file: string, keys: string[], email: string, password: string }>}
 */
export async function filled(scripts, count, env, say) {
  const sum = createHash('sha256').update(readFileSync(scripts.fill)).digest('hex').slice(0, 12)
  const file = path.join(folder, `works-${count}-${sum}.db`)
  const facts = `${file}.json`
  if (!existsSync(facts)) {
    for (const old of readdirSync(folder).filter((name) => name.startsWith(`works-${count}-`))) rmSync(path.join(folder, old))
    const login = { email: 'office@example.test', password: randomBytes(18).toString('base64url') }
    const made = `${file}.made`
    const one = start(scripts.fill, { args: [String(count), login.email, login.password], env: { ...env, DATABASE_URL: `file:${made}` } })
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
