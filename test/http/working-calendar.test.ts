import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkLinesFor } from '../../workflows/application/check-list'
import { checkJournal } from '../../workflows/engine'
import type { WorkingCalendar } from '../../workflows/rules/calendar'
import { allWell, draft } from '../journeys/story'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { openCall } from './whole-house'
import type { Row } from './whole-house'

type Person = Client & { id: string }
interface Call extends Row {
  calendar: WorkingCalendar
  frozenHash: string
}

let server: TestServer
let officer: Person
let author: Person
let call = ''
let application = ''

// Made up for the test: the plan of 2027 was not published when this was written.
const plan = {
  name: 'test-2027',
  to: '2027-12-31',
  daysOff: ['2027-01-01'],
  workingWeekends: ['2027-01-09'],
  source: '测试用安排',
}
const reader = () => server.house.engine.store.reader
const stored = () => reader().get<Call>('calls', call)
const failing = () =>
  allWell(checkLinesFor({ mode: 'work_call', format: 'article' })).map((line, n) =>
    n === 0 ? { ...line, ok: false, note: '请补充。' } : line,
  )
const giveBack = { check: [] as unknown[], dueDays: 10 }

beforeAll(async () => {
  server = await startServer()
  officer = await server.person('经办', 'officer')
  author = await server.person('作者')
  ;({ call } = await openCall(server, officer, await server.person('财务', 'finance'), {
    closesAt: '2026-12-29T00:00:00+08:00',
  }))
  const made = await draft(author, call, 'article')
  server.clock.at = new Date('2026-12-28T02:00:00.000Z')
  application = (await author.command('application', 'submit', { draft: made.id, revision: made.revision })).id
  giveBack.check = failing()
})
afterAll(() => server.close())

describe(`a call whose calendar has come to its end, on ${databaseKind}`, () => {
  test('counts on once an officer has loaded the next plan, and what was frozen stays', async () => {
    const before = await stored()
    expect(await officer.refused('application', 'return_for_correction', giveBack, application)).toBe(
      'calendar_not_loaded',
    )
    const offers = (client: Client) =>
      client
        .get<{ commands: { verb: string; allowed: boolean }[] }>(`/commands/call/${call}`)
        .then(({ body }) => body.commands.some(({ verb, allowed }) => verb === 'load_calendar' && allowed))
    expect([await offers(officer), await offers(author)]).toEqual([true, false])
    expect(await author.refused('call', 'load_calendar', plan, call)).toBe('role_missing')
    const done = await officer.command('call', 'load_calendar', plan, call)
    expect(done).toMatchObject({ state: 'open', answer: { from: '2026-01-01', to: '2027-12-31' } })
    const after = await stored()
    expect(after?.frozenHash).toBe(before?.frozenHash)
    expect(after?.calendar.daysOff).toEqual([...(before?.calendar.daysOff ?? []), '2027-01-01'])
    expect(after?.calendar.source).toContain(plan.source)
    await officer.command('application', 'return_for_correction', giveBack, application)
    const { dueAt } = (await reader().get<Row & { dueAt: string | Date }>('applications', application)) ?? { dueAt: '' }
    // Three working days of 2026, then 4 to 8 January, the Saturday after them, which is worked, and Monday the 11th.
    expect(new Date(dueAt).toISOString()).toBe('2027-01-11T16:00:00.000Z')
  })

  test('takes no plan that would change a day it knows, and none a second time', async () => {
    const before = await stored()
    for (const wrong of [
      plan,
      { ...plan, to: '2028-12-31', daysOff: ['2027-12-31'] },
      { ...plan, to: '2028-12-31', daysOff: [], workingWeekends: ['2028-01-03'] },
      { ...plan, to: '2028-02-30', daysOff: [], workingWeekends: [] },
      { ...plan, to: '2028-12-31', daysOff: [], workingWeekends: [], source: ' ' },
      { ...plan, to: '2028-12-31', daysOff: [], workingWeekends: [], from: '2026-01-01' },
    ])
      expect(await officer.refused('call', 'load_calendar', wrong, call)).toBe('invalid_input')
    expect((await stored())?.calendar).toEqual(before?.calendar)
  })

  test('takes it after the call has closed too; the journal says who did it', async () => {
    server.clock.at = new Date('2026-12-29T02:00:00.000Z')
    await server.drain()
    const next = { ...plan, name: 'test-2028', to: '2028-12-31', daysOff: [], workingWeekends: [] }
    expect(await officer.command('call', 'load_calendar', next, call)).toMatchObject({ state: 'closed' })
    const rows = await reader().find<Row>('journal', {
      and: [{ subject: { equals: call } }, { verb: { equals: 'call.load_calendar' } }],
    })
    expect(rows.map(({ actor }) => actor)).toEqual([officer.id, officer.id])
    expect((await checkJournal(server.house.engine)).findings).toEqual([])
  })
})
