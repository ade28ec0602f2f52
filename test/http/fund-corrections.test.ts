import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkJournal } from '../../workflows/engine'
import type { LedgerLine } from '../../workflows/engine'
import { changeByHand } from '../support/by-hand'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { only } from './whole-house'

type Person = Client & { id: string; email: string }

let server: TestServer
let finance: Person
let second: Person
let fund = ''
let wrong = ''

const linesOf = (kind: string) =>
  server.house.engine.store.reader.find<LedgerLine>('ledger', {
    and: [{ fund: { equals: fund } }, { kind: { equals: kind } }],
  })
const sums = () => server.house.engine.store.reader.get<Record<string, number>>('funds', fund)
const findings = async () => (await checkJournal(server.house.engine)).findings
const correct = (client: Client, fen: number, more = {}) =>
  client.send<{ code: string; issues: { field: string; code: string }[] }>(
    'POST',
    `/commands/fund/${fund}/correct_allocation`,
    { input: { allocation: wrong, fen, reason: '多拨了一个零', ...more } },
    { 'idempotency-key': `correct-${String(Math.random())}` },
  )

beforeAll(async () => {
  server = await startServer()
  finance = await server.person('财务', 'finance')
  second = await server.person('审批', 'approver')
  const officer = await server.person('经办', 'officer')
  const about = { title: '计划', titleEn: 'P', basis: '依据', leadUnits: ['区科协'], year: 2026 }
  const programme = (await officer.command('programme', 'create', about)).id
  fund = (await finance.command('fund', 'create', { title: '2026', programme, year: 2026 })).id
  await finance.command('fund', 'allocate', { fen: 1_000_000 }, fund)
  wrong = only(await linesOf('allocate'), 'allocation').id
})
afterAll(() => server.close())

describe(`an allocation that was wrong, on ${databaseKind}`, () => {
  test('is not taken back by whoever allocated, nor by anybody without the office, nor without a reason', async () => {
    expect((await correct(finance, 900_000)).body.code).toBe('two_people_needed')
    expect((await correct(await server.person('编辑', 'editor1'), 900_000)).status).toBeGreaterThanOrEqual(403)
    expect((await correct(second, 900_000, { reason: ' ' })).body.issues).toMatchObject([{ field: 'reason' }])
    expect(await linesOf('correct')).toEqual([])
  })

  test('is taken back by another person: a line of its own with the reason, and the wrong line stays', async () => {
    expect((await correct(second, 900_000)).status).toBe(200)
    expect(await sums()).toMatchObject({ allocated: 100_000 })
    expect(await linesOf('allocate')).toMatchObject([{ id: wrong, fen: 1_000_000 }])
    const line = only(await linesOf('correct'), 'correction')
    expect(line).toMatchObject({ fen: 900_000, corrects: wrong, reason: '多拨了一个零' })
    expect(await findings()).toEqual([])
    for (const [column, value] of Object.entries({ reason: '别的理由', corrects: 'another', fen: 5 })) {
      await changeByHand(server.house.payload, 'ledger', line.id, column, value)
      expect((await findings()).map(({ id }) => id)).toContain(line.id)
      await changeByHand(server.house.payload, 'ledger', line.id, column, Reflect.get(line, column))
    }
    expect(await findings()).toEqual([])
  })

  test('is taken back once, however often it is asked, and no line but an allocation of this fund', async () => {
    const answers = await Promise.all([correct(second, 60_000), correct(second, 60_000)])
    // The one that comes second sees the fund changed meanwhile, or already too little left.
    const [done, not] = answers.map(({ status }) => status).sort()
    expect([done, [409, 422].includes(not ?? 0)]).toEqual([200, true])
    expect((await correct(second, 40_001)).body.issues).toMatchObject([{ field: 'fen', code: 'more_than_allocated' }])
    for (const allocation of [only(await linesOf('correct').then((all) => all.slice(0, 1)), 'line').id, 'nothing'])
      expect((await correct(second, 1, { allocation })).body.issues).toMatchObject([{ code: 'allocation_not_found' }])
    expect(await sums()).toMatchObject({ allocated: 40_000 })
    expect(await findings()).toEqual([])
  })
})
