import { request as httpRequest } from 'node:http'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { Actor } from '../../workflows/engine'
import { runCommand } from '../../workflows/engine'
import { checkLinesFor } from '../../workflows/application/check-list'
import { defaultRules } from '../../workflows/call/defaults'
import { defaultRubric } from '../../workflows/rules/scoring'
import { allWell, draft, yuan } from '../journeys/story'
import { databaseKind } from '../support/payload'
import { toldTo } from '../support/told'
import { startServer } from '../support/server'
import type { Answer, Client, TestServer } from '../support/server'
import { comicPage } from '../support/works'
import { enrol, only, openCall, stored, withToken } from './whole-house'
import type { Row } from './whole-house'

type Person = Client & { id: string; email: string; token: string }
interface Problem {
  code: string
  title_zh: string
  title_en: string
  params: Record<string, unknown>
  issues: { field: string; code: string }[]
}

const rare = '㛃䶮𠮷·热合曼👩🏽‍🌾'
const json = { accept: 'application/json' }
let server: TestServer
let officer: Person
let approver: Person
let creator: Person
let stranger: Person
let reviewer: Person
let finance: Person
let programme = ''
let call = ''
let fund = ''
let keys = 0
const key = () => ({ 'idempotency-key': `commands-${String(++keys)}` })
const reader = () => server.house.engine.store.reader

beforeAll(async () => {
  server = await startServer()
  officer = await withToken(await server.person('经办', 'officer'))
  approver = await withToken(await server.person('审批', 'approver'))
  finance = await withToken(await server.person('财务', 'finance'))
  creator = await withToken(await server.person('作者'))
  stranger = await withToken(await server.person('路人'))
  reviewer = await withToken(await server.person('专家', 'reviewer'))
  const rules = { ...defaultRules(), maxPerApplicant: 50 }
  ;({ programme, fund, call } = await openCall(server, officer, finance, { rules }))
  await enrol(officer, reviewer.id, '甲医院')
})
afterAll(() => server.close())

const post = (client: Client, where: string, input: unknown, headers: Record<string, string> = key(), rev?: number) =>
  client.send<Problem>('POST', `/commands/${where}`, { input, ...(rev === undefined ? {} : { rev }) }, headers)
/** What the language's own functions carry. */
const ownNames = () =>
  ['hasOwnProperty', 'toString', 'valueOf'].flatMap((name) =>
    Object.getOwnPropertyNames(Reflect.get(Object.prototype, name)),
  )
const said = ({ status, body }: Answer<Problem>) => [status, body.code]
/** All but sessions, and what looks after a request's room on the disk should its process die. */
const rowsOf = async () =>
  JSON.stringify(
    [...(await stored(server))]
      .filter(([slug]) => !['users', 'kept-forms'].includes(slug))
      .map(([slug, rows]) => [slug, rows.filter(({ kind }) => slug !== 'outbox' || kind !== 'abandoned_uploads')]),
  )
const flashOf = (answer: Answer, page: string) => toldTo(server.house, answer, page)
/** A request as it is written, with nothing put right on the way. */
async function raw(where: string, sent: { body: string | ReadableStream; headers: Record<string, string> }) {
  const headers = { authorization: `JWT ${officer.token}`, ...sent.headers }
  const init = { method: 'POST', redirect: 'manual', duplex: 'half', body: sent.body, headers } as RequestInit
  const answer = await fetch(server.url + where, init)
  const text = await answer.text()
  const isJson = (answer.headers.get('content-type') ?? '').includes('json')
  return {
    status: answer.status,
    headers: answer.headers,
    body: (isJson ? JSON.parse(text) : { code: text }) as Problem,
  }
}

