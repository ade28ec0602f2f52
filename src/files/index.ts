import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { parseRange } from '../../media'
import { refuse } from '../../workflows/engine'
import type { Actor } from '../../workflows/engine'
import { isStaff } from '../../workflows/rules/vocabulary'
import type { Renditions } from '../../workflows/file/renditions'
import { publicFile } from '../../workflows/release/queries'
import type { House } from '../faces'
import { refusing, withSession } from '../web'
import type { Web, WebContext } from '../web'

interface FileRow {
  id: string
  state: string
  owner: string | null
  area: 'sealed' | 'blind'
  name: string | null
  mime: string
  bytes: number
  sha256: string
  renditions: Renditions | null
}

const staff = ['officer', 'auditor'] as const
const editors = ['editor1', 'editor2', 'editor3', 'science_reviewer'] as const

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
  const released = async () =>
    file !== null && number !== undefined && (await publicFile(reader, file.id, number, engine.clock.now())) !== null
  if (file?.state !== 'sealed' || !((await mayRead(engine, c.var.session.actor, file)) || (await released())))
    throw refuse('not_found', { status: 404 })
  return file
}

async function mayRead(engine: House['engine'], actor: Actor, file: FileRow): Promise<boolean> {
  if (actor.kind !== 'person') return false
  if (file.owner !== null && file.owner === actor.id) return true
  if (staff.some((role) => actor.roles.includes(role))) return true
  if (editors.some((role) => actor.roles.includes(role)) && (await isOfWork(engine, file))) return true
  if (file.area !== 'blind' || !actor.roles.includes('reviewer')) return false
  const where = { and: [{ reviewer: { equals: actor.id } }, { state: { in: ['accepted', 'submitted'] } }] }
  const mine = await engine.store.reader.find<{ dossier: string }>('reviews', where)
  const dossiers = await engine.store.reader.find<{ files: { file?: string; id?: string }[] }>('dossiers', {
    id: { in: mine.map(({ dossier }) => dossier) },
  })
  return dossiers.some(({ files: own }) => own.some((each) => (each.file ?? each.id) === file.id))
}

/** Before the award nothing is for editors: one who also reviews would know the applicant by the original. */
async function isOfWork({ store: { reader } }: House['engine'], { id, owner }: FileRow): Promise<boolean> {
  if (owner === null) return false
  const works = await reader.find<{ manuscript: string }>('works', { owner: { equals: owner } })
  const manuscripts = await reader.find<{ files: { file: string }[] | null }>('manuscripts', {
    id: { in: works.map(({ manuscript }) => manuscript) },
  })
  return manuscripts.some(({ files: named }) => (named ?? []).some(({ file }) => file === id))
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
  const range = parseRange(c.req.header('range'), stored.bytes)
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
