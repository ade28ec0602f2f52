import { Hono } from 'hono'
import { z } from 'zod'
import { offers, refuse, runCommand } from '../../workflows/engine'
import type { Call, Outcome } from '../../workflows/engine'
import { newApiKey } from '../content-api/keys'
import type { House } from '../faces'
import { formEntries, jsonBody, localPath, mayPass, refusedForm, refusing, toPage, withSession } from '../web'
import type { Web, WebContext } from '../web'
import { asRefusal } from '../problem'
import { commandForm } from './form'
import { commandsOpenApi } from './openapi'

const body = z.strictObject({ input: z.unknown().optional(), rev: z.int().optional() })

/** One family of routes for every command of every subject. */
export function commandApi(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(refusing(house))
  app.get('/openapi.json', (c) => c.json(commandsOpenApi(house.engine.registry, house.config.serverUrl)))
  app.use(withSession(house))
  app.get('/:subject/:id', async (c) => {
    const { subject, id } = c.req.param()
    c.header('cache-control', 'no-store')
    return c.json(await offers(house.engine, c.var.session.actor, subject, id))
  })
  app.post('/:subject/:verb', (c) => answer(house, c, c.req.param('subject'), c.req.param('verb')))
  app.post('/:subject/:id/:verb', (c) =>
    answer(house, c, c.req.param('subject'), c.req.param('verb'), c.req.param('id')),
  )
  return app
}

async function answer(house: House, c: WebContext, subject: string, verb: string, id?: string): Promise<Response> {
  // The one command that asks for no account.
  if (subject === 'objection' && verb === 'raise') await mayPass(house, c, 'objection', c.var.session.account?.id)
  if (/^application\/json\b/.test(c.req.header('content-type') ?? '')) return answerJson(house, c, subject, verb, id)
  return answerForm(house, c, subject, verb, id)
}

async function answerJson(house: House, c: WebContext, subject: string, verb: string, id?: string): Promise<Response> {
  const key = c.req.header('idempotency-key')
  if (!key) throw refuse('key_malformed', { status: 422 })
  const parsed = body.safeParse(await jsonBody(c))
  if (!parsed.success) throw refuse('invalid_body', { status: 400 })
  const { actor } = c.var.session
  const { input, secret, drawn } = await withDrawnKey(house, { actor, subject, verb, key, input: parsed.data.input })
  const outcome = await runCommand(house.engine, { actor, subject, verb, id, key, input, rev: parsed.data.rev })
  if (drawn && outcome.replayed) throw refuse('secret_shown_once', { params: { id: outcome.id } })
  c.header('cache-control', 'no-store')
  return c.json({ ...outcome, ...(secret ? { key: secret } : {}) })
}

async function answerForm(house: House, c: WebContext, subject: string, verb: string, id?: string): Promise<Response> {
  const form = commandForm(await formEntries(c))
  const { actor } = c.var.session
  try {
    if (!form.key) throw refuse('key_malformed', { status: 422 })
    const outcome = await runCommand(house.engine, {
      actor,
      subject,
      verb,
      id,
      key: form.key,
      input: form.input,
      rev: form.rev,
    })
    return await done(house, form.next, `${subject}.${verb}`, outcome)
  } catch (error) {
    const refusal = asRefusal(error)
    if (!refusal) throw error
    return refusedForm(house, c, refusal, form.back)
  }
}

function done(house: House, next: string | undefined, name: string, outcome: Outcome): Promise<Response> {
  const path = localPath(next?.replaceAll('{id}', encodeURIComponent(outcome.id)), '/')
  return toPage(house, path, { done: name, answer: outcome.answer })
}

interface WithKey {
  input: unknown
  /** Whether the key was drawn here and not by whoever asks. */
  drawn: boolean
  secret?: string
}

type Asked = Pick<Call, 'actor' | 'subject' | 'verb' | 'key' | 'input'>

/**
 * A media client's key is drawn here, shown once, and handed on as a hash. Asked again under the same idempotency key,
 * the hash that was handed on then says that it is the same request; the key itself is gone.
 */
async function withDrawnKey({ engine: { store } }: House, ask: Asked): Promise<WithKey> {
  const { actor, subject, verb, key: idempotencyKey, input } = ask
  const asked = input as { hash?: string } | undefined
  if (subject !== 'apiKey' || verb !== 'issue' || asked?.hash !== undefined) return { input, drawn: false }
  const before = await store.findCommand(actor.id, idempotencyKey)
  const issued = (before?.answer ?? {}) as { id?: string }
  const drawn = issued.id ? await store.reader.get<{ prefix: string; hash: string }>('api-keys', issued.id) : null
  if (drawn) return { input: { ...asked, prefix: drawn.prefix, hash: drawn.hash }, drawn: true }
  const { key, prefix, hash } = newApiKey()
  return { input: { ...asked, prefix, hash }, secret: key, drawn: true }
}
