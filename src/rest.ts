import { Hono } from 'hono'
import { handleEndpoints } from 'payload'
import { refuse } from '../workflows/engine'
import { isStaff } from '../workflows/rules/vocabulary'
import { accountBy, mustBeInGoodStanding } from './accounts'
import { passwordIssues } from './accounts/password'
import type { House } from './faces'
import { asRefusal, problemOf } from './problem'
import { languageOf, refusing, withSession } from './web'
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
  password?: unknown
  token?: unknown
}

/** The rules of a password hold here as they do on our own pages. @throws Refusal 422 */
function mustBeGood(password: unknown, email = ''): void {
  if (password === undefined || password === null) return
  const issues =
    typeof password === 'string' ? passwordIssues(password, email) : [{ field: 'password', code: 'wrong_type' }]
  if (issues.length > 0) throw refuse('invalid_input', { status: 422, issues })
}

/** A link sets no password for whoever is suspended. @throws Refusal 403 */
async function mayReset({ engine }: House, token: unknown): Promise<void> {
  const account = typeof token === 'string' ? await accountBy(engine, 'resetPasswordToken', token) : null
  if (account) await mustBeInGoodStanding(engine, account.id)
}

/** A refusal as the admin reads it: it sends forms, and wants no page for an answer. */
const told =
  (house: House) =>
  (error: Error, c: WebContext): Response => {
    const refusal = asRefusal(error)
    if (!refusal) return refusing(house)(error, c)
    const problem = problemOf(refusal, languageOf(c))
    const errors = [{ message: problem.issues[0]?.title ?? problem.title }]
    const headers = { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' }
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
    // Payload writes properties onto its request, so it gets one of its own.
    const { method, headers: sent, body } = c.req.raw
    const request = new Request(c.req.url, { method, headers: sent, ...(body ? { body, duplex: 'half' } : {}) })
    const asked = `${method} ${decoded(path)}`
    if (/^(PATCH|PUT) \/users\b|^POST \/users\/reset-password$/i.test(asked)) {
      const said = await saidIn(request.clone())
      mustBeGood(said.password, c.var.session.account?.email)
      if (/reset-password$/i.test(asked)) await mayReset(house, said.token)
    }
    const response = await handleEndpoints({ config: house.payload.config, request })
    const headers = new Headers(response.headers)
    headers.set('cache-control', 'no-store')
    headers.set('x-content-type-options', 'nosniff')
    return new Response(response.body, { status: response.status, headers })
  })
  return app
}
