import { refuse } from '../../workflows/engine'
import type { House } from '../faces'
import { forgive, pass } from '../rate-limit'
import { addressOf, readOut } from '../web'
import type { WebContext } from '../web'

/** Nobody who is elsewhere is kept out by what is tried from here. */
const whoFrom = ({ config }: House, c: WebContext, email: string): string => `${addressOf(config, c)}\n${email}`

/**
 * Lets one more password be tried for an account from this address: five wrong ones lock the account for this address
 * and for no other, so that a stranger cannot lock somebody out of their own.
 * @param email as it is typed; whether there is such an account makes no difference
 * @throws Refusal 423 `account_locked`
 */
export async function mayTry(house: House, c: WebContext, email: string): Promise<void> {
  const wait = pass('wrong_password', 'account', whoFrom(house, c, email), house.engine.clock.now())
  if (wait === 0) return
  await readOut(c)
  throw refuse('account_locked', { status: 423, retryAfter: wait, params: { minutes: Math.ceil(wait / 60) } })
}

/** The password was right, or was set anew: what was tried from here before is forgotten. */
export const wasRight = (house: House, c: WebContext, email: string): void => {
  forgive('wrong_password', 'account', whoFrom(house, c, email))
}