describe(`commands over HTTP, on ${databaseKind}`, () => {
  test('the same key again gives the same answer and does nothing; for something else it is refused', async () => {
    const head = key()
    const input = { title: '第二个资助计划', titleEn: 'Second', basis: '依据', leadUnits: ['区科协'], year: 2026 }
    const first = await post(officer, 'programme/create', input, head)
    const before = await rowsOf()
    const again = await post(officer, 'programme/create', input, head)
    expect(again.body).toEqual({ ...first.body, replayed: true })
    expect(said(await post(officer, 'programme/create', { ...input, year: 2027 }, head))).toEqual([422, 'key_reused'])
    expect(said(await post(officer, `programme/${programme}/close`, {}, head))).toEqual([422, 'key_reused'])
    for (const bad of ['', 'short', 'x'.repeat(201), 'with space and more'])
      expect(said(await post(officer, 'programme/create', input, { 'idempotency-key': bad }))).toEqual([
        422,
        'key_malformed',
      ])
    expect(said(await post(officer, 'programme/create', input, {}))).toEqual([422, 'key_malformed'])
    expect(await rowsOf()).toBe(before)
    // A key is a person's own: another's does not answer for it.
    expect((await post(creator, 'programme/create', input, head)).status).toBe(403)
  })

  test('a media client’s key is shown once; asked again under the same idempotency key, the answer says so', async () => {
    const admin = await server.person('管理员', 'admin')
    const head = key()
    const input = { client: '区融媒体中心', channel: 'press', scope: {} }
    const first = await admin.send<{ id: string; key?: string }>('POST', '/commands/apiKey/issue', { input }, head)
    const again = await admin.send<Problem>('POST', '/commands/apiKey/issue', { input }, head)
    expect(first.status).toBe(200)
    expect(first.body.key).toMatch(/.{40,}/)
    expect(said(again)).toEqual([409, 'secret_shown_once'])
    expect(again.body.params).toEqual({ id: first.body.id })
    expect(again.body.title_en).toContain('revoke it and issue another')
    // Who draws the key needs nobody to repeat it.
    const own = { client: '另一媒体', scope: {}, prefix: 'kepu_own', hash: 'a'.repeat(64) }
    const mine = key()
    const drawn = [await post(admin, 'apiKey/issue', own, mine), await post(admin, 'apiKey/issue', own, mine)]
    expect(drawn.map(({ status, body }) => [status, (body as unknown as { replayed: boolean }).replayed])).toEqual([
      [200, false],
      [200, true],
    ])
    const changed = await admin.send<Problem>(
      'POST',
      '/commands/apiKey/issue',
      { input: { ...input, client: '另一家' } },
      head,
    )
    expect(said(changed)).toEqual([422, 'key_reused'])
    expect(await reader().count('api-keys', {})).toBe(2)
    expect(JSON.stringify([...(await stored(server))])).not.toContain(first.body.key)
    const [row] = await reader().find<{ hash: string }>('api-keys', { id: { equals: first.body.id } })
    expect(JSON.stringify(await reader().find('journal', {}))).not.toContain(row?.hash)
  })

  test('a revision that is not the present one is 409 and says what stands there now', async () => {
    const made = await post(finance, 'fund/create', { title: '另一笔资金', programme, year: 2026 })
    const { id, rev } = made.body as unknown as { id: string; rev: number }
    expect((await post(finance, `fund/${id}/allocate`, { fen: 100 }, key(), rev)).status).toBe(200)
    const stale = await post(finance, `fund/${id}/allocate`, { fen: 100 }, key(), rev)
    expect(said(stale)).toEqual([409, 'changed_meanwhile'])
    expect(stale.body.params).toEqual({ rev: rev + 1, state: 'open', verb: 'fund.allocate' })
    expect(await reader().get('funds', id)).toMatchObject({ allocated: 100, rev: rev + 1 })
  })

  test('what is unknown, malformed or too much is refused, each in its own words, and nothing is stored', async () => {
    const before = await rowsOf()
    const valid = { title: '某计划', titleEn: 'x', basis: 'x', leadUnits: ['x'], year: 2026 }
    expect(said(await post(officer, 'nonsense/create', {}))).toEqual([404, 'unknown_subject'])
    expect(said(await post(officer, 'programme/nonsense', {}))).toEqual([404, 'unknown_command'])
    expect(said(await post(officer, 'constructor/toString', {}))).toEqual([404, 'unknown_subject'])
    expect(said(await post(officer, 'fund/nobody/allocate', { fen: 1 }))).toEqual([404, 'not_found'])
    expect(said(await post(officer, `programme/${programme}/create`, valid))).toEqual([422, 'unexpected_id'])
    const unknown = await post(officer, 'programme/create', { ...valid, state: 'closed', rev: 9 })
    expect(said(unknown)).toEqual([422, 'invalid_input'])
    expect(unknown.body.title_zh).not.toBe(unknown.body.title_en)
    expect(said(await post(officer, 'programme/create', JSON.parse('{"__proto__":{"title":"x"}}')))).toEqual([
      422,
      'invalid_input',
    ])
    const type = { 'content-type': 'application/json' }
    for (const body of ['', '{', 'null', '[]', '"x"', '{"input":{},"rev":"1"}', '{"input":{},"more":1}'])
      expect([
        body,
        ...said(await raw('/commands/programme/create', { body, headers: { ...type, ...key() } })),
      ]).toEqual([body, 400, 'invalid_body'])
    for (const other of ['text/plain', 'application/xml', 'multipart/form-data', 'multipart/form-data; boundary=x', ''])
      expect([
        other,
        (
          await raw('/commands/programme/create', {
            body: '{"input":{}}',
            headers: { 'content-type': other, ...json, ...key() },
          })
        ).status,
      ]).toEqual([other, 400])
    const large = JSON.stringify({ input: { ...valid, title: 'x'.repeat(3 * 1024 * 1024) } })
    expect(said(await raw('/commands/programme/create', { body: large, headers: { ...type, ...key() } }))).toEqual([
      413,
      'body_too_large',
    ])
    const streamed = new ReadableStream({
      pull(controller) {
        controller.enqueue(Buffer.alloc(512 * 1024, 'x'))
        if (++pulled >= 8) controller.close()
      },
    })
    let pulled = 0
    expect(said(await raw('/commands/programme/create', { body: streamed, headers: { ...type, ...key() } }))).toEqual([
      413,
      'body_too_large',
    ])
    const pieces = new ReadableStream({
      start(controller) {
        for (const piece of ['{"input":', '{"title":1', '}}']) controller.enqueue(Buffer.from(piece))
        controller.close()
      },
    })
    expect(said(await raw('/commands/programme/create', { body: pieces, headers: { ...type, ...key() } }))).toEqual([
      422,
      'invalid_input',
    ])
    expect((await officer.get('/commands/programme/create')).status).toBe(404)
    expect((await officer.send('DELETE', `/commands/fund/${fund}`)).status).toBe(405)
    expect(await rowsOf()).toBe(before)
  })

  test('another site cannot make a browser do anything', async () => {
    const before = await rowsOf()
    const forms = { 'content-type': 'application/x-www-form-urlencoded', ...json }
    for (const from of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'nonsense' },
      { origin: `${server.url}.evil.example` },
      { 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[]) {
      const answer = await raw(`/commands/programme/${programme}/close`, {
        body: '_key=abcdefgh1',
        headers: { ...forms, ...from },
      })
      expect([from, ...said(answer)]).toEqual([from, 403, 'cross_site'])
      const rest = await raw('/api/users/logout', { body: '', headers: { ...forms, ...from } })
      expect(rest.status).toBe(403)
    }
    expect(await rowsOf()).toBe(before)
  })

  test('a form is answered by 303 to a path of this site only, with what to tell there', async () => {
    const fields = { title: '表单计划', basis: '依据', 'leadUnits[]': ['甲', '乙'], 'year:number': '2026' }
    const sent = async (more: Record<string, string>) =>
      officer.form<unknown>('/commands/programme/create', { ...fields, _key: `form-key-${String(++keys)}`, ...more })
    const good = await sent({ _next: '/programmes/{id}?tab=1' })
    expect(good.status).toBe(303)
    expect(good.headers.get('location')).toMatch(/^\/programmes\/[0-9a-f-]{36}\?tab=1$/)
    expect(await flashOf(good, (good.headers.get('location') ?? '').split('?')[0] ?? '')).toMatchObject({
      done: 'programme.create',
    })
    const id = /programmes\/([^?]+)/.exec(good.headers.get('location') ?? '')?.[1] ?? ''
    expect(await reader().get('programmes', id)).toMatchObject({
      title: '表单计划',
      leadUnits: ['甲', '乙'],
      year: 2026,
    })
    for (const elsewhere of [
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/a/..//evil.example',
      '\\\\evil.example',
      ' //evil.example',
      '/%09//x\r\nset-cookie: a=b',
    ]) {
      for (const field of ['_next', '_back']) {
        const answer =
          field === '_next' ? await sent({ _next: elsewhere }) : await sent({ _back: elsewhere, 'year:number': 'x' })
        expect([
          elsewhere,
          field,
          answer.status,
          answer.headers.get('location'),
          answer.headers.get('set-cookie')?.includes('a=b'),
        ]).toEqual([elsewhere, field, 303, '/', false])
      }
    }
    expect((await sent({ _next: '/目录?q=科普' })).headers.get('location')).toBe(encodeURI('/目录?q=科普'))
    const refused = await sent({ _back: '/calls/new', 'year:number': 'x', title: rare })
    expect(refused.headers.get('location')).toBe('/calls/new')
    expect(await flashOf(refused, '/calls/new')).toMatchObject({
      code: 'invalid_input',
      issues: [{ field: 'year' }],
      values: { title: rare },
    })
    const visitor = await server
      .client()
      .form<unknown>('/commands/programme/create', { ...fields, _key: 'visitor-key-1', _back: '/x' })
    expect([303, 401, 403]).toContain(visitor.status)
    expect(visitor.headers.get('location') ?? '/').toMatch(/^\/(?!\/)/)
  })

  test('no name of a field reaches the language’s own objects', async () => {
    const before = await rowsOf()
    const own = ownNames()
    for (const name of [
      'hasOwnProperty.call',
      'toString.x',
      'a.constructor.prototype.polluted',
      'a.__proto__.polluted',
      'constructor.prototype.polluted',
      'valueOf.call',
      'x.'.repeat(5000) + 'y',
      'title.x',
      'title[]',
      'a:constructor',
      'a:__defineGetter__',
      'a:toString',
    ]) {
      const answer = await officer.form<Problem>(
        '/commands/programme/create',
        { _key: `pollute-${String(++keys)}`, title: 'x', [name]: 'y' },
        json,
      )
      expect([name.slice(0, 40), answer.status, answer.body.code]).toEqual([name.slice(0, 40), 422, 'invalid_input'])
    }
    expect(ownNames()).toEqual(own)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(Object.hasOwn({ a: 1 }, 'a')).toBe(true)
    expect(await rowsOf()).toBe(before)
  })

  test('who asks is told what may be done now, and why the rest may not', async () => {
    interface Offers {
      state: string
      rev: number
      commands: { verb: string; allowed: boolean; why?: { code: string } }[]
    }
    const offers = (await officer.get<Offers>(`/commands/call/${call}`)).body
    expect(offers).toMatchObject({ id: call, state: 'open', rev: expect.any(Number) as unknown })
    expect(offers.commands.find(({ verb }) => verb === 'open')).toMatchObject({
      allowed: false,
      why: { code: 'wrong_state' },
    })
    expect(
      (await creator.get<Offers>(`/commands/call/${call}`)).body.commands.filter(({ allowed }) => allowed),
    ).toEqual([])
    expect((await creator.get<Problem>(`/commands/fund/${fund}`)).body.code).toBe('not_found')
    expect((await server.client().get<Problem>(`/commands/person/${creator.id}`)).body.code).toBe('not_found')
    expect((await officer.get<Problem>('/commands/nonsense/x')).body.code).toBe('unknown_subject')
    for (const { verb, allowed } of offers.commands)
      if (!allowed)
        expect([verb, (await post(officer, `call/${call}/${verb}`, {})).status >= 400]).toEqual([verb, true])
  })

  test('the description lists exactly the commands there are, with schemas that check what the commands check', async () => {
    interface Description {
      openapi: string
      paths: Record<
        string,
        {
          post?: {
            operationId: string
            requestBody: {
              content: { 'application/json': { schema: { properties: { input: z.core.JSONSchema.JSONSchema } } } }
            }
          }
        }
      >
    }
    const { body } = await server.client().get<Description>('/commands/openapi.json')
    const described = Object.values(body.paths).flatMap(({ post }) => (post ? [post.operationId] : []))
    const { workflows } = server.house.engine.registry
    const known = workflows.flatMap(({ subject, commands }) => commands.map(({ verb }) => `${subject}.${verb}`))
    expect(described.sort()).toEqual(known.sort())
    expect(body.openapi).toBe('3.1.0')
    for (const [where, { post: told }] of Object.entries(body.paths)) {
      if (!told) continue
      const [subject = '', verb = ''] = told.operationId.split('.')
      expect(where).toMatch(new RegExp(`^/commands/${subject}/(\\{id\\}/)?${verb}$`))
      const schema = told.requestBody.content['application/json'].schema.properties.input
      expect([told.operationId, schema.type, schema.additionalProperties]).toEqual([told.operationId, 'object', false])
      const checks = z.fromJSONSchema(schema)
      expect(checks.safeParse({ surely: 'unknown' }).success).toBe(false)
      const own = workflows.find((each) => each.subject === subject)?.commands.find((each) => each.verb === verb)
      expect([told.operationId, own?.input.safeParse({ surely: 'unknown' }).success]).toEqual([told.operationId, false])
    }
  })

  test('whoever is suspended does nothing, with a session or without', async () => {
    const admin = await server.person('另一管理员', 'admin')
    const made = await draft(stranger, call, 'article')
    await admin.command('person', 'suspend', { reason: '核查' }, stranger.id)
    const asked = { draft: made.id, revision: made.revision }
    expect(await stranger.refused('application', 'submit', asked)).toBe('person_suspended')
    expect(await reader().count('applications', { applicant: { equals: stranger.id } })).toBe(0)
    await admin.command('person', 'restore', {}, stranger.id)
  })
})

