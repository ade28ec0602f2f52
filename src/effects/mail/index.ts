import { z } from 'zod'
import type { Held } from '../../../workflows/engine'
import type { AccountRow } from '../../accounts'
import type { House } from '../../faces'
import type { Effect } from '../../worker'
import { isMailEvent, tokens } from './events'
import { renderMail } from './render'
import { openTransport } from './transport'
import type { Send } from './transport'

const about = z.object({
  event: z.string(),
  person: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What a reminder is about, and in which states of it there is something to remind of. */
  only: z.object({ collection: z.string(), id: z.string(), states: z.array(z.string()) }).optional(),
})
const raw = z.object({
  to: z.array(z.string()).min(1),
  subject: z.string(),
  html: z.string().nullable(),
  text: z.string().nullable(),
})

/**
 * Sends what an outbox row of kind `mail` or `mail_raw` asks for. Asked again for the same row it sends the same
 * Message-ID, so that the receiver can recognise it. An account that is gone, or a link that was used, needs no mail.
 */
export function mailEffect(house: Pick<House, 'engine' | 'config'>): Effect {
  const { mailTransport, mailFrom, serverUrl } = house.config
  const send = openTransport(mailTransport, { from: mailFrom, serverUrl })
  return async ({ id, kind, payload }) => {
    if (kind === 'mail_raw') {
      const { html, text, ...letter } = raw.parse(payload)
      return send({ id, ...letter, html: html ?? undefined, text: text ?? undefined })
    }
    return tell(house, send, id, about.parse(payload))
  }
}

async function tell(
  { engine, config }: Pick<House, 'engine' | 'config'>,
  send: Send,
  id: string,
  asked: z.infer<typeof about>,
) {
  const { event, person, only } = asked
  if (!isMailEvent(event)) throw new Error(`no words for the mail ${event}`)
  if (only && !only.states.includes((await engine.store.reader.get<Held>(only.collection, only.id))?.state ?? ''))
    return
  const account = await engine.store.reader.get<AccountRow>('users', person)
  if (!account) return
  const tokenOf = tokens[event]
  const token = tokenOf?.(account)
  if (tokenOf && !token) return
  const name = account.name ?? ''
  const { subject, text } = renderMail(event, {
    language: account.locale ?? 'zh',
    name,
    serverUrl: config.serverUrl,
    params: token ? { ...asked.params, token } : asked.params,
  })
  await send({ id, to: name ? { name, address: account.email } : account.email, subject, text })
}
