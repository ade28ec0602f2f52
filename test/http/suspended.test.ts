import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { draft } from '../journeys/story'
import { databaseKind } from '../support/payload'
import { password, startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { comicPage } from '../support/works'
import { acceptApplication, bare, enrol, only, openCall, stored, withToken } from './whole-house'
import type { Row } from './whole-house'

type Person = Client & { id: string; email: string; token: string }

let server: TestServer
let admin: Person
let officer: Person
let author: Person
let expert: Person
let call = ''
let mine: { id: string; revision: number }
let application = ''
let review = ''
let file = ''

const json = { accept: 'application/json' }
const reader = () => server.house.engine.store.reader
const wordOf = (person: Person, verb: 'suspend' | 'restore') =>
  admin.command('person', verb, verb === 'suspend' ? { reason: '核查' } : {}, person.id)

beforeAll(async () => {
  server = await startServer()
  admin = await withToken(await server.person('管理员', 'admin'))
  officer = await withToken(await server.person('经办', 'officer'))
  const finance = await server.person('财务', 'finance')
  author = await withToken(await server.person('作者'))
  expert = await withToken(await server.person('专家', 'reviewer'))
  ;({ call } = await openCall(server, officer, finance))
  await enrol(officer, expert.id, '甲医院')
  const handedIn = await draft(author, call, 'comic')
  application = (await author.command('application', 'submit', { draft: handedIn.id, revision: handedIn.revision })).id
  const other = await draft(author, call, 'article')
  const reviewed = (await author.command('application', 'submit', { draft: other.id, revision: other.revision })).id
  mine = await draft(author, call, 'article')
  file = (await reader().find<Row>('files', { owner: { equals: author.id } }))[0]?.id ?? ''
  await server.drain()
  await acceptApplication(server, officer, reviewed)
  await officer.command('application', 'assign', { experts: [expert.id] }, reviewed)
  review = only(await reader().find<Row>('reviews', { reviewer: { equals: expert.id } }), 'review').id
  await expert.command('review', 'accept', { noConflict: true }, review)
})
afterAll(() => server.close())

/** What is stored, sessions and lock-outs apart. */
const rowsOf = async () =>
  JSON.stringify(
    [...(await stored(server))].map(([slug, rows]) => [
      slug,
      slug === 'users' ? rows.map((row) => ({ ...row, sessions: null, updatedAt: null })) : rows,
    ]),
  )

describe(`a suspended person, on ${databaseKind}`, () => {
  beforeAll(async () => {
    await wordOf(author, 'suspend')
    await wordOf(expert, 'suspend')
  })
  afterAll(async () => {
    await wordOf(author, 'restore')
    await wordOf(expert, 'restore')
  })

  test('is refused at every door that changes anything, in plain words, and nothing is stored', async () => {
    const before = await rowsOf()
    const doors: [string, () => Promise<{ status: number; body: unknown }>][] = [
      ['begin a draft', () => author.form('/drafts', { call }, json)],
      ['save a draft', () => author.form(`/drafts/${mine.id}`, { title: '改了' }, json)],
      ['upload into a draft', async () => author.upload(`/drafts/${mine.id}/files`, {}, [await comicPage(1)])],
      ['take a file out', () => author.form(`/drafts/${mine.id}/files/${file}/remove`, {}, json)],
      ['upload a file of the own', async () => author.upload('/my/files', {}, [await comicPage(2)])],
      ['save a review', () => expert.form(`/reviews/${review}/draft`, { 'scores.science:number': '80' }, json)],
      ['submit', () => send(author, 'application/submit', { draft: mine.id, revision: mine.revision })],
      ['withdraw', () => send(author, `application/${application}/withdraw`, {})],
      ['object', () => send(author, 'objection/raise', {})],
      ['score', () => send(expert, `review/${review}/decline`, { reason: '没有时间' })],
      ['the own account', () => author.send('PATCH', `/api/users/${author.id}`, { name: '别名' })],
      ['settings of the admin', () => author.send('POST', '/api/payload-preferences/nav', { value: {} })],
    ]
    for (const [door, attempt] of doors) {
      const { status, body } = await attempt()
      expect([door, status, (body as { code?: string }).code]).toEqual([door, 403, 'person_suspended'])
      expect((body as { title_zh: string }).title_zh).toContain('停用')
    }
    expect(await rowsOf()).toBe(before)
  })

  test('is told so on the page that the form came from', async () => {
    const answer = await author.form<unknown>(
      `/drafts/${mine.id}`,
      { title: '改了' },
      { accept: 'text/html', referer: `${server.url}/my/drafts/${mine.id}` },
    )
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/my/drafts/${mine.id}`])
  })

  test('may still sign in, read what is the own, be told why not, and sign out', async () => {
    expect((await author.get(`/files/${file}`)).status).toBe(200)
    const offers = await author.get<{ commands: { verb: string; allowed: boolean; why?: { code: string } }[] }>(
      `/commands/application/${application}`,
    )
    expect(offers.body.commands.find(({ verb }) => verb === 'withdraw')).toMatchObject({
      allowed: false,
      why: { code: 'person_suspended' },
    })
    const again = server.client()
    await again.signIn(author.email)
    expect((await again.get(`/files/${file}`)).status).toBe(200)
    expect((await again.form<unknown>('/account/sign-out', {}, json)).status).toBe(200)
    expect((await again.get(`/files/${file}`)).status).toBe(404)
  })

  test('sets no new password by a link, and with the first lock off changes nothing of the account', async () => {
    await server.client().form('/account/forgot', { email: author.email }, json)
    const token = (await reader().get<Row>('users', author.id))?.resetPasswordToken as string
    const before = await rowsOf()
    const next = { password: 'the next one 3', passwordAgain: 'the next one 3' }
    const ours = await server.client().form<{ code: string }>('/account/reset', { token, ...next }, json)
    expect([ours.status, ours.body.code]).toEqual([403, 'person_suspended'])
    const theirs = await server.client().send<{ code: string }>('POST', '/api/users/reset-password', { token, ...next })
    expect([theirs.status, theirs.body.code]).toEqual([403, 'person_suspended'])
    const patched = await bare(server, author.token, 'PATCH', `/users/${author.id}`, { name: '别名' })
    expect(patched.status).toBe(403)
    expect(await rowsOf()).toBe(before)
    await server.client().signIn(author.email, password)
  })

  test('may do all of it again once restored', async () => {
    await wordOf(author, 'restore')
    expect((await author.form<unknown>(`/drafts/${mine.id}`, { title: '改了' }, json)).status).toBe(200)
    await wordOf(author, 'suspend')
  })
})

let keys = 0
const send = (client: Client, where: string, input: unknown) =>
  client.send<unknown>(
    'POST',
    `/commands/${where}`,
    { input },
    { 'idempotency-key': `suspended-key-${String(++keys)}` },
  )
