import { z } from 'zod'
import { APIError } from 'payload'
import { refuse } from '../../workflows/engine'
import type { House } from '../faces'
import { isForm, localPath, mayPass, toPage } from '../web'
import type { WebContext } from '../web'
import { accountBy, ensurePerson, mustBeInGoodStanding } from './account'
import { checked, emailField, passwordField, tokenField } from './form'
import type { Sent } from './form'
import { accountMail, passwordChangedMail } from './outbox'
import { mustBeGood } from './register'

/** `GET /account/verify?token=…`, the link of the mail, and the same by form. A dead link says so on the page `/verify`. */
export async function verify(house: House, c: WebContext, given: unknown): Promise<Response> {
  const { payload, engine } = house
  await mayPass(house, c, 'link')
  const token = tokenField.safeParse(given)
  const account = token.success ? await accountBy(engine, '_verificationToken', token.data) : null
  const verified =
    account && (await payload.verifyEmail({ collection: 'users', token: token.data ?? '' }).catch(deadLink))
  if (!verified) return toPage('/verify', { code: 'verify_link_dead' })
  await ensurePerson(engine, account)
  return toPage('/sign-in', { done: 'account.verified' })
}

/** `POST /account/forgot`: the same answer whether or not the address is known. */
export async function forgot(house: House, c: WebContext, sent: Sent): Promise<Response> {
  const { email } = checked(z.object({ email: emailField }), sent.fields)
  await mayPass(house, c, 'forgot', email)
  await sendResetLink(house, email)
  if (isForm(c)) return toPage(localPath(sent.next, '/forgot'), { done: 'account.forgot' })
  return c.json({ done: 'account.forgot' }, 202)
}

/** Mails the link to whoever owns the address; an address that nobody has is left alone. */
export async function sendResetLink({ payload, engine }: House, email: string): Promise<void> {
  const account = await accountBy(engine, 'email', email)
  const mail = account && (await accountMail(engine, 'reset_password', account.id))
  if (!mail?.due) return
  // Draws the token and its expiry; the mail is ours.
  await payload.forgotPassword({ collection: 'users', data: { email }, disableEmail: true })
  await mail.enqueue()
}

const resetSchema = z.object({ token: tokenField.catch(''), password: passwordField, passwordAgain: passwordField })

/** `POST /account/reset`. All sessions of the account end; the link also proves the address. */
export async function reset(house: House, c: WebContext, sent: Sent): Promise<Response> {
  const { payload, engine } = house
  const { token, password, passwordAgain } = checked(resetSchema, sent.fields)
  await mayPass(house, c, 'link')
  const account = await accountBy(engine, 'resetPasswordToken', token)
  if (!account) throw refuse('reset_link_dead', { status: 410 })
  await mustBeInGoodStanding(engine, account.id)
  mustBeGood(password, passwordAgain, account.email)
  const done = await payload
    .resetPassword({ collection: 'users', data: { token, password }, overrideAccess: true })
    .catch(deadLink)
  if (!done) throw refuse('reset_link_dead', { status: 410 })
  if (!account._verified && account._verificationToken)
    await payload.verifyEmail({ collection: 'users', token: account._verificationToken }).catch(deadLink)
  await passwordChangedMail(engine, account.id)
  if (sent.form) return toPage(localPath(sent.next, '/sign-in'), { done: 'account.reset' })
  return c.json({ done: 'account.reset' })
}

/** The token was used or ran out between our look and Payload's. */
function deadLink(error: unknown): null {
  if (error instanceof APIError && error.status === 403) return null
  throw error
}
