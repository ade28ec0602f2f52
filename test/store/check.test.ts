import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { checkJournal, openStore, runCommand, systemClock } from '../../workflows/engine'
import type { Engine } from '../../workflows/engine'
import { changeByHand, removeByHand } from '../support/by-hand'
import { databaseKind, startPayload } from '../support/payload'
import type { TestPayload } from '../support/payload'
import { anOfficer, rulebook } from './purse'

let home: TestPayload
let engine: Engine
let fund = ''
let keys = 0
const run = (subject: string, verb: string, input: unknown, id?: string) =>
  runCommand(engine, { actor: anOfficer, subject, verb, input, id, key: `check-key-${String(++keys)}` })
const rows = <T extends { id: string }>(collection: string, where = {}) =>
  engine.store.reader.find<T>(collection, where, { sort: '-createdAt', limit: 1 })

beforeAll(async () => {
  home = await startPayload()
  engine = { store: openStore(home.payload), clock: systemClock, registry: rulebook }
  fund = (await run('fund', 'create', { fen: 0 })).id
  await run('releaseOrder', 'create', {})
  await run('expert', 'release', { title: '一' })
  await run('expert', 'release', { title: '二' })
  const other = (await run('fund', 'create', { fen: 0 })).id
  await run('organisation', 'watch', { fund: other })
  await run('organisation', 'take', { fund, fen: 0 })
})
afterAll(() => home.close())
beforeEach(async () => {
  expect((await checkJournal(engine.store)).findings).toEqual([])
})

const findings = async () =>
  (await checkJournal(engine.store)).findings.map(({ collection, id }) => `${collection}/${id}`)

/** Changes one value by hand, asks the check, and puts the old value back. */
async function tampered(slug: string, id: string, column: string, change: (old: never) => unknown): Promise<string[]> {
  const row = await engine.store.reader.get<Record<string, unknown>>(slug, id)
  const dated = column === 'at' || column.endsWith('At')
  const raw = (value: unknown) => (dated && databaseKind === 'mongo' ? new Date(value as string) : value)
  await changeByHand(home.payload, slug, id, column, raw(change(row?.[column] as never)))
  const found = await findings()
  await changeByHand(home.payload, slug, id, column, raw(row?.[column]))
  return found
}

describe(`the check of the journal on ${databaseKind}`, () => {
  test('names a state, a money and a name that were changed by hand', async () => {
    const [unit] = await rows<{ id: string }>('organisations')
    expect(await tampered('funds', fund, 'state', () => 'closed')).toContain(`funds/${fund}`)
    expect(await tampered('funds', fund, 'committed', () => 7)).toContain(`funds/${fund}`)
    expect(await tampered('organisations', unit?.id ?? '', 'name', (old: string) => `${old}。`)).toContain(
      `organisations/${unit?.id ?? ''}`,
    )
    expect(await tampered('funds', fund, 'salt', (old: string) => `${old}0`)).toContain(`funds/${fund}`)
    expect(await tampered('funds', fund, 'touched', (old: string) => `${old}0`)).toContain(`funds/${fund}`)
  })

  test('names every column of a journal row, a ledger line and a release that was changed by hand', async () => {
    for (const [slug, columns] of Object.entries({
      journal: ['text', 'hash', 'verb', 'actor', 'at'],
      ledger: ['fen', 'kind', 'fundRev', 'at', 'command'],
      releases: ['seq', 'kind', 'representation', 'workNumber', 'at', 'scope'],
      commands: ['fingerprint', 'key', 'answer'],
      outbox: ['payload', 'kind', 'key'],
    })) {
      const [row] = await rows<{ id: string }>(slug)
      if (!row) throw new Error(`no row in ${slug}`)
      for (const column of columns) {
        const found = await tampered(slug, row.id, column, (old: unknown) => other(old))
        expect({ slug, column, found }).toMatchObject({
          found: expect.arrayContaining([`${slug}/${row.id}`]) as unknown,
        })
      }
    }
  })

  test('names a row that was removed by hand', async () => {
    const before = await checkJournal(engine.store)
    const [last] = await rows<{ id: string }>('releases')
    await removeByHand(home.payload, 'releases', last?.id ?? '')
    expect(await findings()).toContain(`releases/${last?.id ?? ''}`)
    expect((await checkJournal(engine.store)).digest).toBe(before.digest)
    const [row] = await rows<{ id: string }>('organisations')
    await removeByHand(home.payload, 'organisations', row?.id ?? '')
    expect(await findings()).toContain(`organisations/${row?.id ?? ''}`)
  })
})

function other(value: unknown): unknown {
  if (value === 'commit') return 'allocate'
  if (value === 'publish') return 'correct'
  if (typeof value === 'number') return value + 7
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value))
    return new Date(new Date(value).getTime() + 1).toISOString()
  if (typeof value === 'string') return `${value.slice(0, -1)}${value.endsWith('x') ? 'y' : 'x'}`
  return { changed: true }
}
