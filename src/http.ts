import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { routePath } from 'hono/route'
import { requestId } from 'hono/request-id'
import { refuse } from '../workflows/engine'
import { accounts } from './accounts'
import { blindCopies } from './blind-copies'
import { commandApi } from './command-api'
import { contentApi } from './content-api'
import { drafts, ownFiles } from './drafts'
import { reviewDrafts } from './drafts/reviews'
import type { House } from './faces'
import { files } from './files'
import { flashCookie, forgetFlash } from './flash'
import { games } from './games'
import { health } from './health'
import { withStatus } from './page-status'
import { methodsOf } from './methods'
import { panels } from './panels'
import { preferences } from './preferences'
import { sentence } from './problem'
import { clientAddress, pass, tooMany } from './rate-limit'
import { problemResponse } from './problem'
import { rest } from './rest'
import { uploads } from './uploads'
import { languageOf } from './web'
import type { Web } from './web'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const ours = [
  '/favicon.ico',
  '/health',
  '/commands',
  '/panels',
  '/content',
  '/api',
  '/account',
  '/drafts',
  '/my/files',
  '/uploads',
  '/reviews',
  '/files',
  '/blind-copies',
  '/preferences',
]

/** An application whose requests are numbered and noted. */
function noted({ log }: House): Hono<Web> {
  const app = new Hono<Web>()
  app.use(requestId())
  app.use(async (c, next) => {
    const began = performance.now()
    await next()
    log.info(
      {
        request: c.get('requestId'),
        method: c.req.method,
        path: routePath(c),
        status: c.res.status,
        ms: Math.round(performance.now() - began),
      },
      'request',
    )
  })
  return app
}

/** Every face that is not a page, in one application. */
export function faces(house: House, state: { closing: boolean }): Hono<Web> {
  const app = noted(house)
  // Browsers ask for it on every page that names no icon of its own.
  app.get('/favicon.ico', (c) => c.body(null, 204, { 'cache-control': 'public, max-age=86400' }))
  app.route('/health', health(house, state))
  app.route('/content/v1', contentApi(house) as unknown as Hono<Web>)
  app.route('/commands', commandApi(house))
  app.route('/panels', panels(house))
  app.route('/api', rest(house))
  app.route('/account', accounts(house))
  app.route('/drafts', drafts(house))
  app.route('/my/files', ownFiles(house))
  app.route('/uploads', uploads(house))
  app.route('/reviews', reviewDrafts(house))
  app.route('/files', files(house))
  app.route('/blind-copies', blindCopies(house))
  app.route('/preferences', preferences(house))
  app.notFound((c) => {
    const methods = methodsOf(app, c.req.path)
    if (methods.length === 0) return problemResponse(refuse('no_such_address', { status: 404 }), languageOf(c))
    const answer = problemResponse(refuse('method_not_allowed', { status: 405 }), languageOf(c))
    answer.headers.set('allow', methods.join(', '))
    return answer
  })
  return app
}

/** The public catalogue is searched without an account: by one address so often and no more. Seconds to wait, or 0. */
function searchWait({ config, engine }: House, { url, headers, socket }: IncomingMessage): number {
  if (!new URL(url ?? '/', 'http://here').searchParams.get('q')?.trim()) return 0
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',')
  const address = clientAddress(socket.remoteAddress, forwarded, config.trustProxy)
  return pass('search', 'address', address, engine.clock.now())
}

const tooManySearches = ({ headers }: IncomingMessage, wait: number): string => {
  const language = /kepu-lang=en\b/.test(headers.cookie ?? '') ? 'en' : 'zh'
  const { code, params } = tooMany(wait)
  return sentence(language, code, params)
}

/** A page shows its message once; one that was not shown, since the way led elsewhere first, keeps it. */
function tellOnce({ payload, log }: House, path: string, { headers }: IncomingMessage, response: ServerResponse): void {
  const name = flashCookie(path)
  if (!headers.cookie?.includes(`${name}=`) || !(headers.accept ?? '').includes('text/html')) return
  const key = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(headers.cookie)?.[1]
  response.once('finish', () => {
    if (response.statusCode === 200)
      forgetFlash(payload, key).catch((error: unknown) => {
        log.error({ err: error }, 'a kept form stays until it runs out')
      })
  })
}

/** How long a request may take to come in, and how long one that brings files may be silent, in milliseconds. */
const usualPatience = { whole: 300_000, silence: 20_000 }
const bringsFiles = /^\/(?:uploads\/|my\/files$|drafts\/[^/]+\/files$|blind-copies\/)/

/** Cuts off who dawdles with a request. Node's own clock is off: it would cut off long uploads as well. */
function mustComeIn(patience: typeof usualPatience, path: string, request: IncomingMessage): void {
  const { socket } = request
  const long = bringsFiles.test(path)
  let before = socket.bytesRead
  const timer = setInterval(
    () => {
      if (!request.complete && !(long && socket.bytesRead > before)) request.destroy()
      before = socket.bytesRead
    },
    long ? patience.silence : patience.whole,
  )
  timer.unref()
  request.once('close', () => {
    clearInterval(timer)
  })
}

/** Whether a request is for the origin of the games: there is nothing else there, and no game anywhere else. */
function isForGames({ gamesOrigin }: House['config'], { host = '' }: IncomingMessage['headers']): boolean {
  if (gamesOrigin === null || !URL.canParse(`http://${host}`)) return false
  return new URL(`http://${host}`).hostname === new URL(gamesOrigin).hostname
}

/** How long a connection may wait for its next request, in milliseconds: longer than a proxy in front keeps one, or it asks on one that is closing. */
const IDLE = 75_000

/**
 * One server, one port: games under their own host name, our faces next, pages for the rest. Without `pages` (in tests) the
 * rest is not found.
 */
export function httpServer(
  house: House,
  state: { closing: boolean },
  pages?: Handler,
  patience = usualPatience,
): Server {
  const listener = getRequestListener(faces(house, state).fetch, { overrideGlobalObjects: false })
  const toGames = getRequestListener(noted(house).route('/', games(house)).fetch, { overrideGlobalObjects: false })
  return createServer({ requestTimeout: 0, keepAliveTimeout: IDLE }, (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    mustComeIn(patience, path, request)
    if (isForGames(house.config, request.headers)) {
      void toGames(request, response)
      return
    }
    if (!pages || ours.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) {
      void listener(request, response)
      return
    }
    const wait = path === '/catalogue' ? searchWait(house, request) : 0
    if (wait > 0) {
      const tell = {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        'retry-after': String(wait),
      }
      response.writeHead(429, tell).end(tooManySearches(request, wait))
      return
    }
    tellOnce(house, path, request, response)
    withStatus(pages, request, response)
  })
}
