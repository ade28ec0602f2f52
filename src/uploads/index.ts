import { Hono } from 'hono'
import { mustBeAKind, normaliseFileName, receivePart } from '../../media'
import { refuse } from '../../workflows/engine'
import type { House } from '../faces'
import { backOf, formEntries, isForm, limited, mayPass, personOf, refusing, toPage, withSession } from '../web'
import type { Web, WebContext } from '../web'
import { begin } from './allowance'
import { mustLieHere } from './here'
import { limitsFor, mostBytes } from './limits'
import { metadataOf } from './metadata'
import { drop, holding, ownUpload } from './row'
import type { UploadRow } from './row'
import { keepHash, takeHash } from './running-hash'

const version = '1.0.0'

/**
 * Uploads that can be gone on with: tus 1.0.0 with creation, expiration and termination. Bytes go in here and never come
 * out. What arrived whole is handed in by naming it where a form would bring the file itself.
 */
export function uploads(house: House): Hono<Web> {
  const app = new Hono<Web>()
  const refused = refusing(house)
  app.onError(async (error, c) => speaking(await refused(error, c)))
  app.use(withSession(house, { uploads: true }))
  app.use(async (c, next) => {
    await next()
    speaking(c.res)
  })
  app.options('/', (c) =>
    c.body(null, 204, {
      'tus-version': version,
      'tus-extension': 'creation,expiration,termination',
      'tus-max-size': String(mostBytes(undefined)),
    }),
  )
  app.post('/', limited, async (c) => {
    const owner = personOf(c)
    mustSpeakTus(c)
    await mayPass(house, c, 'upload', owner)
    const row = await begin(house, { owner, ...(await declared(house, c, owner)) })
    return c.body(null, 201, { location: `/uploads/${row.id}`, ...expiring(row) })
  })
  // Hono answers HEAD by what answers GET.
  app.get('/:id', async (c) => {
    if (c.req.method !== 'HEAD') throw refuse('method_not_allowed', { status: 405 })
    const row = await ownUpload(house, personOf(c), c.req.param('id'))
    await mustLieHere(house, row, 410)
    const [length, offset] = [row.bytes, row.received]
    const told = {
      'upload-length': String(length),
      'upload-offset': String(offset),
      'cache-control': 'no-store',
      ...expiring(row),
    }
    return new Response(null, { headers: told })
  })
  app.patch('/:id', async (c) => {
    mustSpeakTus(c)
    const row = await ownUpload(house, personOf(c), c.req.param('id'))
    const received = await write(house, c, row)
    return c.body(null, 204, {
      'upload-offset': String(received),
      ...expiring(await ownUpload(house, row.owner, row.id)),
    })
  })
  app.delete('/:id', limited, async (c) => {
    mustSpeakTus(c)
    await giveUp(house, c)
    return c.body(null, 204)
  })
  // The same for a page without scripts.
  app.post('/:id/give-up', limited, async (c) => {
    const back = isForm(c) ? (await formEntries(c)).find(([name]) => name === '_back')?.[1] : undefined
    await giveUp(house, c)
    return isForm(c) ? toPage(house, backOf(c, back), { done: 'upload.given_up' }) : c.body(null, 204)
  })
  return app
}

const speaking = (response: Response): Response => {
  response.headers.set('tus-resumable', version)
  return response
}

const expiring = ({ until }: UploadRow) => ({ 'upload-expires': new Date(until).toUTCString() })

const malformed = (header: string, status = 400) => refuse('upload_malformed', { status, params: { header } })

function mustSpeakTus(c: WebContext): void {
  if (c.req.header('tus-resumable') !== version) throw malformed('Tus-Resumable', 412)
}

/** What is to come, as far as it can be judged before it comes. */
async function declared(house: House, c: WebContext, owner: string) {
  const length = c.req.header('upload-length')
  if (length === undefined || c.req.header('upload-defer-length') !== undefined)
    throw refuse('upload_length_missing', { status: 400 })
  const bytes = wholeNumber(length)
  if (bytes === null) throw malformed('Upload-Length')
  if (bytes === 0) throw refuse('file_empty', { status: 422 })
  const metadata = metadataOf(c.req.header('upload-metadata'))
  const about = {
    name: normaliseFileName(metadata.get('filename') ?? ''),
    mime: (metadata.get('filetype') ?? '').slice(0, 255),
  }
  mustBeAKind(about)
  const { most, call } = await limitsFor(house.engine.store.reader, owner, metadata.get('draft'))
  if (bytes > most) throw refuse('file_too_large', { status: 413, params: { maxBytes: most } })
  return { ...about, call, bytes }
}

const wholeNumber = (text: string | undefined) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : null)

async function write(house: House, c: WebContext, row: UploadRow): Promise<number> {
  if (c.req.header('content-type') !== 'application/offset+octet-stream') throw malformed('Content-Type', 415)
  const from = wholeNumber(c.req.header('upload-offset'))
  if (from === null) throw malformed('Upload-Offset')
  if (from !== row.received) throw refuse('upload_offset_differs', { status: 409 })
  if (from + Number(c.req.header('content-length') ?? 0) > row.bytes)
    throw refuse('file_too_large', { status: 413, params: { maxBytes: row.bytes } })
  await mustLieHere(house, row)
  return holding(house, row, async ({ note }) => {
    const hash = takeHash(row)
    const part = { path: house.storage.partPath(row.id), from, most: row.bytes, noted: note, hash }
    const { received, broken } = await receivePart(c.env.incoming, part)
    if (!(await note(received))) throw refuse('upload_held', { status: 423 })
    // Whoever has it next takes the next fence.
    keepHash({ id: row.id, received, fence: row.fence + 1 }, hash)
    if (broken !== null) throw broken
    return received
  })
}

async function giveUp(house: House, c: WebContext): Promise<void> {
  const row = await ownUpload(house, personOf(c), c.req.param('id') ?? '')
  await holding(house, row, () => drop(house, row.id))
}
