import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Hono } from 'hono'
import { accountBy, accounts, payloadEmailAdapter } from '../../src/accounts'
import { keepRegistration } from '../../src/accounts/registrations'
import { readConfig } from '../../src/config'
import type { Config } from '../../src/config'
import { effects } from '../../src/effects'
import { openHouse } from '../../src/house'
import type { House } from '../../src/faces'
import { enqueue } from '../../src/outbox'
import { outboxWorker } from '../../src/worker'
import type { Web } from '../../src/web'
import { databaseKind, startPayload } from '../support/payload'
import type { TestPayload } from '../support/payload'
import { toldTo } from '../support/told'

const site = 'http://localhost:3000'
const good = 'correct horse 9 电池'
let home: TestPayload
let config: Config
let house: House
let app: Hono<Web>
/** Tests move the clock by moving this. */
let now = new Date('2026-11-24T01:00:00Z')

beforeAll(async () => {
  home = await startPayload()
  const { STORAGE_DIR, MAIL_TRANSPORT } = {
    STORAGE_DIR: path.join(home.dir, 'files'),
    MAIL_TRANSPORT: `file:${home.dir}/mail`,
  }
  config = readConfig({ ...process.env, STORAGE_DIR, MAIL_TRANSPORT, LOG_LEVEL: 'silent' })
  house = await openHouse(home.payload, config, { now: () => now })
  app = accounts(house)
})
afterAll(() => home.close())

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}

