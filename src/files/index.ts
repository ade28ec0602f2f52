import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { parseRange } from '../../media'
import { refuse } from '../../workflows/engine'
import type { Actor } from '../../workflows/engine'
import { isStaff } from '../../workflows/rules/vocabulary'
import type { FileRow } from '../../workflows/file/types'
import { publicFile } from '../../workflows/release/queries'
import type { House } from '../faces'
import { refusing, withSession } from '../web'
import type { Web, WebContext } from '../web'
import { mayRead } from './may-read'

/** Files for the people concerned: the owner, the office, editors those of works, and reviewers their blind copies. Released ones have the content API. */
export function files(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(refusing(house))
  app.use(withSession(house))
  app.on(['GET', 'HEAD'], '/:id', async (c) => {
    const file = await readable(house, c)
    return send(
      house,
      c,
      { area: file.area, id: file.id, mime: file.mime, bytes: file.bytes, sha256: file.sha256 },
      nameOf(file, c.var.session.actor),
    )
  })
  app.on(['GET', 'HEAD'], '/:id/:rendition', async (c) => {
    const wanted = c.req.param('rendition')
    const made = ((await releasedAs(house, c)) ?? madeOf(await readable(house, c))).find(({ name }) => name === wanted)
    if (!made) throw refuse('not_found', { status: 404 })
    return send(house, c, { ...made, area: 'renditions' }, null)
  })
  return app
}

/** The sender's own file name is for the sender and the office. */
const nameOf = (file: FileRow, actor: Actor) =>
  file.area === 'sealed' && (file.owner === actor.id || isStaff(actor.roles)) ? file.name : null

/** What was made of a file, for those who may see all of it: the previews first, which are there at once. */
const madeOf = ({ renditions }: FileRow): (Omit<Stored, 'area'> & { name: string })[] =>
  [renditions?.preview, renditions?.release].flatMap((set) =>
    Object.entries(set?.entries ?? {}).flatMap(([name, entry]) =>
      entry.state === 'ready' ? [{ ...entry, name }] : [],
    ),
  )

/** The renditions of the release that `?work=` names, or `null` where it is none that residents may have now. */
async function releasedAs({ engine }: House, c: WebContext) {
  const number = c.req.query('work')
  if (number === undefined) return null
  const file = await publicFile(engine.store.reader, c.req.param('id') ?? '', number, engine.clock.now())
  return file?.renditions ?? null
}

/** Whoever may see the file; `?work=` names the released work that a resident reads. */
async function readable({ engine }: House, c: WebContext): Promise<FileRow> {
  const { reader } = engine.store
  const file = await reader.get<FileRow>('files', c.req.param('id') ?? '')
  const number = c.req.query('work')
  // What came in may say where and with what it was taken: residents get what was made of it, if anything was.
  const released = async () =>
    file !== null &&
    number !== undefined &&
    (await publicFile(reader, file.id, number, engine.clock.now()))?.renditions.length === 0
  if (file?.state !== 'sealed' || !((await mayRead(reader, c.var.session.actor, file)) || (await released())))
    throw refuse('not_found', { status: 404 })
  return file
}

interface Stored {
  area: 'sealed' | 'blind' | 'renditions'
  id: string
  mime: string
  bytes: number
  sha256: string
}

/** What somebody sent is never shown by a browser as it is: it may be more than the picture that it also is. */
const disposition = ({ area }: Stored, name: string | null): string =>
  `${area === 'sealed' ? 'attachment' : 'inline'}${name ? `; filename*=UTF-8''${encodeURIComponent(name)}` : ''}`

async function send(house: House, c: WebContext, stored: Stored, name: string | null): Promise<Response> {
  const etag = `"${stored.sha256}"`
  const headers = new Headers({
    etag,
    'content-type': stored.mime,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': disposition(stored, name),
  })
  if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const condition = c.req.header('if-range')
  const range =
    condition !== undefined && condition !== etag ? 'whole' : parseRange(c.req.header('range'), stored.bytes)
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${String(stored.bytes)}`)
    return new Response(null, { status: 416, headers })
  }
  const part = range === 'whole' ? null : range
  if (part) headers.set('content-range', `bytes ${String(part.start)}-${String(part.end)}/${String(stored.bytes)}`)
  headers.set('content-length', String(part ? part.end - part.start + 1 : stored.bytes))
  const status = part ? 206 : 200
  if (c.req.method === 'HEAD') return new Response(null, { status, headers })
  const opened = await house.storage.read(stored.area, stored.id, part ?? undefined)
  if (!opened) throw refuse('file_missing', { status: 404 })
  return new Response(Readable.toWeb(opened.stream) as ReadableStream, { status, headers })
}
