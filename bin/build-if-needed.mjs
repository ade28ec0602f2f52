/**
 * Runs `npm run build`, unless what it would build from is unchanged since the last build that went well.
 * Prints one line; exit code 1 when the build fails.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { filesUnder, root } from './lib/files.mjs'

const SOURCES = [
  ...['src', 'collections', 'workflows', 'media', 'payload.config.ts', 'next.config.ts', 'next.config.mjs'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'bin/build.mjs'],
]
const RESULTS = ['dist/server.mjs', '.next/BUILD_ID']
const stamp = path.join(root, 'dist/.built-from')
const lock = path.join(root, 'node_modules/.cache/kepu/building')

/** One hash over the names and contents of everything that is built. */
function sourceHash() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap(filesUnder)) {
    const content = readFileSync(path.join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

const isBuiltFrom = (hash) =>
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8').trim() === hash &&
  RESULTS.every((file) => existsSync(path.join(root, file)))

/** Two builds at once break each other, so the second waits; a lock whose holder died is nobody's. */
async function takeLock() {
  mkdirSync(path.dirname(lock), { recursive: true })
  const giveUp = performance.now() + 600_000
  while (performance.now() < giveUp) {
    try {
      return writeFileSync(lock, String(process.pid), { flag: 'wx' })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
    if (holder && !isAlive(holder)) rmSync(lock, { force: true })
    else await wait(250)
  }
  throw new Error(`another build has not ended for ten minutes; if there is none, remove ${path.relative(root, lock)}`)
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

await takeLock()
let failed = false
try {
  const hash = sourceHash()
  if (isBuiltFrom(hash)) {
    console.log('build: up to date')
  } else {
    console.log('build: the sources changed, building (about a minute) …')
    const started = performance.now()
    rmSync(stamp, { force: true })
    failed = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status !== 0
    if (!failed) {
      mkdirSync(path.dirname(stamp), { recursive: true })
      writeFileSync(stamp, `${hash}\n`)
    }
    console.log(`build: ${failed ? 'FAILED' : 'done'} after ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
} finally {
  rmSync(lock, { force: true })
}
process.exitCode = failed ? 1 : 0
