import { v7 as uuidv7 } from 'uuid'
import type { SendEmailOptions } from 'payload'
import type { Engine, OutboxItem } from '../../workflows/engine'
import { enqueue } from '../outbox'

/** Account mails that hold a link: at most one of a kind to one person in this time. */
const period = 10 * 60 * 1000

export type AccountEvent = 'verify_email' | 'reset_password' | 'account_exists'

/**
 * A mail of the account itself. The link's token stays in the account and is read when the mail is sent.
 * `due` is false when this person got the same kind of mail within the period.
 */
export async function accountMail(engine: Engine, event: AccountEvent, person: string) {
  const now = engine.clock.now().getTime()
  const key = `mail:${event}:${person}:${Math.floor(now / period)}`
  const [sent] = await engine.store.reader.find('outbox', { key: { equals: key } }, { limit: 1 })
  return {
    due: sent === undefined,
    enqueue: () => enqueue(engine, { kind: 'mail', key, payload: { event, person, params: {} } }),
  }
}

/** Tells the owner that the password was changed, each time: who did not do it must learn of it. */
export const passwordChangedMail = (engine: Engine, person: string): Promise<void> => {
  const payload = { event: 'password_changed', person, params: { at: engine.clock.now().toISOString() } }
  return enqueue(engine, { kind: 'mail', key: `mail:password_changed:${person}:${uuidv7()}`, payload })
}

type Enqueue = (item: OutboxItem) => Promise<void>

const addresses = (to: SendEmailOptions['to']): string[] =>
  [to ?? []].flat().map((one) => (typeof one === 'string' ? one : one.address))

const textOf = (content: unknown): string | null => (typeof content === 'string' ? content : null)

/**
 * Should Payload itself have anything to mail, it goes through the outbox too. Such a row holds an address and perhaps a
 * link, so the worker empties it when it is done.
 */
export const payloadEmailAdapter = (put: Enqueue) => () => ({
  name: 'outbox',
  // The effect that sends takes the sender from the configuration.
  defaultFromAddress: 'no-reply@localhost',
  defaultFromName: 'Kepu Commons',
  sendEmail: async ({ to, subject, html, text }: SendEmailOptions): Promise<void> => {
    const payload = { to: addresses(to), subject: subject ?? '', html: textOf(html), text: textOf(text) }
    await put({ kind: 'mail_raw', key: `mail_raw:${uuidv7()}`, payload })
  },
})
