import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { checkJournal, openStore, runCommand, systemClock } from '../../workflows/engine'
import type { Engine } from '../../workflows/engine'
import { changeByHand, removeByHand, storedByHand } from '../support/by-hand'
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
  expect((await checkJournal(engine)).findings).toEqual([])
})

const findings = async () => (await checkJournal(engine)).findings.map(({ collection, id }) => `${collection}/${id}`)

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

/** Changes the first byte of what the database keeps in a column, asks the check, and puts it back. */
async function broken(slug: string, id: string, column: string): Promise<string[]> {
  const raw = await storedByHand(home.payload, slug, id, column)
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw)
  const first = text.startsWith('1') ? '7' : text.startsWith('[') || text.startsWith('{') ? '(' : '1'
  const changed = `${first}${text.slice(1)}`
  await changeByHand(home.payload, slug, id, column, typeof raw === 'number' ? raw + 70 : changed)
  const found = await findings()
  await changeByHand(home.payload, slug, id, column, raw)
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

  test('names the row whatever byte of it was changed, though the database can no longer read it', async () => {
    const { store } = engine
    const tables = ['funds', 'organisations', 'release-order', 'journal', 'ledger', 'releases', 'commands', 'outbox']
    for (const slug of tables)
      for (const column of store.columns(slug)) {
        if (slug === 'outbox' && !['payload', 'kind', 'key', 'command'].includes(column)) continue
        const [row] = await rows<Record<string, unknown> & { id: string }>(slug)
        const value = row?.[column]
        if (!row || column === 'id' || value === null || value === undefined) continue
        const found = await broken(slug, row.id, column)
        expect({ slug, column, found }).toMatchObject({
          found: expect.arrayContaining([`${slug}/${row.id}`]) as unknown,
        })
      }
  })

  test('names a journal row whose id was changed', async () => {
    const [row] = await rows<{ id: string }>('journal')
    const id = row?.id ?? ''
    const changed = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
    if (databaseKind === 'mongo') return
    await changeByHand(home.payload, 'journal', id, 'id', changed)
    expect(await findings()).toContain(`journal/${changed}`)
    await changeByHand(home.payload, 'journal', changed, 'id', id)
  })

  test('names a row that was removed by hand', async () => {
    const before = await checkJournal(engine)
    const [last] = await rows<{ id: string }>('releases')
    await removeByHand(home.payload, 'releases', last?.id ?? '')
    expect(await findings()).toContain(`releases/${last?.id ?? ''}`)
    expect((await checkJournal(engine)).digest).toBe(before.digest)
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
