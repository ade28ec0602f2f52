import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { runCommand, system } from '../../workflows/engine'
import type { Clock, Outcome } from '../../workflows/engine'
import type { Role } from '../../workflows/rules/vocabulary'
import { readConfig } from '../../src/config'
import { effects } from '../../src/effects'
import type { House } from '../../src/faces'
import { openHouse } from '../../src/house'
import { httpServer } from '../../src/http'
import { outboxWorker } from '../../src/worker'
import { openAccount, password } from './account'
import { startPayload } from './payload'

export { password } from './account'

export interface Answer<T = unknown> {
  status: number
  headers: Headers
  body: T
}

/** A person or a program with a cookie jar of its own. */
export interface Client {
  get: <T = never>(path: string, headers?: Record<string, string>) => Promise<Answer<T>>
  send: <T = never>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer<T>>
  form<T = never>(
    path: string,
    fields: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>
  upload<T = never>(
    path: string,
    fields: Record<string, string>,
    files: { name: string; type: string; bytes: Uint8Array }[],
  ): Promise<Answer<T>>
  /** Runs a command; throws with the problem when it is refused. */
  command(
    subject: string,
    verb: string,
    input?: unknown,
    id?: string,
    rev?: number,
  ): Promise<Outcome & { key?: string }>
  /** The refusal code of a command that must not go through. */
  refused: (subject: string, verb: string, input?: unknown, id?: string, rev?: number) => Promise<string>
  signIn: (email: string, password?: string) => Promise<void>
}

export interface TestServer {
  house: House
  url: string
  mailDir: string
  clock: { at: Date }
  client: () => Client
  /** Does everything in the outbox that is due at the test's clock. */
  drain: () => Promise<number>
  /** A verified account with these roles, made behind the faces: for tests that are not about accounts. */
  person: (name: string, ...roles: Role[]) => Promise<Client & { id: string; email: string }>
  mails: () => { to: string; subject: string; text: string }[]
  /** Closes this house and keeps what it made, for a process of its own to go on with. */
  suspend: () => Promise<Left>
  close: () => Promise<void>
}

/** What a house leaves behind. All of it stands in `dir`, but for a database that is no file. */
export interface Left {
  dir: string
  databaseUrl: string
  storageDir: string
  mailDir: string
}

/** @param env what the configuration is told besides */
export async function startServer(
  at = '2026-03-02T01:00:00.000Z',
  env: Record<string, string> = {},
): Promise<TestServer> {
  const home = await startPayload()
  const clock = { at: new Date(at) }
  const moving: Clock = { now: () => new Date(clock.at) }
  const config = readConfig({
    DATABASE_URL: home.url,
    PAYLOAD_SECRET: process.env.PAYLOAD_SECRET,
    STORAGE_DIR: path.join(home.dir, 'files'),
    UPLOAD_DISK_RESERVE_GB: '0',
    MAIL_TRANSPORT: `file:${path.join(home.dir, 'mail')}`,
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    WORKER: 'off',
    ...env,
  })
  const house = await openHouse(home.payload, config, moving)
  const server = httpServer(house, { closing: false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const worker = outboxWorker(house, effects(house))
  const mailDir = path.join(home.dir, 'mail')
  let people = 0
  const stopListening = () => new Promise((resolve) => server.close(resolve))

  return {
    house,
    url,
    mailDir,
    clock,
    client: () => clientOf(url),
    drain: () => worker.drain(),
    async person(name, ...roles) {
      const n = ++people
      const email = `p${String(n)}@example.test`
      const { id, token } = await openAccount(home.payload, email, name)
      await runCommand(house.engine, {
        actor: system,
        subject: 'person',
        verb: 'register',
        input: { person: id, name },
        key: `person-register-${id}`,
      })
      for (const role of roles)
        await runCommand(house.engine, {
          actor: system,
          subject: 'person',
          verb: 'grant_role',
          id,
          input: { role },
          key: `grant-${role}-${id}`,
        })
      return { ...clientOf(url, token), id, email }
    },
    mails: () => readMails(mailDir),
    async suspend() {
      await stopListening()
      await home.payload.destroy()
      return { dir: home.dir, databaseUrl: home.url, storageDir: config.storageDir, mailDir }
    },
    async close() {
      await stopListening()
      await home.close()
    },
  }
}

let keys = 0
const nextKey = () => `test-key-${String(process.pid)}-${String(++keys)}`

/** @param token of a session that has begun */
export function clientOf(url: string, token?: string): Client {
  const jar = new Map(token === undefined ? [] : [['payload-token', token]])
  async function call<T>(
    method: string,
    where: string,
    init: { body?: BodyInit; headers?: Record<string, string> },
  ): Promise<Answer<T>> {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url + where, {
      method,
      headers,
      redirect: 'manual',
      ...(init.body === undefined ? {} : { body: init.body }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '' || /Max-Age=0/i.test(cookie)) jar.delete(name)
      else jar.set(name, value)
    }
    const type = response.headers.get('content-type') ?? ''
    const body = (
      type.includes('json')
        ? await response.json()
        : type.startsWith('text/')
          ? await response.text()
          : Buffer.from(await response.arrayBuffer())
    ) as T
    return { status: response.status, headers: response.headers, body }
  }
  const client: Client = {
    get: (where, headers = {}) => call('GET', where, { headers }),
    send: (method, where, body, headers = {}) =>
      call(method, where, {
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    form(where, fields, headers = {}) {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
      return call('POST', where, { body, headers })
    },
    upload(where, fields, files) {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      for (const { name, type, bytes } of files) body.append('file', new Blob([bytes as BlobPart], { type }), name)
      return call('POST', where, { body, headers: { accept: 'application/json' } })
    },
    async command(subject, verb, input = {}, id, rev) {
      const answer = await sendCommand(subject, verb, input, id, rev)
      if (answer.status !== 200)
        throw new Error(`${subject}.${verb}: ${String(answer.status)} ${JSON.stringify(answer.body)}`)
      return answer.body as Outcome
    },
    async refused(subject, verb, input = {}, id, rev) {
      const answer = await sendCommand(subject, verb, input, id, rev)
      if (answer.status === 200) throw new Error(`${subject}.${verb} went through`)
      return (answer.body as { code: string }).code
    },
    async signIn(email, secret = password) {
      const answer = await client.form('/account/sign-in', { email, password: secret }, { accept: 'application/json' })
      if (answer.status >= 400 || !jar.has('payload-token'))
        throw new Error(`sign-in: ${String(answer.status)} ${JSON.stringify(answer.body)}`)
    },
  }
  const sendCommand = (subject: string, verb: string, input: unknown, id?: string, rev?: number) =>
    client.send<unknown>(
      'POST',
      `/commands/${subject}/${id === undefined ? '' : `${id}/`}${verb}`,
      { input, ...(rev === undefined ? {} : { rev }) },
      { 'idempotency-key': nextKey() },
    )
  return client
}

export function readMails(dir: string): { to: string; subject: string; text: string }[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => {
      const raw = readFileSync(path.join(dir, name), 'utf8')
      const header = (field: string) =>
        decodeWords(new RegExp(`^${field}: ((?:.|\\r?\\n[ \\t])*)$`, 'im').exec(raw)?.[1] ?? '')
      return { to: header('To'), subject: header('Subject'), text: decodeBody(raw) }
    })
}

const decodeWords = (text: string) =>
  text
    .replaceAll(/\r?\n[ \t]/g, '')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, how: string, data: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(data, 'base64').toString('utf8') : quoted(data.replaceAll('_', ' ')),
    )

const quoted = (text: string) =>
  Buffer.from(
    text
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

function decodeBody(raw: string): string {
  const parts = raw.split(/\r?\n\r?\n/)
  const [head = '', ...rest] = parts
  const body = rest.join('\n\n')
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  if (/content-transfer-encoding: quoted-printable/i.test(raw)) return quoted(body)
  return body
}
