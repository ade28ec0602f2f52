import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Payload } from 'payload'
import type { Logger } from 'pino'
import type { Storage } from '../../media'
import { refuse } from '../../workflows/engine'
import type { Clock, Engine } from '../../workflows/engine'
import { sendArticle } from './article'
import { listChanges } from './changes'
import { clientOf, clientOfLink } from './client'
import { cursorsWith } from './cursor'
import { checkedFile, sendFile } from './file'
import { linksWith } from './links'
import { listWorks } from './list'
import { base } from './present'
import { problem, problemOfError } from './problem'
import { answer, readyAnswer } from './ready'
import type { Env } from './ready'
import { articleRoute, changesRoute, fileRoute, followRoute, linkRoute, listRoute, workRoute } from './routes'
import type { Config } from '../config'
import { presentStanding, standing } from './standing'
import { memoryOf } from './state'
import { wrongParameters } from './wrong-parameters'

export { newApiKey } from './keys'

export interface ContentApi {
  engine: Engine
  /** Its secret keys the cursors and the links. */
  payload: Pick<Payload, 'secret'>
  /** Where the files are; without it none can be downloaded. */
  storage?: Storage | undefined
  /** Of the installation: who passes content on, for the labels of what is made here, and where games are played. */
  config: Pick<Config, 'aiLabelPropagator' | 'gamesOrigin'>
  /** The engine's own when it is not given. */
  clock?: Clock
  log?: Pick<Logger, 'error'> | undefined
}

const about = {
  openapi: '3.1.0',
  info: { title: 'Kepu Commons content API', version: '1' },
  servers: [{ url: base }],
}

const asks = ({ req }: Context) => req.method === 'GET' || req.method === 'HEAD'

const readOnly = (c: Context) => problem(c, refuse('read_only', { status: 405 }), { allow: 'GET, HEAD' })

/** What media editors pull from: released works and what becomes of them, to be mounted at `/content/v1`. */
export function contentApi({
  engine,
  payload,
  storage,
  config,
  log,
  clock = engine.clock,
}: ContentApi): OpenAPIHono<Env> {
  const { reader } = engine.store
  const memory = memoryOf(reader)
  const cursors = cursorsWith(payload.secret)
  const links = linksWith(payload.secret)
  const { gamesOrigin } = config
  const app = new OpenAPIHono<Env>({ defaultHook: wrongParameters })
  app.onError((error, c) => problemOfError(c, error, (fault) => log?.error({ err: fault }, 'fault')))
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  app.doc31('/openapi.json', about)

  // A link is its own key: whoever holds it has the bytes as long as the client that asked for it may have them.
  app.openapi(followRoute, async (c) => {
    const now = clock.now().toISOString()
    const { key, number, ...asked } = links.open(c.req.valid('param').token, now)
    const client = await clientOfLink(reader, key, now)
    return sendFile(c, storage, await standing(reader, { client, now }, number), asked)
  })
  app.all('/links/*', readOnly)

  app.use(async (c, next) => {
    const now = clock.now().toISOString()
    const client = await clientOf(reader, memory, c.req.header('authorization'), now)
    const request = { client, now, revision: await memory.pulse.revision() }
    const ready = asks(c) ? readyAnswer(c, memory, request) : null
    if (ready) return ready
    c.set('request', request)
    return next()
  })

  app.openapi(listRoute, async (c) =>
    answer(c, memory, await listWorks({ reader, memory, cursors }, c.get('request'), c.req.valid('query'))),
  )
  app.openapi(workRoute, async (c) => {
    const found = await standing(reader, c.get('request'), c.req.valid('param').number)
    return answer(c, memory, presentStanding(found, { use: c.req.valid('query').for, gamesOrigin }))
  })
  app.openapi(fileRoute, async (c) => {
    const { number, file } = c.req.valid('param')
    const found = await standing(reader, c.get('request'), number)
    return sendFile(c, storage, found, { file, rendition: c.req.valid('query').rendition })
  })
  app.openapi(articleRoute, async (c) => {
    const { number, name } = c.req.valid('param')
    const house = { storage, propagator: config.aiLabelPropagator }
    return sendArticle(c, house, await standing(reader, c.get('request'), number), name)
  })
  app.openapi(linkRoute, async (c) => {
    const { number, file } = c.req.valid('param')
    const { client, now } = c.get('request')
    const asked = { file, rendition: c.req.valid('query').rendition }
    checkedFile(await standing(reader, c.get('request'), number), asked)
    return c.json(links.seal(client, { number, ...asked }, now), 200, { 'cache-control': 'private, no-store' })
  })
  app.openapi(changesRoute, async (c) =>
    answer(c, memory, await listChanges(reader, cursors, c.get('request'), c.req.valid('query'), { gamesOrigin })),
  )
  app.all('*', (c) => (asks(c) ? problem(c, refuse('no_such_address', { status: 404 })) : readOnly(c)))
  return app
}
