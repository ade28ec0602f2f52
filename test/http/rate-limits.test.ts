import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { httpServer } from '../../src/http'
import { doors, pass } from '../../src/rate-limit'
import type { Door } from '../../src/rate-limit'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Answer, Client, TestServer } from '../support/server'
import { comicPage } from '../support/works'
import { openCall } from './whole-house'

type Person = Client & { id: string; email: string }
interface Problem {
  code: string
  title_zh: string
  title_en: string
}

const json = { accept: 'application/json' }
const here = '127.0.0.1'
let server: TestServer
let author: Person
let call = ''
let key = ''

beforeAll(async () => {
  server = await startServer()
  // Payload would write each refusal into the log.
  server.house.payload.logger.level = 'silent'
  author = await server.person('作者')
  const admin = await server.person('管理员', 'admin')
  ;({ call } = await openCall(server, await server.person('经办', 'officer'), await server.person('财务', 'finance')))
  key = (await admin.command('apiKey', 'issue', { client: '区融媒体中心', scope: {} })).key ?? ''
})
afterAll(() => server.close())
// Each test begins with everything forgiven.
beforeEach(() => {
  server.clock.at = new Date(server.clock.at.getTime() + 3_600_000)
})

/** Uses up a door, as that many requests would. */
function usedUp(door: Door, kind: 'account' | 'address', who: string): void {
  for (let n = 0; n < (doors[door][kind]?.times ?? 0); n++) pass(door, kind, who, server.clock.at)
}

function refused(name: string, { status, headers, body }: Answer<Problem>): void {
  expect([name, status, body.code]).toEqual([name, 429, 'too_many_requests'])
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  expect(body.title_zh).toMatch(/\d+ 分钟/)
  expect(body.title_en).toMatch(/\d+ minutes/)
}

const stranger = () => server.client()
const post = (path: string, fields: Record<string, string>, headers = {}) =>
  stranger().form<Problem>(path, fields, { ...json, ...headers })
const signIn = (email: string, headers = {}) => post('/account/sign-in', { email, password: 'not the one 1' }, headers)
const newcomer = (email: string) => {
  const secret = 'a good Pass of 2026'
  return { email, name: '甲', password: secret, passwordAgain: secret }
}

describe(`doors that are costly or open to everybody, on ${databaseKind}`, () => {
  test('by address: 429, when to come again, and words; an hour later they are open', async () => {
    const objection = (client: Client) =>
      client.send<Problem>('POST', '/commands/objection/raise', { input: {} }, { 'idempotency-key': 'an-objection-1' })
    const rest = (path: string, body: object) => stranger().send<Problem>('POST', `/api/users/${path}`, body)
    const token = 'ab'.repeat(20)
    const tries: [Door, string, () => Promise<Answer<Problem>>][] = [
      ['sign_in', 'signing in', () => signIn('nobody@example.cn')],
      ['sign_in', 'signing in to the admin', () => rest('login', { email: 'x@example.cn', password: 'x' })],
      ['register', 'registering', () => post('/account/register', newcomer('new@example.cn'))],
      ['forgot', 'a forgotten password', () => post('/account/forgot', { email: 'nobody@example.cn' })],
      ['forgot', 'the same in the admin', () => rest('forgot-password', { email: 'nobody@example.cn' })],
      ['link', 'a link', () => post('/account/verify', { token })],
      [
        'link',
        'a new password',
        () => post('/account/reset', { token, password: 'a good Pass 1', passwordAgain: 'a good Pass 1' }),
      ],
      ['link', 'the same in the admin', () => rest('reset-password', { token, password: 'a good Pass 1' })],
      ['objection', 'an objection', () => objection(stranger())],
      ['upload', 'an upload', async () => author.upload<Problem>('/my/files', {}, [await comicPage(1)])],
    ]
    for (const [door] of tries) usedUp(door, 'address', here)
    for (const [, name, attempt] of tries) {
      const answer = await attempt()
      if (name === 'a link') expect([answer.status, answer.headers.has('retry-after')]).toEqual([429, true])
      else refused(name, answer)
    }
    // A header of the client's own making changes nothing, unless a proxy is trusted.
    refused('another address by header', await signIn('nobody@example.cn', { 'x-forwarded-for': '203.0.113.9' }))
    server.clock.at = new Date(server.clock.at.getTime() + 3_600_000)
    for (const [, name, attempt] of tries) expect([name, (await attempt()).status]).not.toEqual([name, 429])
  })

  test('by account: one is stopped, and others at the same address are not', async () => {
    usedUp('sign_in', 'account', 'someone@example.cn')
    refused('the same', await signIn(' SomeOne@example.cn '))
    expect((await signIn('another@example.cn')).status).toBe(401)
    usedUp('forgot', 'account', author.email)
    refused('forgot', await post('/account/forgot', { email: author.email }))
    usedUp('upload', 'account', author.id)
    const { body } = await author.form<{ id: string }>('/drafts', { call }, json)
    refused('upload', await author.upload<Problem>(`/drafts/${body.id}/files`, {}, [await comicPage(1)]))
    usedUp('password', 'account', author.id)
    const next = { currentPassword: 'x', password: 'a good Pass 1', passwordAgain: 'a good Pass 1' }
    refused('password', await author.form<Problem>('/account/password', next, json))
  })

  test('a search by a media client: what is known already costs nothing, a new one is counted', async () => {
    const ask = (q: string) =>
      stranger().get<Problem>(`/content/v1/works?q=${encodeURIComponent(q)}`, { authorization: `Bearer ${key}` })
    expect((await ask('急救')).status).toBe(200)
    const [row] = await server.house.engine.store.reader.find<{ id: string }>('api-keys', {})
    usedUp('search', 'account', row?.id ?? '')
    expect((await ask('急救')).status).toBe(200)
    refused('search', await ask('防汛'))
  })

  test('a search of the public catalogue: the page is not drawn; looking around is not limited', async () => {
    let drawn = 0
    const pages = httpServer(server.house, { closing: false }, (_, response) => {
      drawn += 1
      response.end('a page')
    })
    await new Promise<void>((resolve) => pages.listen(0, here, resolve))
    const url = `http://${here}:${String((pages.address() as AddressInfo).port)}`
    usedUp('search', 'address', here)
    const search = await fetch(`${url}/catalogue?q=${encodeURIComponent('急救')}`, {
      headers: { cookie: 'kepu-lang=en' },
    })
    expect([search.status, Number(search.headers.get('retry-after')) > 0, drawn]).toEqual([429, true, 0])
    expect(await search.text()).toMatch(/try again in \d+ minutes/)
    for (const path of ['/catalogue', '/catalogue?q=&format=video']) expect((await fetch(url + path)).status).toBe(200)
    expect(drawn).toBe(2)
    await new Promise((resolve) => pages.close(resolve))
  })

  test('a page’s form is sent back to its page with the reason', async () => {
    usedUp('sign_in', 'address', here)
    const answer = await stranger().form<unknown>('/account/sign-in', { email: 'x@example.cn', password: 'x' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in'])
  })
})
