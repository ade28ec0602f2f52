import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { checkJournal, fileClock, runCommand, system } from '../../workflows/engine'
import type { Finding, Reader } from '../../workflows/engine'
import type { Role } from '../../workflows/rules/vocabulary'
import { readConfig } from '../../src/config'
import { effects } from '../../src/effects'
import type { House } from '../../src/faces'
import { openHouse } from '../../src/house'
import { outboxWorker } from '../../src/worker'
import { countByHand } from '../support/by-hand'
import { setClock } from '../support/clock-file'
import { startPayload } from '../support/payload'
import { bundled, hasEndedBefore, run } from '../support/process'
import type { Running } from '../support/process'
import { openAccount } from '../support/account'
import { answered, openClient } from './client'
import type { CrashClient } from './client'

type Env = Record<string, string | undefined>

/** Real server processes, one after the other, over one database, one storage and one clock. */
export interface Stage {
  /** Opened in this process over the same database: what the test judges by. */
  house: House
  reader: Reader
  dir: string
  script: string
  /** What a server process needs to know; for processes that a test starts by itself. */
  env(more?: Env): Env
  /** Address of the process that serves now. */
  url(): string
  /** Moves the clock of all processes. */
  at(instant: string): void
  now(): Date
  /** What the processes are to do at their fault points: `kill …` and `hold …` lines, until other orders come. */
  order(...lines: string[]): void
  /** Waits for a line of the process that serves now. */
  heard(pattern: RegExp): Promise<string>
  /** Waits until the process that serves now has died by SIGKILL; then the next one serves. */
  died(): Promise<void>
  /** kill −9 from outside; then the next one serves. */
  kill9(): Promise<void>
  /** Does what is due, in this process. */
  drain(): Promise<number>
  /** A further process that does what is due until an order kills it. */
  dyingWorker(order: string): Promise<void>
  client(): CrashClient
  person(name: string, ...roles: Role[]): Promise<CrashClient>
  /** Number of rows of every collection that the engine writes. */
  counts(): Promise<Record<string, number>>
  findings(): Promise<Finding[]>
  close(): Promise<void>
}

export async function openStage(instant: string): Promise<Stage> {
  const home = await startPayload()
  const clockFile = path.join(home.dir, 'clock')
  const orderFile = path.join(home.dir, 'orders')
  setClock(clockFile, instant)
  writeFileSync(orderFile, '')
  const env = (more: Env = {}): Env => ({
    DATABASE_URL: home.url,
    HOST: '127.0.0.1',
    PORT: '0',
    STORAGE_DIR: path.join(home.dir, 'files'),
    UPLOAD_QUOTA_GB: '1',
    UPLOAD_DISK_RESERVE_GB: '0',
    MAIL_TRANSPORT: `file:${path.join(home.dir, 'mail')}`,
    LOG_LEVEL: 'error',
    WORKER: 'off',
    TEST_CLOCK: clockFile,
    TEST_CRASH_AT: `@${orderFile}`,
    TEST_SHARE_DATABASE: 'on',
    ...more,
  })
  const script = bundled('src/server.ts')
  const config = readConfig({ ...env({ TEST_CRASH_AT: undefined }), PAYLOAD_SECRET: process.env.PAYLOAD_SECRET })
  const house = await openHouse(home.payload, config, fileClock(clockFile))
  const worker = outboxWorker(house, effects(house))
  const serve = () => startServing(script, env())

  async function account(email: string, name: string, roles: Role[]): Promise<CrashClient> {
    const { id, token } = await openAccount(home.payload, email, name)
    const asSystem = (verb: string, input: object, key: string, of?: string) =>
      runCommand(house.engine, { actor: system, subject: 'person', verb, id: of, input, key })
    await asSystem('register', { person: id, name }, `person-register-${id}`)
    for (const role of roles) await asSystem('grant_role', { role }, `grant-${role}-${id}`, id)
    return { ...openClient(() => current.url, token), id }
  }

  let current = await serve()
  if (!hasEndedBefore()) {
    // Of those that follow nobody ends by itself, and they too will carry out commands.
    const officer = await account('first@example.test', 'first', ['officer'])
    const input = { name: 'first', kind: 'institution' }
    answered(await officer.send('POST', '/commands/organisation/create', { input }, { 'idempotency-key': 'first' }))
    current.running.child.kill('SIGTERM')
    await current.running.ended
    current = await serve()
  }
  // The next process gets ready while this one serves, so that a death costs little time.
  let spare = serve()
  const next = async () => {
    current = await spare
    spare = serve()
  }
  let people = 0

  return {
    house,
    reader: house.engine.store.reader,
    dir: home.dir,
    script,
    env,
    url: () => current.url,
    at: (to) => {
      setClock(clockFile, to)
    },
    now: () => new Date(readFileSync(clockFile, 'utf8')),
    order: (...lines) => {
      writeFileSync(orderFile, lines.join('\n'))
    },
    heard: (pattern) => current.running.line(pattern),
    async died() {
      const how = await current.running.ended
      if (how !== 'SIGKILL') throw new Error(`the server ended with ${String(how)}:\n${current.running.said()}`)
      await next()
    },
    async kill9() {
      current.running.child.kill('SIGKILL')
      await current.running.ended
      await next()
    },
    drain: () => worker.drain(),
    async dyingWorker(order) {
      writeFileSync(orderFile, order)
      const dying = run(script, ['--no-pages'], env({ WORKER: 'on' }))
      const how = await dying.ended
      writeFileSync(orderFile, '')
      if (how !== 'SIGKILL') throw new Error(`the worker ended with ${String(how)}:\n${dying.said()}`)
    },
    client: () => openClient(() => current.url),
    person: (name, ...roles) => account(`p${String(++people)}@example.test`, name, roles),
    counts: () =>
      countByHand(home.payload, [
        ...['commands', 'journal', 'ledger', 'releases', 'outbox'],
        ...house.engine.store.heldCollections(),
      ]),
    findings: async () => (await checkJournal(house.engine)).findings,
    async close() {
      for (const each of [current, await spare]) {
        each.running.child.kill('SIGKILL')
        await each.running.ended
      }
      await home.close()
    },
  }
}

export interface Serving {
  running: Running
  url: string
}

/** Starts the bundled server as the start command does, without its pages, and waits until it serves. */
export async function startServing(script: string, env: Env): Promise<Serving> {
  const running = run(script, ['--no-pages'], env)
  const line = await running.line(/^ready /)
  return { running, url: line.slice('ready '.length) }
}
