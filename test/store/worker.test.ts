import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { v7 as uuidv7 } from 'uuid'
import { checkJournal, mail, openStore, registry, runCommand, system, timed } from '../../workflows/engine'
import type { Actor, Engine, OutboxItem } from '../../workflows/engine'
import { waiting } from '../../workflows/engine/plan'
import { workflows } from '../../workflows'
import { enqueue as putIntoOutbox } from '../../src/outbox'
import { setClock } from '../support/clock-file'
import { databaseKind, startPayload } from '../support/payload'
import type { TestPayload } from '../support/payload'
import { bundled, run } from '../support/process'
import type { Running } from '../support/process'
import { textOf } from '../support/text-of'

/** Two workers in two processes at one outbox; each takes its turn when the test says so. */

const pace = { lease: 60_000, beat: 20_000, tries: 3 }
let home: TestPayload
let engine: Engine
const script = bundled('test/support/outbox-hand.ts')
let now = new Date('2026-03-02T01:00:00.000Z')
const hands: Hand[] = []

interface Hand {
  name: string
  running: Running
  /** Lets it do what is due; resolves with the number of rows it did. */
  turn(): Promise<number>
  /** Lets its slow effect go on. */
  go(key: string): void
}

interface Row {
  id: string
  key: string
  state: string
  fence: number
  attempts: number
  notBefore: string
  leaseUntil: string | null
  lastError: string | null
  doneAt: string | null
}

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
  setClock(path.join(home.dir, 'clock'), now.toISOString())
}

async function hand(over: Partial<typeof pace> = {}): Promise<Hand> {
  const name = `hand${String(hands.length + 1)}`
  const running = run(script, [name, home.dir, JSON.stringify({ ...pace, ...over })], {
    DATABASE_URL: home.url,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    SERVER_URL: 'http://localhost:3000',
    PAYLOAD_SECRET: 'Kq3vX9zRw7LmT2pYc8NbJ5hDf4GsV6aE',
    STORAGE_DIR: path.join(home.dir, 'files'),
    MAIL_TRANSPORT: `file:${path.join(home.dir, 'mail')}`,
    LOG_LEVEL: 'silent',
    TEST_CLOCK: path.join(home.dir, 'clock'),
  })
  const touch = (what: string) => {
    writeFileSync(path.join(home.dir, `${name}-${what}`), '')
  }
  let turns = 0
  const made: Hand = {
    name,
    running,
    async turn() {
      const n = String(++turns)
      touch(`turn-${n}`)
      const line = await running.line(new RegExp(`^turn ${n} did`))
      return Number(line.split(' ').at(-1))
    },
    go: (key) => {
      touch(`go-${key}`)
    },
  }
  hands.push(made)
  await running.line(/^at the start/)
  return made
}

const enqueue = (kind: string, key: string) =>
  engine.store.enqueue({
    id: uuidv7(),
    kind,
    key,
    payload: {},
    command: null,
    ...waiting(now),
    createdAt: now,
    updatedAt: now,
  })
const rowOf = async (key: string): Promise<Row> => {
  const [row] = await engine.store.reader.find<Row>('outbox', { key: { equals: key } })
  if (!row) throw new Error(`no row ${key}`)
  return row
}
const done = () => textOf(path.join(home.dir, 'done')).split('\n').filter(Boolean)

beforeAll(async () => {
  home = await startPayload()
  later(0)
  engine = { store: openStore(home.payload), clock: { now: () => now }, registry: registry(workflows) }
}, 120_000)
afterAll(async () => {
  for (const { running } of hands) {
    running.child.kill('SIGKILL')
    await running.ended
  }
  await home.close()
})

