import { Hono } from 'hono'
import { refuse } from '../../workflows/engine'
import type { Actor, Reader } from '../../workflows/engine'
import type { FileRow } from '../../workflows/file/types'
import type { PersonRow } from '../../workflows/person/types'
import { publicFile } from '../../workflows/release/queries'
import { mayRead } from '../files/may-read'
import type { House } from '../faces'
import { asRefusal, sentence } from '../problem'
import type { Web, WebContext } from '../web'
import { gameLinks } from './links'
import { packagesIn } from './packages'
import type { Place } from './packages'
import { headersOf } from './policy'
import { sendEntry } from './send'
import { STAND_IN, standIn } from './stand-in'

type Played = Place & { sha256: string }

/**
 * Games, on an origin of their own: the files of packages and nothing else. Nobody is signed in here; no cookie is read
 * or set. Released works are for everybody, anything else for whoever holds a link and may still read it.
 */
export function games(house: House): Hono<Web> {
  const { engine, payload, storage, config } = house
  const links = gameLinks(payload.secret)
  const open = packagesIn(storage)
  const now = () => engine.clock.now()
  const app = new Hono<Web>()
  app.use(async (c, next) => {
    await next()
    const headers = headersOf(config, c.req.path.startsWith('/works/'))
    // Where a file has a policy of its own, both hold.
    for (const [name, value] of Object.entries(headers)) c.res.headers.append(name, value)
  })
  app.use(async (c, next) => {
    if (!['GET', 'HEAD'].includes(c.req.method)) throw refuse('read_only', { status: 405 })
    // Nothing of a game goes on when its page is closed.
    if (c.req.header('sec-fetch-dest') === 'serviceworker') throw refuse('not_found', { status: 404 })
    await next()
  })
  app.onError((error, c) => refused(house, error, c))

  const play = async (c: WebContext, folder: number, played: Played) => {
    const name = nameAsked(c, folder)
    if (name === null) return c.redirect(`${new URL(c.req.url).pathname}/`, 308)
    const opened = await open(played).catch((error: unknown) => {
      house.log.error({ err: error, file: played.id }, 'a package cannot be opened')
      throw refuse('file_unavailable', { status: 503, retryAfter: 60 })
    })
    return sendEntry(c, { opened, sha256: played.sha256, name })
  }
  app.get(STAND_IN, (c) => c.body(standIn, 200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' }))
  app.get('/works/:number/:file/*', async (c) => {
    const { number, file } = c.req.param()
    return play(c, 3, await released(engine.store.reader, file, number, now()))
  })
  app.get('/links/:token/*', async (c) => {
    // At the top of a tab a page can go anywhere, and tell there that it was looked at.
    if (c.req.header('sec-fetch-dest') === 'document') throw refuse('game_in_page_only', { status: 403 })
    const asked = links.open(c.req.param('token'), now().toISOString())
    return play(c, 2, await shownTo(engine.store.reader, asked))
  })
  app.all('*', () => {
    throw refuse('no_such_address', { status: 404 })
  })
  return app
}

/** @throws Refusal 404 `not_found`: not released, withdrawn, or no game */
async function released(reader: Reader, id: string, number: string, now: Date): Promise<Played> {
  const file = await publicFile(reader, id, number, now)
  const made = file?.renditions.find(({ name }) => name === 'package')
  if (!made) throw refuse('not_found', { status: 404 })
  return { ...made, area: 'renditions' }
}

/** @throws Refusal 410 `link_expired` when this person may not read it any more, or it is gone */
async function shownTo(reader: Reader, { file: id, person }: { file: string; person: string }): Promise<Played> {
  const file = await reader.get<FileRow>('files', id)
  if (file?.state !== 'sealed' || file.kind !== 'zip' || !(await mayRead(reader, await actorOf(reader, person), file)))
    throw refuse('link_expired', { status: 410 })
  const { area, bytes, sha256 } = file
  return { area, id, bytes, sha256 }
}

async function actorOf(reader: Reader, id: string): Promise<Actor> {
  const row = await reader.get<PersonRow>('persons', id)
  return { kind: 'person', id, roles: row?.state === 'active' ? row.roles : [], organisation: null }
}

/** The file that an address means, behind the parts that say whose; null where even the slash behind those is missing. */
function nameAsked({ req }: WebContext, folder: number): string | null {
  const [, ...parts] = new URL(req.url).pathname.split('/')
  if (parts.length === folder) return null
  const name = decoded(parts.slice(folder).join('/'))
  return name === '' || name.endsWith('/') ? `${name}index.html` : name
}

/** @throws Refusal 404 `not_found` */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC')
  } catch {
    throw refuse('not_found', { status: 404 })
  }
}

/** A sentence in a frame, in the language that the browser prefers: there is no cookie to ask. */
function refused({ log }: House, error: Error, c: WebContext): Response {
  const known = asRefusal(error)
  if (!known) log.error({ err: error }, 'fault')
  const { code, params, status, retryAfter } = known ?? refuse('our_fault', { status: 500 })
  const language = /^en\b/.test(c.req.header('accept-language') ?? '') ? 'en' : 'zh'
  const headers = new Headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter))
  if (status === 405) headers.set('allow', 'GET, HEAD')
  if (typeof params.bytes === 'number') headers.set('content-range', `bytes */${String(params.bytes)}`)
  return new Response(sentence(language, code, params), { status, headers })
}
