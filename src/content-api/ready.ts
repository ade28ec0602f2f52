import { createHash } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { Client } from './client'
import type { Memory, Ready } from './state'

/** What every route knows of its request. */
export interface Request {
  client: Client
  /** ISO text of the instant at which the request arrived. */
  now: string
  /** The newest release's number when it arrived. */
  revision: number
}

export interface Env {
  /** Empty where the routes are asked without a server. */
  Bindings: Partial<HttpBindings>
  Variables: { request: Request }
}

/** Whether an `If-None-Match` header names this tag (RFC 9110 §13.1.2, weak comparison). */
export const matches = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((each) => ['*', etag].includes(each.trim().replace(/^W\//, '')))

const placeOf = (c: Context<Env>, client: Client) => {
  const { url } = c.req
  return `${client.id}:${client.entitlementRev} ${url.slice(url.indexOf('/', 8))}`
}

/** Straight to the socket: a web Response would turn the bytes into a stream and back, at ten times the cost of the rest. */
function sent(c: Context<Env>, { bytes, etag }: Ready): Response {
  const headers: Record<string, string> = { etag, 'cache-control': 'private, no-cache', vary: 'Authorization' }
  if (matches(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  headers['content-type'] = 'application/json; charset=utf-8'
  headers['content-length'] = String(bytes.byteLength)
  const { outgoing } = c.env
  if (!outgoing) return new Response(bytes, { headers })
  outgoing.writeHead(200, headers)
  outgoing.end(bytes)
  return RESPONSE_ALREADY_SENT
}

/** The answer that was made for this client and this very question, if it still holds. */
export function readyAnswer(c: Context<Env>, memory: Memory, { client, now, revision }: Request): Response | null {
  const ready = memory.answers.get(placeOf(c, client))
  const holds = ready?.revision === revision && (ready.until === null || now < ready.until)
  return ready && holds ? sent(c, ready) : null
}

/** Answers with a JSON body, and keeps the bytes for the next who asks the same. */
export async function answer(c: Context<Env>, memory: Memory, body: object): Promise<Response> {
  const { client, now, revision } = c.get('request')
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  const ready: Ready = { bytes, etag, revision, until: await memory.pulse.nextInstant(revision, now) }
  memory.answers.set(placeOf(c, client), ready)
  return sent(c, ready)
}
