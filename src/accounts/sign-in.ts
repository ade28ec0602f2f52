import {
  AuthenticationError,
  createLocalReq,
  generateExpiredPayloadCookie,
  generatePayloadCookie,
  logoutOperation,
} from 'payload'
import { z } from 'zod'
import { refuse } from '../../workflows/engine'
import type { Refusal } from '../../workflows/engine'
import { isStaff } from '../../workflows/rules/vocabulary'
import type { House } from '../faces'
import { withToken } from '../session'
import { localPath, mayPass, toPage } from '../web'
import type { WebContext } from '../web'
import { accountBy, ensurePerson } from './account'
import type { AccountRow } from './account'
import { sameEffort } from './effort'
import { checked, emailField, passwordField } from './form'
import type { Sent } from './form'
import { accountMail } from './outbox'
import { registrationWith } from './registrations'
import { mayTry, wasRight } from './tries'

const schema = z.object({ email: emailField, password: passwordField })

/** `POST /account/sign-in`: the very session and cookie that Payload's own sign-in gives. */
export async function signIn(house: House, c: WebContext, sent: Sent): Promise<Response> {
  const { email, password } = checked(schema, sent.fields)
  await mayTry(house, c, email)
  await mayPass(house, c, 'sign_in', email)
  return letIn(house, c, sent, { email, password })
}

/** Signs in, and leads to the page that was asked for or to where this person works. */
export async function letIn(
  house: House,
  c: WebContext,
  sent: Sent,
  { email, password }: { email: string; password: string },
  done?: string,
): Promise<Response> {
  const { token, user } = await logIn(house, email, password)
  if (!token || !user) throw new Error('signed in without a session')
  wasRight(house, c, email)
  await ensurePerson(house.engine, user)
  const roles = await rolesOf(house, user.id)
  const next = localPath(sent.next, isStaff(roles) ? '/admin' : roles.includes('reviewer') ? '/review' : '/my')
  const cookie = generatePayloadCookie({ ...cookieOptions(house), token })
  const answer = sent.form ? await toPage(house, next, done ? { done } : undefined) : c.json({ id: user.id, next })
  return withCookie(answer, cookie)
}

/** `POST /account/sign-out`: ends this session, not the person's others. */
export async function signOut(house: House, c: WebContext, sent: Sent): Promise<Response> {
  const { payload } = house
  const { user } = await payload.auth({ headers: withToken(c.req.raw.headers) })
  if (user)
    await logoutOperation({ collection: payload.collections.users, req: await createLocalReq({ user }, payload) })
  const answer = sent.form
    ? await toPage(house, localPath(sent.next, '/'), { done: 'account.signedOut' })
    : c.json({ done: 'account.signedOut' })
  return withCookie(answer, generateExpiredPayloadCookie(cookieOptions(house)))
}

const cookieOptions = ({ payload }: House) => ({
  collectionAuthConfig: payload.collections.users.config.auth,
  cookiePrefix: payload.config.cookiePrefix,
})

function withCookie(answer: Response, cookie: string): Response {
  answer.headers.append('set-cookie', cookie)
  answer.headers.set('cache-control', 'no-store')
  return answer
}

async function rolesOf({ engine }: House, person: string): Promise<string[]> {
  const row = await engine.store.reader.get<{ state: string; roles: string[] | null }>('persons', person)
  return row?.state === 'active' ? (row.roles ?? []) : []
}

/** @throws Refusal 401 `sign_in_failed`, 403 `email_unverified` (its link is sent again) */
async function logIn(house: House, email: string, password: string) {
  const { payload, engine } = house
  const account = await accountBy(engine, 'email', email)
  if (!account?._verified) throw await notYet(house, account, password)
  try {
    return await payload.login({ collection: 'users', data: { email, password }, depth: 0, overrideAccess: true })
  } catch (error) {
    if (error instanceof AuthenticationError) throw refuse('sign_in_failed', { status: 401 })
    throw error
  }
}

/** Whoever has registered learns what is missing and gets the link again; others hear, as late, what everybody hears. */
async function notYet({ engine }: House, account: AccountRow | null, password: string): Promise<Refusal> {
  if (!account) await sameEffort(password)
  else if (await registrationWith(engine, account.id, password)) {
    await (await accountMail(engine, 'verify_email', account.id)).enqueue()
    return refuse('email_unverified', { status: 403 })
  }
  return refuse('sign_in_failed', { status: 401 })
}