const post = (to: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.request(`${site}${to}`, {
    method: 'POST',
    body: JSON.stringify(fields),
    headers: { 'content-type': 'application/json', host: 'localhost:3000', ...headers },
  })

const form = (to: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.request(`${site}${to}`, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:3000', ...headers },
  })

const newcomer = (email: string, password = good) => ({
  email,
  name: '林𠮷',
  password,
  passwordAgain: password,
  locale: 'zh',
})

/** All mails written so far, by the worker that does all that is due. */
async function mails(): Promise<string[]> {
  await outboxWorker(house, effects(house)).drain()
  const dir = path.join(home.dir, 'mail')
  return readdirSync(dir)
    .sort()
    .map((name) => decoded(readFileSync(path.join(dir, name), 'utf8')))
}

/** Headers and text of a mail, decoded enough to look for words in it. */
function decoded(eml: string): string {
  const [head = '', body = ''] = eml.split(/\r?\n\r?\n/, 2)
  const base64 = /content-transfer-encoding: base64/i.test(head)
  const quoted = (text: string) =>
    Buffer.from(
      text
        .replace(/=\r?\n/g, '')
        .replace(/=([\dA-F]{2})/g, (_, hex: string) => `%${hex}`)
        .replace(/%(?![\dA-F]{2})/g, '%25'),
    )
  const text = base64 ? Buffer.from(body, 'base64').toString() : decodeURIComponent(quoted(body).toString())
  return `${head}\n\n${text}`
}

const tokenIn = (mail: string | undefined) => /token=([\da-f]{40})/.exec(mail ?? '')?.[1] ?? ''
const mailTo = async (email: string, path = '/verify') =>
  (await mails()).filter((mail) => mail.includes(email) && mail.includes(`${site}${path}`)).at(-1)

const flashOf = (answer: Response, page: string) => toldTo(house, answer, page)

async function verified(email: string): Promise<void> {
  await post('/register', newcomer(email))
  await post('/verify', { token: tokenIn(await mailTo(email)), password: good })
}

describe(`accounts on ${databaseKind}`, () => {
  test('a newcomer registers, verifies the address by the mail and signs in', async () => {
    const answer = await post('/register', newcomer('First@Example.cn '))
    expect([answer.status, await answer.json()]).toEqual([202, { done: 'account.registered' }])
    const early = await post('/sign-in', { email: 'first@example.cn', password: good })
    expect([early.status, await early.json()]).toEqual([403, expect.objectContaining({ code: 'email_unverified' })])
    const mail = await mailTo('first@example.cn')
    expect(mail).toMatch(/^Subject: (?!.*example)/m)
    const link = await form('/verify', { token: tokenIn(mail), password: good })
    expect([link.status, link.headers.get('location')]).toEqual([303, '/my'])
    expect((await flashOf(link, '/my'))?.done).toBe('account.verified')
    expect(link.headers.getSetCookie().join()).toMatch(/payload-token=.+HttpOnly/)
    const signedIn = await post('/sign-in', { email: 'FIRST@example.cn', password: good })
    expect(await signedIn.json()).toMatchObject({ next: '/my' })
    const cookie = signedIn.headers.getSetCookie().join()
    expect(cookie).toMatch(/payload-token=.+HttpOnly/)
    const { user } = await home.payload.auth({ headers: new Headers({ cookie: cookie.split(';')[0] ?? '' }) })
    expect(user).toMatchObject({ email: 'first@example.cn', roles: ['creator'] })
  })

  test('an address that is known is answered like one that is not, and its owner is told', async () => {
    await verified('known@example.cn')
    const answers = await Promise.all([
      post('/register', newcomer('known@example.cn')),
      post('/register', newcomer('new@example.cn')),
    ])
    const [known, unknown] = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))
    expect(known).toEqual(unknown)
    expect(await mailTo('known@example.cn', '/sign-in')).toContain('您已经有账号了')
    const forgotten = await Promise.all([
      post('/forgot', { email: 'known@example.cn' }),
      post('/forgot', { email: 'nobody@example.cn' }),
    ])
    expect(await forgotten[0].text()).toBe(await forgotten[1].text())
  })

  test('whoever reads the mail of an address ends with their own password and name, however many named it before', async () => {
    const email = 'victim@example.cn'
    const attacker = { ...newcomer(email, 'somebody else 1'), name: '冒名者' }
    const answers = [await post('/register', attacker), await post('/register', newcomer(email))]
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    later(11)
    await post('/register', { ...attacker, password: 'quite another 2', passwordAgain: 'quite another 2' })
    const mail = await mailTo(email, '/verify')
    expect(mail).not.toMatch(/冒名者|林𠮷/)
    // Registering alone lets nobody in, with whichever password.
    for (const password of [attacker.password, good])
      expect(await (await post('/sign-in', { email, password })).json()).toMatchObject({ code: 'email_unverified' })
    const account = await accountBy(house.engine, 'email', email)
    expect(await house.engine.store.reader.get('persons', account?.id ?? '')).toBeNull()
    const verify = (password: string) => form('/verify', { token: tokenIn(mail), password })
    const wrong = await verify('no one of them 3')
    expect(wrong.headers.get('location')).toBe('/verify')
    expect((await flashOf(wrong, '/verify'))?.issues).toMatchObject([
      { field: 'password', code: 'registration_password' },
    ])
    expect((await verify(good)).headers.get('location')).toBe('/my')
    expect(await house.engine.store.reader.get('persons', account?.id ?? '')).toMatchObject({ name: '林𠮷' })
    expect((await accountBy(house.engine, 'email', email))?.name).toBe('林𠮷')
    for (const password of [attacker.password, 'quite another 2'])
      expect((await post('/sign-in', { email, password })).status).toBe(401)
    expect((await post('/sign-in', { email, password: good })).status).toBe(200)
    expect(await house.engine.store.reader.count('registrations', { account: { equals: account?.id } })).toBe(0)
    const dead = await verify(attacker.password)
    expect((await flashOf(dead, '/verify'))?.code).toBe('verify_link_dead')
  })

  test('what was registered and never verified is dropped after 30 days, and of one account the oldest beyond ten', async () => {
    const given = { account: 'one of many', locale: 'zh', salt: 'salt', hash: 'hash' } as const
    for (let n = 0; n < 12; n++) {
      later(1)
      await keepRegistration(home.payload, house.engine, { ...given, name: String(n) })
    }
    const { reader } = house.engine.store
    const kept = await reader.find<{ name: string }>(
      'registrations',
      { account: { equals: given.account } },
      { sort: 'at' },
    )
    expect(kept.map(({ name }) => name)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10', '11'])
    later(31 * 24 * 60)
    await post('/register', newcomer('later@example.cn'))
    expect(await reader.count('registrations', {})).toBe(1)
  })

  test('an account whose person is missing after a crash gets it at the next step', async () => {
    const email = 'crash@example.cn'
    const account = await home.payload.create({
      collection: 'users',
      data: { email, name: '周', password: good, locale: 'en', _verified: true },
      disableVerificationEmail: true,
      overrideAccess: true,
    })
    expect(await house.engine.store.reader.get('persons', account.id)).toBeNull()
    expect((await post('/sign-in', { email, password: good })).status).toBe(200)
    expect(await house.engine.store.reader.get('persons', account.id)).toMatchObject({ roles: ['creator'], name: '周' })
  })

  test('a password forgotten before the address is verified: the mail leads to the verification', async () => {
    const email = 'early@example.cn'
    await post('/register', newcomer(email))
    later(11)
    await post('/forgot', { email })
    const sent = (await mails()).filter((mail) => mail.includes(email))
    expect(sent.map((mail) => mail.includes(`${site}/verify?token=`))).toEqual([true, true])
    expect((await accountBy(house.engine, 'email', email))?.resetPasswordToken).toBeFalsy()
  })

  test('a bad password is refused with every reason, beside the field, and what was typed comes back without it', async () => {
    const cases: [string, string, string[]][] = [
      ['short', 'short', ['password_short']],
      ['1234567890', '1234567890', ['password_digits']],
      ['Password123', 'Password123', ['password_common']],
      ['long.name@example.cn', 'long.name@example.cn', ['password_is_email']],
      ['aaaaaaaaaaaa', 'aaaaaaaaaaab', ['password_common', 'passwords_differ']],
    ]
    for (const [password, passwordAgain, codes] of cases) {
      const answer = await form('/register', {
        ...newcomer('long.name@example.cn'),
        password,
        passwordAgain,
        _back: '/register?next=/calls',
      })
      expect(answer.headers.get('location')).toBe('/register?next=/calls')
      const flash = await flashOf(answer, '/register')
      expect(flash?.issues?.map(({ code }) => code)).toEqual(codes)
      expect(flash?.values).toEqual({ email: 'long.name@example.cn', name: '林𠮷', locale: 'zh' })
    }
    const empty = await post('/register', { email: 'no', name: ' ', password: good })
    expect(await empty.json()).toMatchObject({
      status: 422,
      code: 'invalid_input',
      issues: [
        { field: 'email', code: 'not_an_email' },
        { field: 'name', code: 'required' },
        { field: 'passwordAgain', code: 'required' },
      ],
    })
  })

  test('five wrong passwords lock the account for the address that they came from, and for no other', async () => {
    const email = 'locked@example.cn'
    await verified(email)
    const from = (address: string) => ({ 'x-forwarded-for': address })
    const codes: string[] = []
    for (let n = 0; n < 6; n++) {
      const answer = await post('/sign-in', { email, password: n < 5 ? 'wrong password' : good }, from('203.0.113.9'))
      codes.push(((await answer.json()) as { code: string }).code)
    }
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'sign_in_failed'), 'account_locked'])
    expect((await post('/sign-in', { email, password: good }, from('198.51.100.7'))).status).toBe(200)
    // Whether there is such an account makes no difference.
    const unknown = { email: 'nobody@example.cn', password: good }
    const statuses: number[] = []
    for (let n = 0; n < 6; n++) statuses.push((await post('/sign-in', unknown, from('203.0.113.9'))).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 423])
    later(10)
    expect((await post('/sign-in', { email, password: good }, from('203.0.113.9'))).status).toBe(200)
    // A right one is not counted, nor what was tried before it.
    for (let n = 0; n < 7; n++) expect((await post('/sign-in', { email, password: good })).status).toBe(200)
  })

  test('a forgotten password is set anew by the link of the mail, once', async () => {
    const email = 'forgot@example.cn'
    await verified(email)
    await post('/forgot', { email })
    await post('/forgot', { email })
    const sent = (await mails()).filter((mail) => mail.includes(email) && mail.includes('/reset?'))
    expect(sent).toHaveLength(1)
    const token = tokenIn(sent[0])
    const outbox = await house.engine.store.reader.find('outbox', {})
    expect(JSON.stringify(outbox)).not.toContain(token)
    expect(JSON.stringify(outbox)).not.toContain(email)
    const next = { token, password: 'the next one 3', passwordAgain: 'the next one 3' }
    expect(await (await post('/reset', { ...next, password: '1234567890' })).json()).toMatchObject({
      code: 'invalid_input',
    })
    expect((await form('/reset', next)).headers.get('location')).toBe('/sign-in')
    expect(await (await post('/reset', next)).json()).toMatchObject({ code: 'reset_link_dead', status: 410 })
    expect((await post('/sign-in', { email, password: good })).status).toBe(401)
    expect((await post('/sign-in', { email, password: next.password })).status).toBe(200)
  })

  test('signing out ends the session', async () => {
    const email = 'leaving@example.cn'
    await verified(email)
    const signedIn = await form('/sign-in', { email, password: good, _next: '/calls' })
    expect(signedIn.headers.get('location')).toBe('/calls')
    const cookie = signedIn.headers.getSetCookie().join().split(';')[0] ?? ''
    expect((await home.payload.auth({ headers: new Headers({ cookie }) })).user).not.toBeNull()
    const out = await form('/sign-out', {}, { cookie })
    expect(out.headers.getSetCookie().join()).toMatch(/payload-token=;/)
    expect((await home.payload.auth({ headers: new Headers({ cookie }) })).user).toBeNull()
  })

  test('nobody is led to another site, and no other site signs anybody in', async () => {
    const email = 'there@example.cn'
    await verified(email)
    for (const elsewhere of ['//evil.example', 'https://evil.example/', '/\\evil.example'])
      expect((await form('/sign-in', { email, password: good, _next: elsewhere })).headers.get('location')).toBe('/my')
    for (const header of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }] as Record<
      string,
      string
    >[])
      expect(await (await post('/sign-in', { email, password: good }, header)).json()).toMatchObject({
        status: 403,
        code: 'cross_site',
      })
  })

  test("Payload's own mails go out through the outbox, which forgets them", async () => {
    const adapter = payloadEmailAdapter((item) => enqueue(house.engine, item))()
    await adapter.sendEmail({
      to: 'admin@example.cn',
      subject: 'Reset',
      html: `<a href="${site}/admin/reset/abc">here</a>`,
    })
    expect(
      (await mails()).filter((mail) => mail.includes('admin@example.cn') && mail.includes('/admin/reset/abc')),
    ).toHaveLength(1)
    const [row] = await house.engine.store.reader.find<{ state: string; payload: unknown }>('outbox', {
      kind: { equals: 'mail_raw' },
    })
    expect([row?.state, row?.payload ?? null]).toEqual(['done', null])
  })

  test('a mail nobody has words for is not sent', async () => {
    const { mail } = effects(house)
    await expect(
      mail?.({
        id: 'x',
        kind: 'mail',
        key: 'x',
        payload: { event: 'nonsense', person: 'x', params: {} },
        state: 'leased',
        notBefore: '',
        leaseUntil: null,
        fence: 1,
        attempts: 1,
      }),
    ).rejects.toThrow('no words for the mail nonsense')
  })
})
