import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkJournal, openStore, runCommand, systemClock } from '../../workflows/engine'
import type { Engine } from '../../workflows/engine'
import { databaseKind, startPayload } from '../support/payload'
import type { TestPayload } from '../support/payload'
import { bundled, run } from '../support/process'
import { anOfficer, rulebook } from './purse'

let home: TestPayload
let engine: Engine
const script = bundled('test/store/racer.ts')

beforeAll(async () => {
  home = await startPayload()
  engine = { store: openStore(home.payload), clock: systemClock, registry: rulebook }
})
afterAll(() => home.close())

const racers = async (...starts: [subject: string, verb: string, input: object, times: number][]) => {
  const env = { DATABASE_URL: home.url }
  const running = starts.map(([subject, verb, input, times], n) =>
    run(script, [subject, verb, JSON.stringify(input), String(times), `p${String(n)}`], env),
  )
  const lines = await Promise.all(running.map((each) => each.line(/^ended /)))
  return lines.flatMap((line) => JSON.parse(line.slice('ended '.length)) as string[])
}

describe(`several processes on one ${databaseKind}`, () => {
  test('forty takers in two processes, a fund that holds thirty: thirty succeed, ten are refused for lack of money', async () => {
    const key = 'races-fund-create'
    const fund = (
      await runCommand(engine, { actor: anOfficer, subject: 'fund', verb: 'create', input: { fen: 3000 }, key })
    ).id
    const take = { fund, fen: 100 }
    const codes = await racers(['organisation', 'take', take, 20], ['organisation', 'take', take, 20])
    expect(codes.filter((code) => code === 'done')).toHaveLength(30)
    expect(codes.filter((code) => code === 'fund_short')).toHaveLength(10)
    expect(await engine.store.reader.get('funds', fund)).toMatchObject({ committed: 3000 })
  })

  test('two processes publish while a reader polls: every number once, in order, without a gap, and its version tells', async () => {
    await runCommand(engine, {
      actor: anOfficer,
      subject: 'releaseOrder',
      verb: 'create',
      input: {},
      key: 'races-order',
    })
    const seen: number[] = []
    let last = 0
    const writers = { busy: true }
    /** Of each time when something came in between: whether the version told. */
    const moved: boolean[] = []
    const poll = async () => {
      const where = { seq: { greater_than: last } }
      for (const { seq } of await engine.store.reader.find<{ seq: number }>('releases', where, {
        sort: 'seq',
        limit: 20,
      }))
        seen.push((last = seq))
    }
    const turn = () => new Promise((resolve) => setImmediate(resolve))
    const reader = (async () => {
      while (writers.busy) {
        const version = await engine.store.reader.version()
        await poll()
        const before = last
        await turn()
        await poll()
        await turn()
        if (last > before) moved.push((await engine.store.reader.version()) !== version)
      }
      await poll()
    })()
    const codes = await racers(['expert', 'release', { title: '甲' }, 25], ['expert', 'release', { title: '乙' }, 25])
    writers.busy = false
    await reader
    expect(codes.filter((code) => code === 'done')).toHaveLength(50)
    expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => n + 2))
    expect(moved).not.toContain(false)
  })

  test('afterwards the journal still says what the tables say', async () => {
    expect((await checkJournal(engine)).findings).toEqual([])
  })
})
