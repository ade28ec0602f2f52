import { createHash } from 'node:crypto'
import { request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'

export interface Told {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
export const metadata = (pairs: Record<string, string>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key} ${base64(value)}`)
    .join(',')

type Headers = Record<string, string | number>

/** A client that speaks tus by hand, so that it can also speak it wrongly. `'lost'` = the connection died unanswered. */
export interface TusHand {
  send(method: string, path: string, headers?: Headers, body?: Uint8Array): Promise<Told>
  /** Begins a request whose body is written later. */
  open(method: string, path: string, headers?: Headers): { request: ClientRequest; answer: Promise<Told | 'lost'> }
  create(bytes: number, about?: Record<string, string>, more?: Headers): Promise<Told>
  /** The address of a new upload. */
  begun(bytes: number, about?: Record<string, string>): Promise<string>
  patch(path: string, from: number, body: Uint8Array): Promise<Told>
  /** Sends some bytes of a PATCH that promised more, and cuts the connection once the server has taken them. */
  cut(path: string, from: number, body: Uint8Array, taken: () => Promise<boolean> | boolean): Promise<void>
  /** How much the server says that it has. */
  offset(path: string): Promise<number>
}

/** @param token of a session, or none for a visitor */
export function tusHand(url: string | (() => string), token?: string): TusHand {
  const open: TusHand['open'] = (method, path, more = {}) => {
    const headers: Headers = { accept: 'application/json', 'tus-resumable': '1.0.0', ...more }
    if (token !== undefined) headers.cookie = `payload-token=${token}`
    const asked = request(new URL(path, typeof url === 'string' ? url : url()), { method, headers, agent: false })
    const answer = new Promise<Told | 'lost'>((resolve) => {
      asked.once('error', () => {
        resolve('lost')
      })
      asked.once('response', (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.once('error', () => {
          resolve('lost')
        })
        response.once('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString('utf8'),
          })
        })
      })
    })
    return { request: asked, answer }
  }
  const send: TusHand['send'] = async (method, path, headers = {}, body) => {
    const { request: asked, answer } = open(method, path, { ...headers, 'content-length': body?.length ?? 0 })
    asked.end(body)
    const told = await answer
    if (told === 'lost') throw new Error(`${method} ${path}: the connection was lost`)
    return told
  }
  const part = (from: number) => ({ 'content-type': 'application/offset+octet-stream', 'upload-offset': from })
  const hand: TusHand = {
    open,
    send,
    create: (bytes, about = {}, more = {}) =>
      send('POST', '/uploads', { 'upload-length': bytes, 'upload-metadata': metadata(about), ...more }),
    async begun(bytes, about) {
      const { status, headers, text } = await hand.create(bytes, about)
      if (status !== 201) throw new Error(`${String(status)} ${text}`)
      return headers.location ?? ''
    },
    patch: (path, from, body) => send('PATCH', path, part(from), body),
    async cut(path, from, body, taken) {
      const { request: asked, answer } = open('PATCH', path, { ...part(from), 'content-length': body.length + 1 })
      asked.write(body)
      while (!(await taken())) await new Promise((resolve) => setTimeout(resolve, 2))
      asked.destroy()
      await answer
    },
    async offset(path) {
      const { status, headers } = await send('HEAD', path)
      if (status !== 200) throw new Error(`HEAD ${path}: ${String(status)}`)
      return Number(headers['upload-offset'])
    },
  }
  return hand
}

export const codeOf = ({ text }: Told): string => (JSON.parse(text) as { code: string }).code
