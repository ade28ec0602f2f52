/** @database sqlite */
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkJournal } from '../../workflows/engine'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'

let server: TestServer
let officer: Client

beforeAll(async () => {
  server = await startServer()
  officer = await server.person('officer', 'officer')
})
afterAll(() => server.close())

const create = (n: number) =>
  officer.send<{ code?: string; title_zh?: string; title_en?: string; replayed?: boolean }>(
    'POST',
    '/commands/organisation/create',
    { input: { name: `单位 ${String(n)}`, kind: 'institution' } },
    { 'idempotency-key': `full-disk-${String(n)}` },
  )
const rows = (collection: string) => server.house.engine.store.reader.count(collection, {})
const sql = async (text: string) =>
  (await (server.house.payload.db as unknown as SQLiteAdapter).client.execute(text)).rows[0]?.[0]

// MongoDB's disk is another process's; the runner leaves this file out there.
;(databaseKind === 'sqlite' ? describe : describe.skip)('a full disk', () => {
  test('what was acknowledged is there, what was refused is not and says what to do, and afterwards all goes on', async () => {
    const before = {
      organisations: await rows('organisations'),
      journal: await rows('journal'),
      commands: await rows('commands'),
    }
    const limit = Number(await sql('pragma max_page_count'))
    await sql(`pragma max_page_count = ${String(Number(await sql('pragma page_count')) + 6)}`)
    const answers = []
    for (let n = 0; n < 60; n++) answers.push(await create(n))
    const done = answers.filter(({ status }) => status === 200).length
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(60)
    for (const { status, body } of answers)
      if (status !== 200)
        expect({ status, body }).toMatchObject({
          status: 507,
          body: { code: 'disk_full', title_zh: expect.stringContaining('稍后') as unknown },
        })
    const after = {
      organisations: await rows('organisations'),
      journal: await rows('journal'),
      commands: await rows('commands'),
    }
    expect(after).toEqual(Object.fromEntries(Object.entries(before).map(([name, n]) => [name, n + done])))
    expect((await checkJournal(server.house.engine)).findings).toEqual([])

    await sql(`pragma max_page_count = ${String(limit)}`)
    for (const [n, { status }] of answers.entries())
      expect(await create(n)).toMatchObject({ status: 200, body: { replayed: status === 200 } })
    expect(await rows('organisations')).toBe(before.organisations + 60)
    expect((await checkJournal(server.house.engine)).findings).toEqual([])
  })
})
