import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setClock } from './clock-file'
import { run } from './process'
import { root as projectRoot } from './root'
import { readMails } from './server'
import type { Left } from './server'

/** Where the build stands: the working copy, or a copy of it that nobody rebuilds meanwhile. */
const root = process.env.KEPU_BUILT ?? projectRoot

/** The built server in a process of its own, as the start command runs it, over a clock that the test moves. */
export interface Built {
  url: string
  at: (instant: string) => void
  /** The link of the newest mail to this address, as soon as there is one that leads here. */
  mailedLink: (email: string, to: string) => string | undefined
  said: () => string
  stop: () => Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const script = (name: string) => {
  const file = path.join(root, 'dist', name)
  if (!existsSync(file) || !existsSync(path.join(root, '.next/BUILD_ID')))
    throw new Error('the pages are not built: npm run build')
  return file
}

/** Nothing of the test runner's own environment reaches the server. */
const bare = { NODE_ENV: undefined, JEST_WORKER_ID: undefined, TEST_DATABASE: undefined, LOG_LEVEL: 'warn' }

const environment = ({ dir, databaseUrl, storageDir, mailDir }: Left, port: number) => ({
  ...bare,
  KEPU_ROOT: root,
  PORT: String(port),
  HOST: '127.0.0.1',
  SERVER_URL: `http://127.0.0.1:${String(port)}`,
  DATABASE_URL: databaseUrl,
  STORAGE_DIR: storageDir,
  MAIL_TRANSPORT: `file:${mailDir}`,
  PAYLOAD_SECRET: process.env.PAYLOAD_SECRET,
  TEST_CLOCK: path.join(dir, 'clock'),
  WORKER: 'on',
  NEXT_TELEMETRY_DISABLED: '1',
})

/** Serves what a test has left behind. `instant` is where the clock starts; without one it is now. */
export async function serveBuilt(left: Left, instant = new Date().toISOString()): Promise<Built> {
  const clock = path.join(left.dir, 'clock')
  setClock(clock, instant)
  const port = await freePort()
  const server = run(script('server.mjs'), [], environment(left, port))
  await server.line(/^ready http/)
  const going = { stopping: false }
  void server.ended.then((code) => {
    if (!going.stopping) process.stderr.write(`the server ended by itself (${String(code)}):\n${server.said()}\n`)
  })
  return {
    url: `http://127.0.0.1:${String(port)}`,
    at: (next) => {
      setClock(clock, next)
    },
    mailedLink: (email, to) =>
      readMails(left.mailDir)
        .filter((mail) => mail.to.includes(email))
        .map((mail) => new RegExp(`https?://\\S*${to}\\S*`).exec(mail.text)?.[0])
        .findLast((link) => link !== undefined),
    said: () => server.said(),
    async stop() {
      going.stopping = true
      server.child.kill('SIGTERM')
      await server.ended
      rmSync(left.dir, { recursive: true, force: true })
    },
  }
}

/** The demonstration's data in a database of its own. */
export async function demoLeft(): Promise<Left> {
  const dir = mkdtempSync(path.join(tmpdir(), 'kepu-demo-'))
  const left = {
    dir,
    databaseUrl: `file:${path.join(dir, 'test-pages.db')}`,
    storageDir: path.join(dir, 'files'),
    mailDir: path.join(dir, 'mail'),
  }
  const seed = run(script('seed.mjs'), [], { ...environment(left, 0), TEST_CLOCK: undefined, SEED_DEMO: 'on' })
  const code = await seed.ended
  if (code !== 0) throw new Error(`the seed ended with ${String(code)}:\n${seed.said()}`)
  return left
}
