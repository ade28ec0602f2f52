import { AuthenticationError } from 'payload'
import { z } from 'zod'
import { refuse } from '../../workflows/engine'
import type { House } from '../faces'
import { localPath, mayPass, toPage } from '../web'
import type { WebContext } from '../web'
import { checked, invalid, passwordField } from './form'
import type { Sent } from './form'
import { passwordChangedMail } from './outbox'
import { mustBeGood } from './register'
import { mayTry, wasRight } from './tries'

const schema = z.object({ currentPassword: passwordField, password: passwordField, passwordAgain: passwordField })

/**
 * `POST /account/password`: asks for the present password, since a session that was left open is not enough. The other
 * sessions of the account end, and its owner is told by mail.
 */
export async function changePassword(house: House, c: WebContext, sent: Sent): Promise<Response> {
  const { payload, engine } = house
  const { user } = await payload.auth({ headers: c.req.raw.headers })
  if (!user) throw refuse('sign_in_first', { status: 401 })
  const { currentPassword, password, passwordAgain } = checked(schema, sent.fields)
  mustBeGood(password, passwordAgain, user.email)
  await mayPass(house, c, 'password', user.id)
  await mustKnowPassword(house, c, user.email, currentPassword)
  await payload.update({ collection: 'users', id: user.id, data: { password }, user, overrideAccess: true, depth: 0 })
  await passwordChangedMail(engine, user.id)
  if (sent.form) return toPage(house, localPath(sent.next, '/my/account'), { done: 'account.passwordChanged' })
  return c.json({ done: 'account.passwordChanged' })
}

/**
 * Whether this is the account's present password. A wrong one counts as a wrong sign-in, so that trying comes to an end.
 * @throws Refusal 422 on the field `currentPassword`, 423 `account_locked`
 */
export async function mustKnowPassword(house: House, c: WebContext, email: string, password: unknown): Promise<void> {
  if (typeof password !== 'string' || password === '') throw invalid([{ field: 'currentPassword', code: 'required' }])
  await mayTry(house, c, email)
  try {
    // The session that this makes ends with the others when the password is set.
    await house.payload.login({ collection: 'users', data: { email, password }, depth: 0, overrideAccess: true })
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error
    throw invalid([{ field: 'currentPassword', code: 'password_wrong' }])
  }
  wasRight(house, c, email)
}
