import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { HttpBindings } from '@hono/node-server'
import { inGoodStanding, refuse } from '../workflows/engine'
import type { Refusal } from '../workflows/engine'
import type { House } from './faces'
import { flashCookie, flashSeconds, keepFlash } from './flash'
import type { Flash } from './flash'
import type { Language } from './i18n'
import { asRefusal, isOutage, problemResponse } from './problem'
import { clientAddress, pass, tooMany } from './rate-limit'
import type { Door } from './rate-limit'
import { sessionOf } from './session'
import type { Session } from './session'

export interface Web {
  Bindings: HttpBindings
  Variables: { session: Session }
}
export type WebContext = Context<Web>

export const languageOf = (c: WebContext): Language => {
  const chosen = getCookie(c, 'kepu-lang')
  if (chosen === 'en' || chosen === 'zh') return chosen
  return /^en\b/.test(c.req.header('accept-language') ?? '') ? 'en' : 'zh'
}

/** A page's form without files. */
const isPlainForm = (c: WebContext) => isForm(c) && !/^multipart/i.test(c.req.header('content-type') ?? '')

/** A form sent by a page, as opposed to a program that wants JSON. */
export const isForm = (c: WebContext): boolean =>
  /^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(c.req.header('content-type') ?? '') &&
  !(c.req.header('accept') ?? '').includes('application/json')

/** The most that a request may bring, in bytes, files apart. */
export const maxBody = 2 * 1024 * 1024

/**
 * Lets no more than `most` bytes in, said beforehand or found while they come in pieces.
 * @throws Refusal 413 `body_too_large`
 */
export const limitedTo =
  (most: number): MiddlewareHandler<Web> =>
  async (c, next) => {
    const { raw } = c.req
    const length = raw.headers.has('transfer-encoding') ? null : raw.headers.get('content-length')
    if (length === null && raw.body) {
      const { bytes, all } = await readUpTo(raw.body, most)
      if (!all) await tooLarge(c)
      const { method, headers } = raw
      c.req.raw = new Request(c.req.url, { method, headers, ...(bytes.length > 0 ? { body: bytes } : {}) })
    } else if (Number(length) > most) await tooLarge(c)
    await next()
  }

export const limited = limitedTo(maxBody)

/** The same inside of a route that takes files as well: reads a body that brings none. */
export async function withoutFiles<T>(c: WebContext, read: () => Promise<T>): Promise<T> {
  const all: T[] = []
  await limited(c as Context<Web, string>, async () => void all.push(await read()))
  return all[0] as T
}

const mostFields = 5000

/**
 * The fields of a form, texts only.
 * @throws Refusal 400 `invalid_body` when it is no form, or a broken one; 413 when it has more than 5,000 fields
 */
export async function formEntries(c: WebContext): Promise<[string, string][]> {
  const form = await c.req.formData().catch(() => {
    throw refuse('invalid_body', { status: 400 })
  })
  const entries = [...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  if (entries.length > mostFields) throw refuse('body_too_large', { status: 413 })
  return entries
}

/** Fields by name; a name that stands several times has a list. */
function byName(entries: readonly (readonly [string, string])[]): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>()
  for (const [name, text] of entries) {
    const before = values.get(name)
    if (Array.isArray(before)) before.push(text)
    else values.set(name, before === undefined ? text : [before, text])
  }
  return Object.fromEntries(values)
}

const deepest = 40

/**
 * A JSON body.
 * @throws Refusal 400 `invalid_body` when it is none, or nested deeper than anything of ours
 */
export async function jsonBody(c: WebContext): Promise<unknown> {
  const value: unknown = await c.req.json().catch(() => undefined)
  if (value === undefined || !shallow(value, deepest)) throw refuse('invalid_body', { status: 400 })
  return value
}

const shallow = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((one) => shallow(one, levels - 1)))

async function tooLarge(c: WebContext): Promise<never> {
  await readAway(c)
  throw refuse('body_too_large', { status: 413 })
}

/** Reads what nobody read, up to 16 MB: a connection that is cut while it still sends never hears the answer. */
async function readAway({ req }: { req: { raw: Request } }): Promise<void> {
  const { body, bodyUsed } = req.raw
  if (!body || bodyUsed || body.locked) return
  // Whoever has gone meanwhile needs no answer.
  await readUpTo(body, 8 * maxBody, false).catch(() => undefined)
}

/** Before a refusal: a plain form is read by whoever shows it again, anything else is read away. */
export const readOut = async (c: WebContext): Promise<void> => {
  if (!isPlainForm(c)) await readAway(c)
}

async function readUpTo(body: ReadableStream<Uint8Array>, most: number, keep = true) {
  const reader = body.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return { bytes: new Uint8Array(Buffer.concat(parts)), all: true }
      size += value.byteLength
      if (size > most) return { bytes: new Uint8Array(), all: false }
      if (keep) parts.push(value)
    }
  } finally {
    reader.releaseLock()
  }
}

/** What whoever is suspended may still send: signing in to read, and signing out. */
const comingAndGoing = /\/(?:sign-in|sign-out|users\/login|users\/logout)$/

/**
 * The session, and the refusal of requests that another site makes a browser send, that a suspended person sends to
 * change anything, or that bring too much. Routes that take files limit themselves.
 * @throws Refusal 403 `cross_site` or `person_suspended`, 413 `body_too_large`
 */
