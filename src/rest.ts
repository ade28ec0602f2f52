import { Hono } from 'hono'
import { handleEndpoints } from 'payload'
import { refuse } from '../workflows/engine'
import { isStaff } from '../workflows/rules/vocabulary'
import {
  accountBy,
  mayTry,
  mustBeInGoodStanding,
  mustKnowPassword,
  passwordChangedMail,
  sendResetLink,
  wasRight,
} from './accounts'
import { passwordIssues } from './accounts/password'
import type { House } from './faces'
import { asRefusal, problemOf } from './problem'
import { withToken } from './session'
import { languageOf, mayPass, refusing, withSession } from './web'
import type { Web, WebContext } from './web'

const decoded = (path: string) => {
  try {
    return decodeURIComponent(path)
  } catch {
    throw refuse('not_found', { status: 404 })
  }
}

/** What a request says of an account, in either of the forms that Payload reads. @throws Refusal 400 */
async function saidIn(request: Request): Promise<Said> {
  try {
    const form = (request.headers.get('content-type') ?? '').startsWith('multipart/form-data')
    const said: unknown = form ? (await request.formData()).get('_payload') : await request.text()
    return (JSON.parse(String(said)) ?? {}) as Said
  } catch {
    throw refuse('invalid_body', { status: 400 })
  }
}

interface Said {
  email?: unknown
  password?: unknown
  currentPassword?: unknown
  token?: unknown
}

/** The rules of a password hold here as they do on our own pages. @throws Refusal 422 */
function mustBeGood(password: unknown, email = ''): void {
  if (password === undefined || password === null) return
  const issues =
    typeof password === 'string' ? passwordIssues(password, email) : [{ field: 'password', code: 'wrong_type' }]
  if (issues.length > 0) throw refuse('invalid_input', { status: 422, issues })
}

/**
 * Whose password a request is about to set, or `null` when it sets none. It has to be a good one; setting another asks
 * for the present one, and a link sets none for whoever is suspended.
 * @throws Refusal 403, 422, 423
 */
async function passwordOf(house: House, c: WebContext, asked: string, request: Request): Promise<string | null> {
  const { engine } = house
  const resets = /^POST \/users\/reset-password$/i.test(asked)
  if (!resets && !/^(PATCH|PUT) \/users\b/i.test(asked)) return null
  const said = await saidIn(request.clone())
  const { account } = c.var.session
  mustBeGood(said.password, account?.email)
  if (resets) {
    const by = typeof said.token === 'string' ? await accountBy(engine, 'resetPasswordToken', said.token) : null
    if (by) await mustBeInGoodStanding(engine, by.id)
    return by?.id ?? null
  }
  if (!account || said.password === undefined || said.password === null) return null
  await mayPass(house, c, 'password', account.id)
  await mustKnowPassword(house, c, account.email, said.currentPassword)
  return account.id
}

const addressIn = async (request: Request): Promise<string> => {
  const { email } = await saidIn(request)
  return typeof email === 'string' ? email.trim().toLowerCase() : ''
}

/**
 * Signing in and using a link count here as they do on our own pages.
 * @returns the address that somebody signs in with, or `null`
 * @throws Refusal 423, 429
 */
async function mayComeIn(house: House, c: WebContext, asked: string, request: Request): Promise<string | null> {
  const [, door] = /^POST \/users\/(login|reset-password)$/i.exec(asked) ?? []
  if (door && /^reset/i.test(door)) await mayPass(house, c, 'link')
  if (!door || /^reset/i.test(door)) return null
  const email = await addressIn(request.clone())
  await mayTry(house, c, email)
  await mayPass(house, c, 'sign_in', email)
  return email
}

/** Whoever has forgotten the password in the admin gets the very mail that the portal sends, whoever asks. */
async function forgotten(house: House, c: WebContext): Promise<Response> {
  const email = await addressIn(c.req.raw)
  await mayPass(house, c, 'forgot', email)
  await sendResetLink(house, email)
  return Response.json({ message: 'success' }, { headers: { 'cache-control': 'no-store' } })
}

/** A refusal as the admin reads it: it sends forms, and wants no page for an answer. */
const told =
  (house: House) =>
  (error: Error, c: WebContext): Response | Promise<Response> => {
    const refusal = asRefusal(error)
    if (!refusal) return refusing(house)(error, c)
    const problem = problemOf(refusal, languageOf(c))
    const errors = [{ message: problem.issues[0]?.title ?? problem.title }]
    const headers = {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(refusal.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) }),
    }
    return Response.json({ ...problem, errors }, { status: problem.status, headers })
  }

/** What a person who is not staff may still ask Payload for: signing in and out of the admin, nothing else. */
const open = new Set([
  'POST /users/login',
  'POST /users/logout',
  'POST /users/forgot-password',
  'POST /users/reset-password',
  'GET /users/me',
])

/** Of Payload's own collections only a person's own settings of the admin are served. */
const shut = /^\/(?!payload-preferences\/[\w.-]+$)payload-|first-register/i

/**
 * Payload's own REST, behind the first lock: it serves the admin and answers staff sessions only. Nobody registers or
 * makes a first user through it.
 */
export function rest(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(told(house))
  app.use(withSession(house))
  app.all('*', async (c) => {
    const path = c.req.path.replace(/^\/api/, '')
    const { actor } = c.var.session
    if (shut.test(decoded(path))) throw refuse('not_found', { status: 404 })
    if (!isStaff(actor.roles) && !open.has(`${c.req.method} ${path}`))
      throw actor.kind === 'visitor' ? refuse('sign_in_first', { status: 401 }) : refuse('staff_only', { status: 403 })
    if (/^POST \/users\/forgot-password\/*$/i.test(`${c.req.method} ${decoded(path)}`)) return forgotten(house, c)
    // Payload writes properties onto its request, so it gets one of its own.
    const { method, headers: sent, body } = c.req.raw
    const request = new Request(c.req.url, {
      method,
      headers: withToken(sent),
      ...(body ? { body, duplex: 'half' } : {}),
    })
    const email = await mayComeIn(house, c, `${method} ${decoded(path)}`, request)
    const owner = await passwordOf(house, c, `${method} ${decoded(path)}`, request)
    const response = await handleEndpoints({ config: house.payload.config, request })
    if (email !== null && response.ok) wasRight(house, c, email)
    if (owner !== null && response.ok) await passwordChangedMail(house.engine, owner)
    const headers = new Headers(response.headers)
    headers.set('cache-control', 'no-store')
    headers.set('x-content-type-options', 'nosniff')
    return new Response(response.body, { status: response.status, headers })
  })
  return app
}
