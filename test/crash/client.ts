import { password } from '../support/server'

export interface Reply<T = unknown> {
  status: number
  body: T
}

/** What came of a request: an answer, or a connection that died without one. */
export type Fate<T = unknown> = Reply<T> | 'lost'

/** Somebody with a cookie jar who keeps talking to whichever process serves at the moment. */
export interface CrashClient {
  /** The person's id, once signed in; the word for a visitor before. */
  id: string
  send<T>(method: string, where: string, body: unknown, headers?: Record<string, string>): Promise<Fate<T>>
  form<T>(where: string, fields: Record<string, string | string[]>): Promise<Fate<T>>
  upload<T>(where: string, fields: Record<string, string>, files: UploadedFile[]): Promise<Fate<T>>
  signIn(email: string): Promise<void>
  /** What stands in the jar, as a header. */
  cookie(): string
}

export interface UploadedFile {
  name: string
  type: string
  bytes: Uint8Array
}

/** The answer of a request that must have one. */
export function answered<T>(fate: Fate<T>): Reply<T> {
  if (fate === 'lost') throw new Error('the connection was lost')
  return fate
}

/**
 * @param urlOf the address of the process that serves now
 * @param token of a session that has begun
 */
export function openClient(urlOf: () => string, token?: string): CrashClient {
  const jar = new Map(token === undefined ? [] : [['payload-token', token]])
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  async function call<T>(
    method: string,
    where: string,
    body: BodyInit,
    more: Record<string, string>,
  ): Promise<Fate<T>> {
    const headers = new Headers({ accept: 'application/json', ...more })
    if (jar.size > 0) headers.set('cookie', cookie())
    try {
      const response = await fetch(urlOf() + where, { method, headers, redirect: 'manual', body })
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        jar.set(name, value)
      }
      const text = await response.text()
      const json = (response.headers.get('content-type') ?? '').includes('json')
      return { status: response.status, body: (json ? JSON.parse(text) : text) as T }
    } catch (error) {
      // Not `instanceof`: fetch throws an error of the realm outside the test's.
      if ((error as Error).name === 'TypeError') return 'lost'
      throw error
    }
  }
  const client: CrashClient = {
    id: 'visitor',
    cookie,
    send: (method, where, body, headers = {}) =>
      call(method, where, JSON.stringify(body), { 'content-type': 'application/json', ...headers }),
    form(where, fields) {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
      return call('POST', where, body, {})
    },
    upload(where, fields, files) {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      for (const { name, type, bytes } of files) body.append('file', new Blob([bytes as BlobPart], { type }), name)
      return call('POST', where, body, {})
    },
    async signIn(email) {
      const { status, body } = answered(await client.form<{ id: string }>('/account/sign-in', { email, password }))
      if (status !== 200) throw new Error(`sign-in: ${String(status)} ${JSON.stringify(body)}`)
      client.id = body.id
    },
  }
  return client
}
