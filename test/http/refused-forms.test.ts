import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { accounts } from '../../src/accounts'
import { flashSeconds } from '../../src/flash'
import { httpServer } from '../../src/http'
import { doors, pass } from '../../src/rate-limit'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Answer, Client, TestServer } from '../support/server'
import { toldTo } from '../support/told'
import { openCall } from './whole-house'

type Person = Client & { id: string; email: string }

/** 3,000 Chinese characters, some of them outside the basic plane: the longest objection. */
const ground = '该作品与往年一部作品𠮷似，请核查。'.repeat(176).slice(0, 2998) + '完。'
const objection = { notice: 'a-notice', award: 'an-award', ground, name: '', contact: '13800138000' }
const page = '/notices/a-notice'
let server: TestServer
let author: Person
let call = ''

beforeAll(async () => {
  server = await startServer()
  author = await server.person('作者')
  ;({ call } = await openCall(server, await server.person('经办', 'officer'), await server.person('财务', 'finance')))
})
afterAll(() => server.close())

const object = (client: Client, more: Record<string, string> = {}) =>
  client.form<unknown>('/commands/objection/raise', { ...objection, _key: 'a-key-of-a-page', _back: page, ...more })
const told = (answer: Answer, path = page) => toldTo(server.house, answer, path)
const rows = () => server.house.engine.store.reader.find('kept-forms', {})
const cookieOf = ({ headers }: Pick<Answer, 'headers'>) => headers.getSetCookie().join()
const later = (seconds: number) => {
  server.clock.at = new Date(server.clock.at.getTime() + seconds * 1000)
}

describe(`a form that is refused, on ${databaseKind}`, () => {
  test('keeps an objection of 3,000 characters whole, and shows none of it to whoever has only cookie or database', async () => {
    const answer = await object(server.client())
    expect([answer.status, answer.headers.get('location')]).toEqual([303, page])
    expect(await told(answer)).toMatchObject({ code: 'invalid_input', values: objection })
    const cookie = cookieOf(answer)
    expect(cookie.length).toBeLessThan(200)
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/)
    const stored = JSON.stringify(await rows())
    const seen = [
      cookie,
      stored,
      ...(stored.match(/[A-Za-z0-9+/=]{40,}/g) ?? []).map((text) => Buffer.from(text, 'base64').toString()),
    ]
    for (const text of seen) expect(text).not.toMatch(/13800138000|请核查/)
  })

  test('says everything that is wrong, however much it is, in a cookie that a browser takes', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`unknown${String(n)}`, '甲']))
    const answer = await object(server.client(), wrong)
    expect(cookieOf(answer).length).toBeLessThan(200)
    const flash = await told(answer)
    expect(flash?.issues?.length).toBeGreaterThanOrEqual(1)
    expect(flash?.values).toMatchObject({ ground, unknown1499: '甲' })
  })

  test('never keeps a password, and marks its cookie for https where the site is reached by it', async () => {
    const { house } = server
    const app = accounts({ ...house, config: { ...house.config, serverUrl: 'https://kepu.example.cn' } })
    const fields = { email: 'x@example.cn', name: '林', password: 'short', passwordAgain: 'other', token: 'secret' }
    const answer = await app.request('https://kepu.example.cn/register', {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'kepu.example.cn' },
    })
    expect(answer.headers.getSetCookie().join()).toMatch(/; HttpOnly; SameSite=Lax; Secure$/)
    expect((await toldTo(house, answer, '/register'))?.values).toEqual({ email: 'x@example.cn', name: '林' })
  })

  test('is shown once, by the page that it belongs to, and not by one that leads elsewhere', async () => {
    let status = 307
    const pages = httpServer(server.house, { closing: false }, (_, response) => {
      response.writeHead(status).end('a page')
    })
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${String((pages.address() as AddressInfo).port)}`
    const answer = await object(server.client())
    const cookie = cookieOf(answer).split(';')[0] ?? ''
    const visit = (path: string) => fetch(url + path, { redirect: 'manual', headers: { cookie, accept: 'text/html' } })
    await visit(page)
    status = 200
    await visit('/notices')
    expect(await told(answer)).toMatchObject({ values: objection })
    await (await visit(page)).text()
    // The page is whole before it is forgotten.
    for (let n = 0; n < 200 && (await told(answer)) !== null; n++) await new Promise((resolve) => setImmediate(resolve))
    expect(await told(answer)).toBeNull()
    await new Promise((resolve) => pages.close(resolve))
  })

  test('is kept for a quarter of an hour, and then nowhere', async () => {
    const answer = await object(server.client())
    later(flashSeconds - 1)
    expect(await told(answer)).toMatchObject({ values: objection })
    later(2)
    expect(await told(answer)).toBeNull()
    const next = await object(server.client())
    expect(await rows()).toHaveLength(1)
    expect(await told(next)).not.toBeNull()
  })

  test('by the door, by a suspension, or by another window loses nothing either', async () => {
    const { times } = doors.objection.address
    for (let n = 0; n < times; n++) pass('objection', 'address', '127.0.0.1', server.clock.at)
    expect(await told(await object(server.client()))).toMatchObject({ code: 'too_many_requests', values: objection })
    const { body } = await author.form<{ id: string }>('/drafts', { call }, { accept: 'application/json' })
    const path = `/my/drafts/${body.id}/basics`
    const draft = { _revision: '7', _back: path, title: '甲'.repeat(3000) }
    expect(await told(await author.form(`/drafts/${body.id}`, draft), path)).toMatchObject({
      code: 'draft_changed_elsewhere',
      values: { title: draft.title },
    })
    const admin = await server.person('管理员', 'admin')
    await admin.command('person', 'suspend', { reason: '查' }, author.id)
    expect(await told(await object(author))).toMatchObject({ code: 'person_suspended', values: objection })
    await admin.command('person', 'restore', {}, author.id)
  })

  test('because nobody is signed in any more is there after signing in, a wrong password in between', async () => {
    const client = server.client()
    const path = '/my/drafts/one/basics'
    const answer = await client.form<unknown>('/drafts/one', { _back: path, title: '成稿' })
    expect(answer.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    await client.form<unknown>('/account/sign-in', { email: author.email, password: 'not the one 1' })
    await client.signIn(author.email)
    expect(await told(answer, path)).toMatchObject({ code: 'signed_out_meanwhile', values: { title: '成稿' } })
  })

  test('a draft too long to be handed in is kept whole, and the limit is told at once', async () => {
    const { body } = await author.form<{ id: string }>('/drafts', { call }, { accept: 'application/json' })
    const save = (title: string) =>
      author.form<{ issues: object[] }>(
        `/drafts/${body.id}`,
        { _group: 'basics', title },
        { accept: 'application/json' },
      )
    for (const count of [100_000, 201]) {
      const saved = await save('长'.repeat(count))
      expect(saved.body.issues).toEqual([
        { field: 'title', code: 'too_long', params: { max: expect.any(Number) as unknown, count } },
      ])
      const kept = await server.house.engine.store.reader.get<{ answers: { title: string } }>(
        'application-drafts',
        body.id,
      )
      expect(kept?.answers.title).toHaveLength(count)
    }
    expect((await save('不长')).body.issues).toEqual([])
  })

  test('that another site sent is not shown with the other site’s words', async () => {
    const answer = await server
      .client()
      .form<unknown>('/commands/objection/raise', { ...objection, _back: page }, { 'sec-fetch-site': 'cross-site' })
    const flash = await told(answer, new URL(answer.headers.get('location') ?? '/', server.url).pathname)
    expect([flash?.code, flash?.values]).toEqual(['cross_site', undefined])
  })
})
