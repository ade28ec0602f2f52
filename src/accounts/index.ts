import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { refuse } from '../../workflows/engine'
import type { House } from '../faces'
import { refusing, withSession } from '../web'
import type { Web } from '../web'
import { route } from './form'
import { changePassword } from './change-password'
import { forgot, reset, verify } from './links'
import { register } from './register'
import { signIn, signOut } from './sign-in'

export { accountBy, ensurePerson, mustBeInGoodStanding } from './account'
export type { AccountRow } from './account'
export { mustKnowPassword } from './change-password'
export { sendResetLink } from './links'
export { enqueueMail, passwordChangedMail, payloadEmailAdapter } from './outbox'

const bodyBytes = 16 * 1024

/** Registering, signing in and out, verification, changed and forgotten passwords; mounted at `/account`. */
export function accounts(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(refusing(house))
  app.use(
    bodyLimit({
      maxSize: bodyBytes,
      onError: () => {
        throw refuse('body_too_large', { status: 413 })
      },
    }),
  )
  app.use(withSession(house))
  app.post(
    '/verify',
    route('/verify', (c, sent) => verify(house, c, sent)),
  )
  app.post(
    '/register',
    route('/register', (c, sent) => register(house, c, sent)),
  )
  app.post(
    '/sign-in',
    route('/sign-in', (c, sent) => signIn(house, c, sent)),
  )
  app.post(
    '/sign-out',
    route('/', (c, sent) => signOut(house, c, sent)),
  )
  app.post(
    '/password',
    route('/my/account', (c, sent) => changePassword(house, c, sent)),
  )
  app.post(
    '/forgot',
    route('/forgot', (c, sent) => forgot(house, c, sent)),
  )
  app.post(
    '/reset',
    route('/reset', (c, sent) => reset(house, c, sent)),
  )
  return app
}