describe(`drafts over HTTP, on ${databaseKind}`, () => {
  let id = ''
  beforeAll(async () => {
    ;({ id } = (await creator.form<{ id: string }>('/drafts', { call }, json)).body)
  })
  interface Saved {
    revision: number
    theirs?: { title: string }
    issues: { field: string; code: string }[]
    code?: string
  }
  const save = (client: Client, fields: Record<string, string | string[]>) =>
    client.form<Saved>(`/drafts/${id}`, fields, json)
  const row = () =>
    reader().get<Row & { revision: number; answers: Record<string, unknown>; files: unknown[] }>(
      'application-drafts',
      id,
    )

  test('emoji and rare characters survive, and a stale revision gives what stands there', async () => {
    const first = await save(creator, { _revision: '1', title: rare, contactName: `${rare}·${rare}` })
    expect([first.status, first.body.issues]).toEqual([200, []])
    expect(await row()).toMatchObject({ revision: 2, answers: { title: rare, contactName: `${rare}·${rare}` } })
    const stale = await save(creator, { _revision: '1', title: '旧窗口里的标题' })
    expect([stale.status, stale.body.revision, stale.body.theirs?.title]).toEqual([409, 2, rare])
    for (const nonsense of ['x', '1.5', '-1', '1e400', 'NaN'])
      expect([nonsense, (await save(creator, { _revision: nonsense, title: 'y' })).status]).toEqual([nonsense, 409])
    expect(await row()).toMatchObject({ revision: 2, answers: { title: rare } })
  })

  test('what cannot be read is named and the rest is kept', async () => {
    const answer = await save(creator, {
      _revision: '2',
      'requestedFen:yuan': '一万',
      town: 'nowhere',
      abstract: '摘要',
      body: '{"type":"doc"',
    })
    expect(answer.status).toBe(200)
    expect(answer.body.issues.map(({ field }) => field)).toEqual(expect.arrayContaining(['requestedFen', 'town']))
    expect(await row()).toMatchObject({ answers: { title: rare, abstract: '摘要' } })
    const { revision } = answer.body
    for (const body of ['{', 'null', '5', '"x"', ''])
      expect([
        body,
        (
          await raw(`/drafts/${id}`, {
            body,
            headers: { 'content-type': 'application/json', authorization: `JWT ${creator.token}` },
          })
        ).status,
      ]).toEqual([body, 400])
    for (const type of ['text/plain', 'multipart/form-data'])
      expect([
        type,
        (
          await raw(`/drafts/${id}`, {
            body: 'x',
            headers: { 'content-type': type, ...json, authorization: `JWT ${creator.token}` },
          })
        ).status,
      ]).toEqual([type, type === 'text/plain' ? 400 : 400])
    const large = await save(creator, { title: 'x'.repeat(3 * 1024 * 1024) })
    expect([large.status, large.body.code]).toEqual([413, 'body_too_large'])
    expect(await row()).toMatchObject({ revision, answers: { title: rare } })
  })

  test("another's draft is not there, for reading, writing, files or submitting", async () => {
    const before = await rowsOf()
    for (const client of [stranger, officer, server.client()]) {
      const status = client === stranger || client === officer ? 404 : 401
      expect((await save(client, { title: 'x' })).status).toBe(status)
      expect((await client.upload(`/drafts/${id}/files`, {}, [await comicPage(1)])).status).toBe(status)
      expect((await client.form(`/drafts/${id}/files/x/remove`, {}, json)).status).toBe(status)
      expect((await client.refused('application', 'submit', { draft: id, revision: 1 })).length).toBeGreaterThan(0)
    }
    const drafted = await reader().find<Row>('calls', { state: { equals: 'draft' } })
    expect((await creator.form('/drafts', { call: drafted[0]?.id ?? 'nobody' }, json)).status).toBe(404)
    expect(await rowsOf()).toBe(before)
  })

  test('a file that lies about its type, or is none, is refused with its code, and nothing is stored', async () => {
    const before = await rowsOf()
    const page = await comicPage(2)
    const kept = () =>
      readdirSync(path.join(path.dirname(server.mailDir), 'files'), { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile(),
      ).length
    const there = kept()
    for (const [file, code] of [
      [{ ...page, name: 'film.mp4', type: 'video/mp4' }, 'file_kind_mismatch'],
      [
        { name: 'page.png', type: 'image/png', bytes: Buffer.from('<svg onload="alert(1)"/>') },
        'file_kind_not_allowed',
      ],
      [{ name: 'page.png', type: 'image/png', bytes: Buffer.from('MZ\u0090\0this program') }, 'file_kind_not_allowed'],
      [{ name: 'empty.png', type: 'image/png', bytes: Buffer.alloc(0) }, 'file_empty'],
    ] as const) {
      const answer = await creator.upload<Problem>(`/drafts/${id}/files`, {}, [file])
      expect([file.name, ...said(answer)]).toEqual([file.name, 422, code])
    }
    expect(said(await creator.upload<Problem>(`/drafts/${id}/files`, { role: 'page' }, []))).toEqual([422, 'no_file'])
    expect(await rowsOf()).toBe(before)
    expect(kept()).toBe(there)
    expect((await row())?.files).toEqual([])
  })

  test('a sealed file is its owner’s and the office’s, and nobody else’s', async () => {
    const done = await creator.upload<{ files: { id: string; sha256: string }[] }>(
      `/drafts/${id}/files`,
      { role: 'page' },
      [await comicPage(3)],
    )
    const file = only(done.body.files, 'file').id
    expect((await creator.get(`/files/${file}`)).status).toBe(200)
    expect((await officer.get(`/files/${file}`)).status).toBe(200)
    for (const client of [stranger, reviewer, approver, finance, server.client()])
      for (const where of [`/files/${file}`, `/files/${file}/web`, `/files/${file}/constructor`])
        expect([where, (await client.get(where)).status]).toEqual([where, 404])
    expect((await creator.get(`/files/${file}/constructor`)).status).toBe(404)
    expect((await creator.get(`/files/${file}`, { range: 'bytes=0-3' })).status).toBe(206)
    expect((await creator.get(`/files/${file}`, { range: 'bytes=99999999-' })).status).toBe(416)
  })
})

describe(`the rest of the faces, on ${databaseKind}`, () => {
  test('health says that it lives and that it is ready, to anybody', async () => {
    expect((await server.client().get('/health/live')).body).toEqual({ live: true })
    expect((await server.client().get('/health/ready')).body).toEqual({ ready: true })
  })

  test('an address that is broken is refused, and the server goes on', async () => {
    for (const where of [
      '/files/%ff',
      '/files/%00',
      '/commands/call/%E0%A4%A',
      '/api/%ff',
      '/drafts/%00',
      '/content/v1/works/%ff',
      `/files/${'x'.repeat(5000)}`,
    ]) {
      const status = await new Promise<number>((resolve, reject) => {
        const { hostname, port } = new URL(server.url)
        httpRequest(
          { hostname, port, path: where, agent: false, headers: { authorization: `JWT ${creator.token}` } },
          (answer) => {
            answer.resume()
            resolve(answer.statusCode ?? 0)
          },
        )
          .on('error', reject)
          .end()
      })
      expect([where.slice(0, 40), status >= 400 && status < 500]).toEqual([where.slice(0, 40), true])
    }
    expect((await server.client().get('/health/ready')).status).toBe(200)
  })
})

const person = ({ id }: Person, ...roles: Actor['roles'][number][]): Actor => ({
  kind: 'person',
  id,
  roles,
  organisation: null,
})

describe(`forty awards from a fund that holds thirty, on ${databaseKind}`, () => {
  const decisions: string[] = []

  beforeAll(async () => {
    const { engine, payload } = server.house
    const as = async (actor: Actor, subject: string, verb: string, input: object, id?: string) =>
      (await runCommand(engine, { actor, subject, verb, input, id, key: `forty-${String(++keys)}` })).id
    const model = await draft(creator, call, 'article')
    const { answers } = (await reader().get<{ answers: Record<string, unknown> }>('application-drafts', model.id)) ?? {
      answers: {},
    }
    const lines: string[] = []
    for (let n = 0; n < 40; n++) {
      const data = {
        owner: creator.id,
        call,
        answers: { ...answers, title: `第${String(n + 1)}号作品` },
        files: [],
        revision: 1,
      }
      const { id } = await payload.create({ collection: 'application-drafts', data, overrideAccess: true, depth: 0 })
      lines.push(await as(person(creator, 'creator'), 'application', 'submit', { draft: id, revision: 1 }))
    }
    await server.drain()
    const scores = Object.fromEntries(defaultRubric('work_call').criteria.map(({ key: name }, n) => [name, 80 + n]))
    for (const id of lines) {
      const row = await reader().get<Row & { mode: 'work_call'; format: 'article' }>('applications', id)
      if (!row) throw new Error('no application')
      await as(person(officer, 'officer'), 'application', 'accept', { check: allWell(checkLinesFor(row)) }, id)
      await as(person(officer, 'officer'), 'application', 'assign', { experts: [reviewer.id] }, id)
    }
    for (const { id } of await reader().find<Row>('reviews', { call: { equals: call } })) {
      await as(person(reviewer, 'reviewer'), 'review', 'accept', { noConflict: true }, id)
      await as(person(reviewer, 'reviewer'), 'review', 'submit', { scores, vetoes: [], comment: '好' }, id)
    }
    server.clock.at = new Date('2026-04-11T02:00:00.000Z')
    await server.drain()
    const held = await reader().get<{ allocated: number }>('funds', fund)
    await as(person(finance, 'finance'), 'fund', 'allocate', { fen: 30 * yuan(6000) - (held?.allocated ?? 0) }, fund)
    for (const application of lines)
      decisions.push(
        await as(person(officer, 'officer'), 'decision', 'propose', {
          call,
          lines: [{ application, fen: yuan(6000) }],
          minutes: '第4次会议',
        }),
      )
    expect(await reader().count('decisions', { state: { equals: 'proposed' } })).toBe(40)
  }, 120_000)

  test('thirty succeed and ten are refused for lack of money, from forty clients at once', async () => {
    const answers = await Promise.all(
      decisions.map(async (id) => {
        const headers = { authorization: `JWT ${approver.token}`, 'content-type': 'application/json', ...key() }
        const answer = await fetch(`${server.url}/commands/decision/${id}/confirm`, {
          method: 'POST',
          headers,
          body: '{"input":{}}',
        })
        return [answer.status, ((await answer.json()) as { code?: string }).code ?? 'done'].join(' ')
      }),
    )
    const count = (said: string) => answers.filter((each) => each === said).length
    expect([count('200 done'), count('409 fund_short')]).toEqual([30, 10])
    expect(await reader().get('funds', fund)).toMatchObject({
      allocated: 30 * yuan(6000),
      committed: 30 * yuan(6000),
      paid: 0,
    })
    const committed = await reader().find<{ fen: number; award: string }>('ledger', {
      and: [{ fund: { equals: fund } }, { kind: { equals: 'commit' } }],
    })
    expect([committed.length, new Set(committed.map(({ award }) => award)).size]).toEqual([30, 30])
    expect(await reader().count('awards', {})).toBe(30)
    expect(await reader().count('applications', { state: { equals: 'proposed' } })).toBe(30)
    expect(await reader().count('applications', { state: { equals: 'in_review' } })).toBe(10)
    expect(await reader().count('decisions', { state: { equals: 'proposed' } })).toBe(10)
  })
})