describe(`the outbox on ${databaseKind}`, () => {
  let a: Hand
  let b: Hand

  test('two workers do every row once', async () => {
    ;[a, b] = await Promise.all([hand(), hand()])
    const keys = Array.from({ length: 60 }, (_, n) => `note-${String(n)}`)
    for (const key of keys) await enqueue('note', key)
    const [byA, byB] = await Promise.all([a.turn(), b.turn()])
    expect(byA + byB).toBe(60)
    expect(
      done()
        .map((line) => line.split(' ')[0])
        .sort(),
    ).toEqual([...keys].sort())
    for (const key of keys)
      expect(await rowOf(key)).toMatchObject({ state: 'done', fence: 1, attempts: 1, leaseUntil: null })
  })

  test('the row of a worker killed in the middle is taken up by another when its lease is over, not before', async () => {
    const c = await hand()
    await enqueue('slow', 'killed')
    c.turn().catch(() => undefined)
    await c.running.line(/^begun killed fence 1/)
    c.running.child.kill('SIGKILL')
    await c.running.ended
    expect(await rowOf('killed')).toMatchObject({ state: 'leased', fence: 1 })
    later(59)
    expect(await b.turn()).toBe(0)
    later(2)
    b.go('killed')
    expect(await b.turn()).toBe(1)
    expect(await rowOf('killed')).toMatchObject({ state: 'done', fence: 2, attempts: 2 })
    expect(done().filter((line) => line.startsWith('killed'))).toEqual([`killed by ${b.name}`])
  })

  test('a worker that lost its lease cannot write the end of the row any more', async () => {
    await enqueue('slow', 'late')
    const late = a.turn()
    await a.running.line(/^begun late fence 1/)
    later(61)
    b.go('late')
    expect(await b.turn()).toBe(1)
    const ended = await rowOf('late')
    expect(ended).toMatchObject({ state: 'done', fence: 2 })
    later(5)
    a.go('late')
    expect(await late).toBe(0)
    expect(await rowOf('late')).toEqual(ended)
  })

  test('a heartbeat keeps the lease of a long effect, however far the clock goes', async () => {
    const c = await hand({ beat: 10 })
    await enqueue('slow', 'long')
    const long = c.turn()
    await c.running.line(/^begun long/)
    for (let n = 0; n < 3; n++) {
      later(50)
      const until = now.getTime() + pace.lease
      while (new Date((await rowOf('long')).leaseUntil ?? 0).getTime() !== until)
        await new Promise((resolve) => setTimeout(resolve, 5))
      expect(await b.turn()).toBe(0)
    }
    c.go('long')
    expect(await long).toBe(1)
    expect(await rowOf('long')).toMatchObject({ state: 'done', fence: 1, attempts: 1 })
  })

  test('what cannot be done is given up after some tries, with its last error, and blocks nobody', async () => {
    await enqueue('poison', 'poison')
    await enqueue('note', 'behind')
    expect(await b.turn()).toBe(1)
    expect(await rowOf('behind')).toMatchObject({ state: 'done' })
    expect(await rowOf('poison')).toMatchObject({ state: 'waiting', attempts: 1 })
    for (let n = 0; n < 3; n++) {
      later(1000)
      await b.turn()
    }
    const dead = await rowOf('poison')
    expect(dead).toMatchObject({ state: 'dead', attempts: 3, lastError: 'RangeError: poison cannot be done, try 3' })
    later(1000)
    await b.turn()
    expect(await rowOf('poison')).toEqual(dead)
  })

  test('while the storage is missing no try counts: the row waits longer each time, and says why', async () => {
    await enqueue('missing', 'outage')
    const pauses: number[] = []
    for (let n = 0; n < pace.tries + 2; n++) {
      expect(await b.turn()).toBe(0)
      const row = await rowOf('outage')
      expect(row).toMatchObject({ state: 'waiting', attempts: 0, lastError: 'storage_unavailable' })
      pauses.push((new Date(row.notBefore).getTime() - now.getTime()) / 1000)
      later(600)
    }
    expect(pauses).toEqual([15, 30, 60, 120, 240])
    await engine.store.changeIf('outbox', { key: { equals: 'outage' } }, { state: 'done' })
  })

  test('a row at which every worker died is given up too', async () => {
    await enqueue('slow', 'deadly')
    for (const [n, c] of (await Promise.all([hand(), hand(), hand()])).entries()) {
      c.turn().catch(() => undefined)
      await c.running.line(new RegExp(`^begun deadly fence ${String(n + 1)}`))
      c.running.child.kill('SIGKILL')
      await c.running.ended
      later(61)
    }
    expect(await b.turn()).toBe(0)
    expect(await rowOf('deadly')).toMatchObject({
      state: 'dead',
      attempts: 3,
      lastError: 'every worker that began it was lost',
    })
  })

  test('a command of the clock runs once at its instant, though two workers try; its key is made of verb, id and revision', async () => {
    const calls = await Promise.all(Array.from({ length: 4 }, () => openCall()))
    expect((await Promise.all([a.turn(), b.turn()])).reduce((sum, n) => sum + n)).toBe(0)
    now = new Date('2026-05-01T00:00:00.000Z')
    later(0)
    const [byA, byB] = await Promise.all([a.turn(), b.turn()])
    expect(byA + byB).toBe(4)
    for (const { id, rev } of calls) {
      expect(await engine.store.reader.get('calls', id)).toMatchObject({ state: 'closed', rev: rev + 1 })
      const { key } = timed('call', 'close', id, rev, now)
      expect(key).toBe(`command:call.close:${id}:${String(rev)}`)
      expect(await rowOf(key)).toMatchObject({ state: 'done', fence: 1 })
      expect(await engine.store.findCommand('system', key)).not.toBeNull()
    }
  })

  test('one event is told to one person once, though it was asked for twice and two workers send', async () => {
    const people = await Promise.all(['甲', '乙', '丙'].map(person))
    const item = (who: string): OutboxItem => mail('account_exists', who, 'the-same-event')
    await Promise.all(people.flatMap((who) => [putIntoOutbox(engine, item(who)), putIntoOutbox(engine, item(who))]))
    const [byA, byB] = await Promise.all([a.turn(), b.turn()])
    expect(byA + byB).toBe(3)
    expect(readdirSync(path.join(home.dir, 'mail')).filter((name) => name.endsWith('.eml'))).toHaveLength(3)
  })

  test('afterwards the journal still says what the tables say', async () => {
    expect((await checkJournal(engine)).findings).toEqual([])
  })
})

