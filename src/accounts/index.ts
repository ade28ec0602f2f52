import { Hono } from 'hono'
import type { House } from '../faces'
import { limitedTo, refusing, withSession } from '../web'
import type { Web } from '../web'
import { route } from './form'
import { changePassword } from './change-password'
import { forgot, reset, verify } from './links'
import { register } from './register'
import { signIn, signOut } from './sign-in'

export { accountBy, ensurePerson, mustBeInGoodStanding } from './account'
export type { AccountRow } from './account'
export { mustKnowPassword } from './change-password'
export { mayTry, wasRight } from './tries'
export { sendResetLink } from './links'
export { passwordChangedMail, payloadEmailAdapter } from './outbox'

const bodyBytes = 16 * 1024

/** Registering, signing in and out, verification, changed and forgotten passwords; mounted at `/account`. */
export function accounts(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(refusing(house))
  app.use(limitedTo(bodyBytes))
  app.use(withSession(house))
  app.post('/verify', route(house, '/verify', verify))
  app.post('/register', route(house, '/register', register))
  app.post('/sign-in', route(house, '/sign-in', signIn))
  app.post('/sign-out', route(house, '/', signOut))
  app.post('/password', route(house, '/my/account', changePassword))
  app.post('/forgot', route(house, '/forgot', forgot))
  app.post('/reset', route(house, '/reset', reset))
  return app
}
