import { z } from 'zod'
import { APIError } from 'payload'
import { refuse } from '../../workflows/engine'
import type { House } from '../faces'
import { isForm, localPath, mayPass, toPage } from '../web'
import type { WebContext } from '../web'
import { accountBy, ensurePerson, mustBeInGoodStanding } from './account'
import { checked, emailField, invalid, passwordField, tokenField } from './form'
import type { Sent } from './form'
import { accountMail, passwordChangedMail } from './outbox'
import { mustBeGood } from './register'
import { forgetRegistrations, registrationWith } from './registrations'
import { letIn } from './sign-in'
import { wasRight } from './tries'

const verifySchema = z.object({ token: tokenField.catch(''), password: passwordField })

/**
 * `POST /account/verify`: the link shows who reads the mail of the address, the password which of the registrations for
 * it is theirs; its name and password hold from now on, and they are signed in. Several people may have registered with
 * one address, and the link alone would let in whoever was first.
 */
export async function verify(house: House, c: WebContext, sent: Sent): Promise<Response> {
  const { payload, engine } = house
  await mayPass(house, c, 'link')
  const { token, password } = checked(verifySchema, sent.fields)
  const account = await accountBy(engine, '_verificationToken', token)
  if (!account) throw refuse('verify_link_dead', { status: 410 })
  const own = await registrationWith(engine, account.id, password)
  if (!own) throw invalid([{ field: 'password', code: 'registration_password' }])
  const { name, locale } = own
  await ensurePerson(engine, { id: account.id, name })
  const data = { name, locale, password }
  await payload.update({ collection: 'users', id: account.id, data, overrideAccess: true, depth: 0 })
  const verified = await payload.verifyEmail({ collection: 'users', token }).catch(deadLink)
  if (!verified) throw refuse('verify_link_dead', { status: 410 })
  await forgetRegistrations(payload, account.id)
  return letIn(house, c, sent, { email: account.email, password }, 'account.verified')
}

/** `POST /account/forgot`: the same answer whether or not the address is known. */
export async function forgot(house: House, c: WebContext, sent: Sent): Promise<Response> {
  const { email } = checked(z.object({ email: emailField }), sent.fields)
  await mayPass(house, c, 'forgot', email)
  await sendResetLink(house, email)
  if (isForm(c)) return toPage(house, localPath(sent.next, '/forgot'), { done: 'account.forgot' })
  return c.json({ done: 'account.forgot' }, 202)
}

/**
 * Mails the link to whoever owns the address; an address that nobody has is left alone. One that is not verified yet has
 * no password to set anew: its mail leads to the verification.
 */
export async function sendResetLink({ payload, engine }: House, email: string): Promise<void> {
  const account = await accountBy(engine, 'email', email)
  if (account && !account._verified) return (await accountMail(engine, 'verify_email', account.id)).enqueue()
  const mail = account && (await accountMail(engine, 'reset_password', account.id))
  if (!mail?.due) return
  // Draws the token and its expiry; the mail is ours.
  await payload.forgotPassword({ collection: 'users', data: { email }, disableEmail: true })
  await mail.enqueue()
}

const resetSchema = z.object({ token: tokenField.catch(''), password: passwordField, passwordAgain: passwordField })

/** `POST /account/reset`. All sessions of the account end. */
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
  wasRight(house, c, account.email)
  await passwordChangedMail(engine, account.id)
  if (sent.form) return toPage(house, localPath(sent.next, '/sign-in'), { done: 'account.reset' })
  return c.json({ done: 'account.reset' })
}

/** The token was used or ran out between our look and Payload's. */
function deadLink(error: unknown): null {
  if (error instanceof APIError && error.status === 403) return null
  throw error
}
