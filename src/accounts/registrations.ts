import type { Payload, Where } from 'payload'
import type { Engine } from '../../workflows/engine'
import { fits } from './effort'
import type { Hashed } from './effort'

export interface Registration extends Hashed {
  id: string
  account: string
  name: string
  locale: 'zh' | 'en'
  at: string
}

/** So many of one account are kept, the newest; more do not pass the door within an hour. */
const most = 10
const days = 30

const drop = async (payload: Payload, where: Where): Promise<void> => {
  await payload.delete({ collection: 'registrations', where, overrideAccess: true, depth: 0 })
}

const ofAccount = ({ store }: Engine, account: string) =>
  store.reader.find<Registration>('registrations', { account: { equals: account } }, { sort: '-at' })

/** Keeps what somebody registered with beside what others did; what nobody verified in 30 days is dropped. */
export async function keepRegistration(
  payload: Payload,
  engine: Engine,
  given: Omit<Registration, 'id' | 'at'>,
): Promise<void> {
  const now = engine.clock.now()
  const at = now.toISOString()
  await payload.create({ collection: 'registrations', data: { ...given, at }, overrideAccess: true, depth: 0 })
  await drop(payload, { at: { less_than: new Date(now.getTime() - days * 86_400_000).toISOString() } })
  const old = (await ofAccount(engine, given.account)).slice(most)
  if (old.length > 0) await drop(payload, { id: { in: old.map(({ id }) => id) } })
}

/** The newest registration of this account that was made with this password, or `null`. */
export async function registrationWith(
  engine: Engine,
  account: string,
  password: string,
): Promise<Registration | null> {
  for (const each of await ofAccount(engine, account)) if (await fits(password, each)) return each
  return null
}

/** When the address is verified, nobody else's attempt is worth keeping. */
export const forgetRegistrations = (payload: Payload, account: string): Promise<void> =>
  drop(payload, { account: { equals: account } })
