import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openStore, runCommand, systemClock } from '../../workflows/engine'
import type { Engine, Refusal } from '../../workflows/engine'
import { databaseKind, startPayload } from '../support/payload'
import type { TestPayload } from '../support/payload'
import { aCreator, anOfficer, rulebook } from './purse'

let home: TestPayload
let engine: Engine
let keys = 0
const key = () => `key-${String(++keys)}-0000`

beforeAll(async () => {
  home = await startPayload()
  engine = { store: openStore(home.payload), clock: systemClock, registry: rulebook }
})
afterAll(() => home.close())

const run = (subject: string, verb: string, input: unknown, more: Partial<Parameters<typeof runCommand>[1]> = {}) =>
  runCommand(engine, { actor: anOfficer, subject, verb, input, key: key(), ...more })

const newFund = async (fen: number) => (await run('fund', 'create', { fen })).id
const count = (collection: string, where = {}) => engine.store.reader.count(collection, where)
const codeOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as Refusal).code,
  )

describe(`the engine on ${databaseKind}`, () => {
  test('a command writes its row, its journal, its ledger and its outbox, or nothing', async () => {
    const fund = await newFund(1000)
    const taken = await run('organisation', 'take', { fund, fen: 400 })
    expect(taken).toMatchObject({ state: 'active', rev: 1, replayed: false })
    expect(await count('journal', { subject: { equals: taken.id } })).toBe(1)
    expect(await count('ledger', { fund: { equals: fund } })).toBe(2)
    const before = { journal: await count('journal'), outbox: await count('outbox'), commands: await count('commands') }
    expect(await codeOf(run('organisation', 'take', { fund, fen: 700 }))).toBe('fund_short')
    expect({
      journal: await count('journal'),
      outbox: await count('outbox'),
      commands: await count('commands'),
    }).toEqual(before)
  })

  test('whoever is suspended runs nothing, whoever calls the engine for them', async () => {
    const before = await count('commands')
    const actor = { ...anOfficer, suspended: true }
    expect(await codeOf(run('fund', 'create', { fen: 1 }, { actor }))).toBe('person_suspended')
    expect(await count('commands')).toBe(before)
  })

  test('one key sent ten times at once is done once and answered ten times alike', async () => {
    const fund = await newFund(1000)
    const same = key()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => run('organisation', 'take', { fund, fen: 100 }, { key: same })),
    )
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(await count('ledger', { fund: { equals: fund } })).toBe(2)
    expect(await codeOf(run('organisation', 'take', { fund, fen: 999 }, { key: same }))).toBe('key_reused')
  })

  test('of twenty commands at once on one subject one wins and nineteen are told what changed', async () => {
    const fund = await newFund(1000)
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => codeOf(run('fund', 'close', { note: '' }, { id: fund, rev: 1 }))),
    )
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(codes.filter((code) => code === 'changed_meanwhile')).toHaveLength(19)
    expect(await engine.store.reader.get('funds', fund)).toMatchObject({ state: 'closed', rev: 2 })
  })

  test('forty takers of a fund that holds thirty: thirty succeed, ten are refused for lack of money', async () => {
    const fund = await newFund(3000)
    const codes = await Promise.all(
      Array.from({ length: 40 }, () => codeOf(run('organisation', 'take', { fund, fen: 100 }))),
    )
    expect(codes.filter((code) => code === 'done')).toHaveLength(30)
    expect(codes.filter((code) => code === 'fund_short')).toHaveLength(10)
    expect(await engine.store.reader.get('funds', fund)).toMatchObject({ committed: 3000 })
    expect(await count('ledger', { fund: { equals: fund } })).toBe(31)
  })

  test('a fact that must not move until the commit is guarded, though nothing of it is changed', async () => {
    const fund = await newFund(1000)
    const rounds = await Promise.all([
      codeOf(run('organisation', 'watch', { fund })),
      codeOf(run('fund', 'close', { note: '' }, { id: fund })),
      codeOf(run('organisation', 'watch', { fund })),
    ])
    expect(rounds[1]).toMatch(/done/)
    expect(await codeOf(run('organisation', 'watch', { fund }))).toBe('fund_closed')
  })

  test('who may not is told so, and a wrong input names its field', async () => {
    const fund = await newFund(1000)
    expect(await codeOf(run('organisation', 'take', { fund, fen: 1 }, { actor: aCreator }))).toBe('role_missing')
    await expect(run('fund', 'close', { note: '', extra: 1 }, { id: fund })).rejects.toMatchObject({
      code: 'invalid_input',
      status: 422,
    })
    await expect(run('organisation', 'take', { fund, fen: 'much' })).rejects.toMatchObject({
      issues: [{ field: 'fen' }],
    })
  })

  test('a second thing of the same id is refused by the words of its verb', async () => {
    await run('releaseOrder', 'create', {})
    expect(await codeOf(run('releaseOrder', 'create', {}))).toBe('already_there')
  })

  test('the release log has no gap and no disorder for a reader that polls while eight writers publish', async () => {
    await codeOf(run('releaseOrder', 'create', {}))
    const start = (await engine.store.reader.get<{ rev: number }>('release-order', 'main'))?.rev ?? 0
    const seen: number[] = []
    let last = start
    const writers = { busy: true }
    const poll = async () => {
      const rows = await engine.store.reader.find<{ seq: number }>(
        'releases',
        { seq: { greater_than: last } },
        { sort: 'seq', limit: 50 },
      )
      for (const { seq } of rows) seen.push((last = seq))
    }
    const reader = (async () => {
      while (writers.busy) {
        await poll()
        await new Promise((resolve) => setImmediate(resolve))
      }
      await poll()
    })()
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 5; n++) await run('expert', 'release', { title: `作品 ${String(writer)}-${String(n)}` })
      }),
    )
    writers.busy = false
    await reader
    expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => start + 1 + n))
  })

  test('a column that is not in the main table is refused on both databases', async () => {
    const fund = await engine.store.reader.get<never>('funds', await newFund(1))
    expect(fund).not.toBeNull()
    await expect(
      engine.store.commit({
        command: {
          id: 'c-1',
          actor: 'x',
          key: key(),
          fingerprint: 'f',
          subject: 's',
          verb: 'v',
          answer: null,
          at: new Date(),
          createdAt: new Date(),
          updatedAt: new Date(),
        },
        births: [{ collection: 'organisations', row: { id: 'o-1', nonsense: 1 } }],
        patches: [],
        witnesses: [],
        journal: [],
        appends: [],
        projections: [],
      }),
    ).rejects.toThrow('organisations.nonsense is not a main-table column')
    expect(await count('commands', { key: { equals: `c-1` } })).toBe(0)
  })
})
