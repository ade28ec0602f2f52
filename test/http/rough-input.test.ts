import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { misfits } from '../support/openapi'
import { password, startServer } from '../support/server'
import type { Answer, Client, TestServer } from '../support/server'

let server: TestServer
let officer: Client & { id: string; email: string }

beforeAll(async () => {
  server = await startServer()
  officer = await server.person('经办', 'officer')
})
afterAll(() => server.close())

interface Told {
  status: number
  code: string
  type: string
}

async function asked(path: string, init: RequestInit): Promise<Told> {
  const answer = await fetch(server.url + path, { redirect: 'manual', ...init })
  const type = answer.headers.get('content-type') ?? ''
  const text = await answer.text()
  const { code = '' } = (type.includes('json') ? JSON.parse(text) : {}) as { code?: string }
  return { status: answer.status, code, type }
}

const urlencoded = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
const problem = 'application/problem+json; charset=utf-8'

describe('what nobody should send', () => {
  test('a form of a hundred thousand fields is refused, one of thousands is read, and the server goes on', async () => {
    const fields = (count: number) => `_key=rough-input-1&${'x[]=1&'.repeat(count)}`
    const send = (count: number) =>
      asked('/commands/objection/raise', { method: 'POST', headers: urlencoded, body: fields(count) })
    expect(await send(100_000)).toEqual({ status: 413, code: 'body_too_large', type: problem })
    expect(await send(4000)).toMatchObject({ status: 303 })
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
  })

  test('every door has a limit and asks where a request comes from', async () => {
    const big = 'x'.repeat(3 * 1024 * 1024)
    for (const path of ['/preferences', '/account/sign-in', '/commands/fund/create', '/drafts'])
      expect({ path, ...(await asked(path, { method: 'POST', headers: urlencoded, body: `a=${big}` })) }).toEqual({
        path,
        status: 413,
        code: 'body_too_large',
        type: problem,
      })
    const foreign = { ...urlencoded, origin: 'http://evil.test', 'sec-fetch-site': 'cross-site' }
    expect(await asked('/preferences', { method: 'POST', headers: foreign, body: 'lang=en' })).toMatchObject({
      status: 403,
      code: 'cross_site',
    })
  })

  test('a method that an address does not take is told apart from an address that is none', async () => {
    for (const [method, path, allow] of [
      ['GET', '/account/sign-in', 'POST'],
      ['DELETE', '/health/live', 'GET, HEAD'],
      ['GET', '/drafts', 'POST'],
      ['PUT', '/commands/fund/create', 'GET, HEAD, POST'],
      ['PUT', '/files/nowhere', 'GET, HEAD'],
    ] as const) {
      const answer = await fetch(server.url + path, { method, redirect: 'manual' })
      const { code } = (await answer.json()) as { code: string }
      expect({ path, status: answer.status, allow: answer.headers.get('allow'), code }).toEqual({
        path,
        status: 405,
        allow,
        code: 'method_not_allowed',
      })
    }
    for (const path of ['/nowhere', '/account/nowhere', '/files/a/b/c'])
      expect({ path, ...(await asked(path, {})) }).toMatchObject({ path, status: 404, code: 'no_such_address' })
  })

  test('what is no form and no JSON is told so', async () => {
    const text = { 'content-type': 'text/plain', accept: 'application/json' }
    for (const path of ['/preferences', '/account/sign-in', '/account/register', '/commands/fund/create'])
      for (const body of ['plain words', undefined])
        expect({ path, ...(await asked(path, { method: 'POST', headers: text, ...(body ? { body } : {}) })) }).toEqual({
          path,
          status: 400,
          code: 'invalid_body',
          type: problem,
        })
  })

  test('JSON that is nested without end is refused before anybody walks through it', async () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    const json = { 'content-type': 'application/json', 'idempotency-key': 'rough-input-2' }
    for (const [path, body] of [
      ['/commands/fund/create', `{"input":${deep(200_000)}}`],
      ['/account/sign-in', `{"email":${deep(7000)}}`],
    ] as const)
      expect(await asked(path, { method: 'POST', headers: json, body })).toMatchObject({
        status: 400,
        code: 'invalid_body',
      })
  })

  test('an address that there is not is a problem document, whatever the method', async () => {
    for (const [method, path] of [
      ['GET', '/commands'],
      ['POST', '/account/nope'],
      ['GET', '/health/nope'],
      ['GET', '/files/x/y/z'],
    ] as const)
      expect({ path, ...(await asked(path, { method })) }).toMatchObject({ path, status: 404, type: problem })
  })
})

describe('who somebody is', () => {
  test('the session holds for a browser that does not say where it comes from, on any name of the server', async () => {
    const signedIn = await officer.send<{ id: string }>('POST', '/account/sign-in', {
      email: officer.email,
      password,
    })
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const whoever = await new Promise<number>((resolve, reject) => {
      const { port } = new URL(server.url)
      const asking = request(
        { host: '127.0.0.1', port, path: `/commands/person/${officer.id}`, headers: { host: 'kepu.lan', cookie } },
        (answer) => resolve(answer.resume().statusCode ?? 0),
      )
      asking.on('error', reject).end()
    })
    expect(whoever).toBe(200)
  })
})

describe('the description of the commands', () => {
  test('fits what is really answered: an outcome, what may be done now, a refusal', async () => {
    const { body: description } = await officer.get<object>('/commands/openapi.json')
    const send = (input: unknown, key: string): Promise<Answer> =>
      officer.send('POST', '/commands/organisation/create', { input }, { 'idempotency-key': key })
    const done = await send({ name: '甲医院', kind: 'institution' }, 'rough-input-3')
    const { id } = done.body as { id: string }
    const may = await officer.get<unknown>(`/commands/organisation/${id}`)
    const refused = await send({ name: '' }, 'rough-input-4')
    expect([done.status, may.status, refused.status]).toEqual([200, 200, 422])
    expect(misfits(description, 'Outcome', done.body)).toEqual([])
    expect(misfits(description, 'Offers', may.body)).toEqual([])
    expect(misfits(description, 'Problem', refused.body)).toEqual([])
    expect(misfits(description, 'Outcome', refused.body)).not.toEqual([])
  })
})