export const withSession =
  ({ payload }: House, { uploads = false } = {}) =>
  async (c: Context<Web, string>, next: () => Promise<void>): Promise<void> => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!reads) mustBeSameSite(c)
    const session = await sessionOf(payload, c.req.raw.headers)
    c.set('session', session)
    const barred = reads || comingAndGoing.test(c.req.path) ? null : inGoodStanding(session)
    if (barred) {
      await readOut(c)
      throw barred
    }
    if (uploads) await next()
    else {
      await limited(c, next)
      await readAway(c)
    }
  }

function mustBeSameSite(c: WebContext): void {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const foreign = origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === c.req.header('host'))
  if (site === 'cross-site' || foreign) throw refuse('cross_site', { status: 403 })
}

/** @throws Refusal 401 for a visitor */
export function personOf(c: WebContext): string {
  const { account } = c.var.session
  if (!account) throw refuse('sign_in_first', { status: 401 })
  return account.id
}

/**
 * Lets a request through a door that is costly or open to everybody, as often as the client's address and the account
 * may.
 * @param account a person's id, or the address typed into a form
 * @throws Refusal 429 `too_many_requests`
 */
export async function mayPass(
  { config, engine }: House,
  c: WebContext,
  door: Door,
  account: string | null = null,
): Promise<void> {
  const now = engine.clock.now()
  const address = addressOf(config, c)
  const wait = pass(door, 'address', address, now) || (account === null ? 0 : pass(door, 'account', account, now))
  if (wait === 0) return
  await readOut(c)
  throw tooMany(wait)
}

export function addressOf({ trustProxy }: House['config'], c: WebContext): string {
  // Without a server around it (in a test) a request has no other end.
  const { incoming } = (c.env as Partial<HttpBindings> | undefined) ?? {}
  return clientAddress(incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), trustProxy)
}

/**
 * A path of this site as a header can carry it, or the fallback: never a way to somewhere else. Browsers drop tabs and
 * line ends before they look where an address leads, so a path with control characters is none.
 */
export function localPath(path: string | undefined, fallback: string): string {
  if (!path || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)) return fallback
  const { pathname, search, hash } = new URL(path, 'http://here')
  return pathname.startsWith('//') ? fallback : pathname + search + hash
}

const pathnameOf = (path: string) => path.split(/[?#]/)[0] ?? '/'

/**
 * 303 to a page, with something to tell it.
 * @param told the page that is told, where the way to it leads over another
 */
export async function toPage(house: House, path: string, flash?: Flash, told = path): Promise<Response> {
  const headers = new Headers({ location: path, 'cache-control': 'no-store' })
  if (flash) {
    const secure = house.config.serverUrl.startsWith('https:') ? '; Secure' : ''
    const kept = `${flashCookie(pathnameOf(told))}=${await keepFlash(house, flash)}`
    headers.append('set-cookie', `${kept}; Max-Age=${String(flashSeconds)}; Path=/; HttpOnly; SameSite=Lax${secure}`)
  }
  return new Response(null, { status: 303, headers })
}

/** Where a refused form goes back to. */
export function backOf(c: WebContext, asked: string | undefined): string {
  const referer = c.req.header('referer')
  const came = referer && URL.canParse(referer) ? new URL(referer) : null
  return localPath(asked, came && came.host === c.req.header('host') ? came.pathname + came.search : '/')
}

/** Every face's way to say no: problem+json for programs, the page again with the reason for forms. */
export const refusing =
  (house: House) =>
  (error: Error, c: WebContext): Response | Promise<Response> => {
    const refusal = asRefusal(error) ?? faultOf(error, house.log, c)
    if (isOutage(error)) house.log.error({ err: error }, 'outage')
    if (!isForm(c)) return problemResponse(refusal, languageOf(c))
    return refusedForm(house, c, refusal)
  }

/**
 * Back to the form's page, with the reason and everything that was typed. Whoever has to sign in first finds both there
 * afterwards.
 */
export async function refusedForm(house: House, c: WebContext, refusal: Refusal, back?: string): Promise<Response> {
  const { code, params, issues } = refusal
  const form = await typedIn(c)
  const path = backOf(c, back ?? form?.back)
  const values = code !== 'cross_site' && form && mayKeep(house, c) ? { values: form.values } : {}
  if (code !== 'sign_in_first') return toPage(house, path, { code, params, issues, ...values })
  const signIn = `/sign-in?next=${encodeURIComponent(path)}`
  return toPage(house, signIn, values.values && { code: 'signed_out_meanwhile', ...values }, path)
}

const mayKeep = ({ config, engine }: House, c: WebContext): boolean =>
  pass('refused_form', 'address', addressOf(config, c), engine.clock.now()) === 0

/** Never shown again, nor kept. */
const secret = new Set(['currentPassword', 'password', 'passwordAgain', 'token'])

/** What somebody typed into a form without files, but for passwords and what is about the form itself. */
async function typedIn(c: WebContext): Promise<{ back: string | undefined; values: Flash['values'] } | null> {
  if (!isPlainForm(c)) return null
  const entries = await formEntries(c).catch(() => [])
  const back = entries.find(([name]) => name === '_back')?.[1]
  const typed = entries.filter(([name]) => !name.startsWith('_') && !secret.has(name))
  return { back, values: typed.length > 0 ? byName(typed) : undefined }
}

function faultOf(error: Error, log: House['log'], c: WebContext): Refusal {
  log.error({ err: { name: error.name, message: error.message, stack: error.stack }, path: c.req.path }, 'fault')
  return refuse('our_fault', { status: 500 })
}
