import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { getFieldsToSign, jwtSign } from 'payload'
import { databaseKind } from '../support/payload'
import { clientOf, password as first, startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { bare, withToken } from './whole-house'
import type { Row } from './whole-house'

type Person = Client & { id: string; email: string; token: string }

const json = { accept: 'application/json' }
const second = 'another good Pass 2'
const third = 'yet another Pass 3'
let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const hashOf = async ({ id }: Person) => (await server.house.engine.store.reader.get<Row>('users', id))?.hash
const signedIn = async (client: Client) => (await client.get<{ user: unknown }>('/api/users/me')).body.user !== null
async function elsewhere({ email }: Person, secret: string): Promise<Client> {
  const client = clientOf(server.url)
  await client.signIn(email, secret)
  return client
}
async function told({ email }: Person): Promise<number> {
  await server.drain()
  return server.mails().filter(({ to, subject }) => to.includes(email) && subject === '密码已更改').length
}
const change = (client: Client, currentPassword: string, password: string) =>
  client.form<{ code: string; issues: { field: string; code: string }[] }>(
    '/account/password',
    { currentPassword, password, passwordAgain: password },
    json,
  )

describe(`changing a password, on ${databaseKind}`, () => {
  test('in the portal asks for the present one, ends the other sessions, and sends a mail', async () => {
    const person = await withToken(await server.person('作者'))
    const other = await elsewhere(person, first)
    const before = await hashOf(person)
    for (const wrong of ['not the one 1', ''])
      expect((await change(person, wrong, second)).body.issues).toMatchObject([{ field: 'currentPassword' }])
    expect((await change(person, first, '1234567890')).body.issues).toMatchObject([{ code: 'password_digits' }])
    expect((await change(server.client(), first, second)).status).toBe(401)
    expect([await hashOf(person), await told(person)]).toEqual([before, 0])
    expect((await change(person, first, second)).status).toBe(200)
    expect([await signedIn(person), await signedIn(other)]).toEqual([true, false])
    expect(await told(person)).toBe(1)
    await expect(elsewhere(person, first)).rejects.toThrow('sign_in_failed')
    await elsewhere(person, second)
  })

  test('in the admin likewise, in every form that it can be sent', async () => {
    const officer = await withToken(await server.person('经办', 'officer'))
    const before = await hashOf(officer)
    const path = `/api/users/${officer.id}`
    const form = (fields: object) => {
      const body = new FormData()
      body.set('_payload', JSON.stringify(fields))
      return fetch(server.url + path, { method: 'PATCH', headers: { authorization: `JWT ${officer.token}` }, body })
    }
    for (const currentPassword of [undefined, '', 'not the one 1', 5, null]) {
      const asked = { password: second, currentPassword }
      const where = `/api/users?where[id][equals]=${officer.id}`
      const answers = [await officer.send('PATCH', path, asked), await officer.send('PATCH', where, asked)]
      expect(answers.map(({ status }) => status)).toEqual([422, 422])
      if (typeof currentPassword !== 'string' || currentPassword === '') expect((await form(asked)).status).toBe(422)
      // The lock behind it says no as well; a wrong one would count as a wrong sign-in once more.
      if (currentPassword === undefined)
        expect((await bare(server, officer.token, 'PATCH', `/users/${officer.id}`, asked)).status).toBe(403)
    }
    expect([await hashOf(officer), await told(officer)]).toEqual([before, 0])
    const other = await elsewhere(officer, first)
    const done = await form({ password: second, currentPassword: first, name: '经办人' })
    expect([done.status, await signedIn(officer), await signedIn(other), await told(officer)]).toEqual([
      ...[200, true, false, 1],
    ])
    expect(JSON.stringify(await server.house.engine.store.reader.get('users', officer.id))).not.toContain(first)
    // Whatever else is changed asks for no password.
    expect((await officer.send('PATCH', path, { name: '经办' })).status).toBe(200)
    expect(await told(officer)).toBe(1)
  })

  test('by trying is stopped: wrong ones lock the account', async () => {
    const person = await withToken(await server.person('路人'))
    const codes: string[] = []
    for (let n = 0; n < 6; n++) codes.push((await change(person, n < 5 ? 'wrong password' : first, second)).body.code)
    expect(codes.at(-1)).toBe('account_locked')
    expect(await told(person)).toBe(0)
  })

  test('by the link of a mail tells the owner too, through either door', async () => {
    const person = await withToken(await server.person('忘记的人'))
    const linked = async () => {
      server.clock.at = new Date(server.clock.at.getTime() + 11 * 60_000)
      await server.client().form('/account/forgot', { email: person.email }, json)
      return (await server.house.engine.store.reader.get<Row>('users', person.id))?.resetPasswordToken as string
    }
    const asked = { password: second, passwordAgain: second }
    await server.client().form('/account/reset', { token: await linked(), ...asked }, json)
    expect([await told(person), await signedIn(person)]).toEqual([1, false])
    const token = await linked()
    expect((await server.client().send('POST', '/api/users/reset-password', { token, password: third })).status).toBe(
      200,
    )
    expect(await told(person)).toBe(2)
    await elsewhere(person, third)
  })
})

describe(`a password forgotten in the admin, on ${databaseKind}`, () => {
  const ask = (email: string) => server.client().send<unknown>('POST', '/api/users/forgot-password', { email })
  const mailed = async ({ email }: Person) => {
    await server.drain()
    return server.mails().filter(({ to, text }) => to.includes(email) && text.includes('/reset'))
  }

  test('is set anew by the link that is mailed, through either page', async () => {
    const officer = await withToken(await server.person('经办', 'officer'))
    expect((await ask(` ${officer.email.toUpperCase()} `)).status).toBe(200)
    const [mail, ...more] = await mailed(officer)
    const token = /\/reset\?token=([\da-f]{40})/.exec(mail?.text ?? '')?.[1] ?? 'none'
    expect(more).toEqual([])
    const asked = { token, password: second, passwordAgain: second }
    expect((await server.client().form('/account/reset', asked, json)).status).toBe(200)
    await elsewhere(officer, second)
    expect((await server.client().send('POST', '/api/users/reset-password', asked)).status).toBe(403)
  })

  test('is answered alike for an address that nobody has, and a person who is signed in gets one mail as well', async () => {
    const admin = await withToken(await server.person('管理员', 'admin'))
    const [known, unknown] = [await ask(admin.email), await ask('nobody@example.test')]
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    const own = await admin.send<unknown>('POST', '/api/users/forgot-password/', { email: admin.email })
    expect([own.status, (await mailed(admin)).length]).toEqual([200, 1])
  })
})

const claimsOf = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

describe(`a session, on ${databaseKind}`, () => {
  test('ends eight hours after signing in', async () => {
    const person = await withToken(await server.person('久坐的人'))
    const { exp = 0, iat = 0, sid } = claimsOf(person.token) as { exp?: number; iat?: number; sid?: string }
    expect(exp - iat).toBe(8 * 60 * 60)
    const { payload } = server.house
    const user = await payload.findByID({ collection: 'users', id: person.id, overrideAccess: true })
    const signed = (tokenExpiration: number) =>
      jwtSign({
        fieldsToSign: getFieldsToSign({
          collectionConfig: payload.collections.users.config,
          email: person.email,
          user,
          ...(sid === undefined ? {} : { sid }),
        }),
        secret: payload.secret,
        tokenExpiration,
      })
    const who = async (token: string) =>
      (await server.client().get<{ user: { id: string } | null }>('/api/users/me', { authorization: `JWT ${token}` }))
        .body.user?.id
    expect(await who((await signed(60)).token)).toBe(person.id)
    expect(await who((await signed(-1)).token)).toBeUndefined()
  })
})