let keys = 0
const key = () => `worker-key-${String(++keys)}`
const actor = (role: 'officer' | 'finance'): Actor => ({
  kind: 'person',
  id: `the-${role}`,
  roles: [role],
  organisation: null,
})

async function openCall(): Promise<{ id: string; rev: number }> {
  const by = (role: 'officer' | 'finance', subject: string, verb: string, input: object, id?: string) =>
    runCommand(engine, { actor: actor(role), subject, verb, input, id, key: key() })
  const about = { title: '资助计划', titleEn: 'Programme', basis: '依据', leadUnits: ['区科协'], year: 2026 }
  const programme = (await by('officer', 'programme', 'create', about)).id
  const fund = (await by('finance', 'fund', 'create', { title: '资金', programme, year: 2026 })).id
  const [opensAt, closesAt] = ['2026-04-01T09:00:00+08:00', '2026-04-11T00:00:00+08:00']
  const { id } = await by('officer', 'call', 'create', { title: '征集', programme, fund, opensAt, closesAt })
  return by('officer', 'call', 'open', {}, id)
}

async function person(name: string, n: number): Promise<string> {
  const { id } = await home.payload.create({
    collection: 'users',
    data: { email: `w${String(n)}@example.test`, password: 'a-good-Pass-2026', name, _verified: true },
    overrideAccess: true,
    disableVerificationEmail: true,
  })
  await runCommand(engine, {
    actor: system,
    subject: 'person',
    verb: 'register',
    input: { person: id, name },
    key: key(),
  })
  return id
}
