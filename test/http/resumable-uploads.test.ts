import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import type { FileRow } from '../../workflows/file/types'
import { imageFacts } from '../../media/facts/image'
import { checkJournal } from '../../workflows/engine'
import { httpServer } from '../../src/http'
import type { House } from '../../src/faces'
import { holding, ownUpload } from '../../src/uploads/row'
import { changeByHand, copyByHand } from '../support/by-hand'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { codeOf, sha256Of, tusHand } from '../support/tus'
import type { TusHand } from '../support/tus'
import { comicPage } from '../support/works'
import type { MadeFile } from '../support/works'
import { openCall, withToken } from './whole-house'
import type { Row } from './whole-house'

type Person = Client & { id: string; token: string; tus: TusHand }
interface Sealed {
  code: string
  files: { id: string; sha256: string; mime: string; name: string }[]
}

const json = { accept: 'application/json' }
const day = 86_400_000
const mebibyte = 1024 ** 2
const gibibyte = 1024 ** 3
let server: TestServer
let author: Person
let other: Person
let call = ''

const reader = () => server.house.engine.store.reader
const idOf = (path: string) => path.split('/').at(-1) ?? ''
const partOf = (path: string) => server.house.storage.partPath(idOf(path))
const about = ({ name, type }: MadeFile) => ({ filename: name, filetype: type })
const finish = (who: Client, path: string, sha256: string, where = '/my/files', more = {}) =>
  who.send<Sealed>('POST', where, { upload: idOf(path), sha256, ...more }, json)

async function person(name: string, url = server.url): Promise<Person> {
  const client = await withToken(await server.person(name))
  return { ...client, tus: tusHand(url, client.token) }
}

/** The same house with other limits, at an address of its own. */
async function beside<T>(
  change: Partial<House['config']>,
  work: (url: string) => Promise<T>,
  patience?: { whole: number; silence: number },
) {
  const house = { ...server.house, config: { ...server.house.config, ...change } }
  const second = httpServer(house, { closing: false }, undefined, patience)
  await new Promise<void>((resolve) => second.listen(0, '127.0.0.1', resolve))
  try {
    return await work(`http://127.0.0.1:${String((second.address() as AddressInfo).port)}`)
  } finally {
    await new Promise((resolve) => second.close(resolve))
  }
}

/** Sends all of it at once. */
async function uploaded({ tus }: Person, file: MadeFile): Promise<string> {
  const path = await tus.begun(file.bytes.length, about(file))
  expect((await tus.patch(path, 0, file.bytes)).status).toBe(204)
  return path
}

beforeAll(async () => {
  server = await startServer()
  author = await person('作者')
  other = await person('另一作者')
  ;({ call } = await openCall(server, await server.person('经办', 'officer'), await server.person('财务', 'finance')))
})
afterAll(() => server.close())

describe(`a resumable upload, on ${databaseKind}`, () => {
  test('trap 1: an empty file is refused with its own code, at creation', async () => {
    const answer = await author.tus.create(0, { filename: '空.png' })
    expect([answer.status, codeOf(answer)]).toEqual([422, 'file_empty'])
    expect(answer.headers['tus-resumable']).toBe('1.0.0')
    expect(await reader().count('uploads', {})).toBe(0)
  })

  test("trap 2: broken at any byte and resumed it ends with the client's hash; a wrong offset changes nothing", async () => {
    const page = await comicPage(1)
    const { bytes } = page
    const path = await author.tus.begun(bytes.length, about(page))
    let at = 0
    for (const upTo of [1, 2, Math.floor(bytes.length / 3), bytes.length - 1]) {
      await author.tus.cut(
        path,
        at,
        bytes.subarray(at, upTo),
        () => existsSync(partOf(path)) && statSync(partOf(path)).size >= upTo,
      )
      // Whether the server has noticed the end of that connection yet: it says so by letting go.
      while ((await reader().get<Row>('uploads', idOf(path)))?.received !== upTo)
        await new Promise((resolve) => setTimeout(resolve, 2))
      at = await author.tus.offset(path)
      expect(at).toBe(upTo)
      for (const wrong of [at - 1, at + 1]) {
        const refused = await author.tus.patch(path, wrong, bytes.subarray(wrong, wrong + 1))
        expect([refused.status, codeOf(refused)]).toEqual([409, 'upload_offset_differs'])
      }
      expect(await author.tus.offset(path)).toBe(at)
    }
    const early = await finish(author, path, sha256Of(bytes))
    expect([early.status, early.body.code]).toEqual([409, 'upload_incomplete'])
    expect((await author.tus.patch(path, at, bytes.subarray(at))).headers['upload-offset']).toBe(String(bytes.length))
    const { status, body } = await finish(author, path, sha256Of(bytes))
    expect([status, body.files]).toMatchObject([200, [{ id: idOf(path), sha256: sha256Of(bytes), mime: 'image/png' }]])
    expect(await server.house.storage.hash('sealed', idOf(path))).toBe(sha256Of(bytes))
    // Asked again it says the same; of the upload nothing is left.
    expect((await finish(author, path, sha256Of(bytes))).body).toEqual(body)
    expect([existsSync(partOf(path)), await reader().get('uploads', idOf(path))]).toEqual([false, null])
    expect(await reader().count('files', { owner: { equals: author.id } })).toBe(1)
  })

  test('what another process wrote in between counts as it lies on the disk', async () => {
    const { bytes, ...page } = await comicPage(31)
    const half = Math.floor(bytes.length / 2)
    const path = await author.tus.begun(bytes.length, about({ ...page, bytes }))
    expect((await author.tus.patch(path, 0, Buffer.alloc(half))).status).toBe(204)
    const before = await reader().get<Row & { fence: number }>('uploads', idOf(path))
    const anothers = { fence: (before?.fence ?? 0) + 1 }
    await server.house.engine.store.changeIf('uploads', { id: { equals: idOf(path) } }, anothers)
    writeFileSync(partOf(path), bytes.subarray(0, half))
    expect((await author.tus.patch(path, half, bytes.subarray(half))).status).toBe(204)
    expect((await finish(author, path, sha256Of(bytes))).body.files).toMatchObject([{ sha256: sha256Of(bytes) }])
  })

  test('trap 3: of three writers at one offset, with bytes of their own, exactly one wins', async () => {
    const bodies = [1, 2, 3].map((fill) => Buffer.alloc(3 * 1024 * 1024, fill))
    const path = await author.tus.begun(bodies[0]?.length ?? 0, { filename: '片.mp4' })
    const answers = await beside({}, (url) =>
      Promise.all(bodies.map((body, n) => (n === 0 ? author.tus : tusHand(url, author.token)).patch(path, 0, body))),
    )
    const won = answers.flatMap(({ status }, n) => (status === 204 ? [n] : []))
    expect(won).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409 || status === 423)).toHaveLength(2)
    expect(await finish(author, path, sha256Of(bodies[won[0] ?? 0] ?? Buffer.alloc(0)))).toMatchObject({
      // These bytes are no film: but they are the winner's, or the answer were another one.
      body: { code: 'file_kind_not_allowed' },
    })
  })

  test('who has read of it while another was writing does not write over that one afterwards', async () => {
    const path = await author.tus.begun(8, { filename: '片.mp4' })
    await author.tus.patch(path, 0, Buffer.from('four'))
    const now = await ownUpload(server.house, author.id, idOf(path))
    const readBefore = { ...now, received: 0 }
    await expect(holding(server.house, readBefore, async () => 0)).rejects.toMatchObject({ code: 'upload_held' })
    expect(await holding(server.house, now, async () => 0)).toBe(0)
    await author.tus.send('DELETE', path)
  })

  test('trap 4: a length that is deferred, missing, or no number is refused', async () => {
    const deferred = { 'upload-defer-length': 1, 'upload-metadata': '' }
    for (const headers of [deferred, {}, { ...deferred, 'upload-length': 5 }]) {
      const answer = await author.tus.send('POST', '/uploads', headers)
      expect([answer.status, codeOf(answer)]).toEqual([400, 'upload_length_missing'])
    }
    for (const length of ['-1', '1e3', ' ', '9'.repeat(20)]) {
      const answer = await author.tus.send('POST', '/uploads', { 'upload-length': length })
      expect([answer.status, codeOf(answer)]).toEqual([400, 'upload_malformed'])
    }
    const old = await author.tus.send('POST', '/uploads', { 'tus-resumable': '0.2.2', 'upload-length': 5 })
    expect([old.status, codeOf(old)]).toEqual([412, 'upload_malformed'])
  })

  test('trap 5: GET gives nothing, unfinished or whole; a Chinese name hurts nobody', async () => {
    const page = await comicPage(2)
    const path = await author.tus.begun(page.bytes.length, about(page))
    for (const upTo of [10, page.bytes.length]) {
      await author.tus.patch(
        path,
        await author.tus.offset(path),
        page.bytes.subarray(await author.tus.offset(path), upTo),
      )
      for (const where of [path, `/files/${idOf(path)}`]) {
        const answer = await author.tus.send('GET', where)
        expect(answer.status).toBe(where === path ? 405 : 404)
        expect(answer.headers['content-type']).toMatch(/problem\+json/)
      }
    }
    await author.tus.send('DELETE', path)
  })

  test('trap 6: a name with folders is text; on the disk there is our id', async () => {
    const page = await comicPage(3)
    const path = await author.tus.begun(page.bytes.length, { filename: '../../evil 页.png', filetype: page.type })
    await author.tus.patch(path, 0, page.bytes)
    expect(existsSync(partOf(path))).toBe(true)
    const { body } = await finish(author, path, sha256Of(page.bytes))
    expect(body.files[0]?.name).toBe('evil 页.png')
  })

  test('trap 7: an upload outlasts the time that any other request has', async () => {
    const page = await comicPage(4)
    const half = Math.floor(page.bytes.length / 2)
    const path = await author.tus.begun(page.bytes.length, about(page))
    await beside(
      {},
      async (url) => {
        const tus = tusHand(url, author.token)
        const slow = tus.open('PATCH', path, {
          'content-type': 'application/offset+octet-stream',
          'upload-offset': 0,
          'content-length': page.bytes.length,
        })
        slow.request.write(page.bytes.subarray(0, half))
        const form = tus.open('POST', '/account/sign-in', {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': 1000,
        })
        form.request.write('email=')
        expect(await form.answer).toBe('lost')
        slow.request.end(page.bytes.subarray(half))
        expect(await slow.answer).toMatchObject({ status: 204 })
      },
      { whole: 100, silence: 60_000 },
    )
    expect((await finish(author, path, sha256Of(page.bytes))).status).toBe(200)
  })

  test('a sender who falls silent is let go, and finds what had come', async () => {
    const path = await author.tus.begun(9, { filename: 'a.png' })
    await beside(
      {},
      async (url) => {
        const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': 0, 'content-length': 9 }
        const { request, answer } = tusHand(url, author.token).open('PATCH', path, headers)
        request.write('four')
        expect(await answer).toBe('lost')
      },
      { whole: 60_000, silence: 100 },
    )
    while ((await author.tus.offset(path)) < 4) await new Promise((resolve) => setTimeout(resolve, 2))
    expect((await author.tus.patch(path, 4, Buffer.from('fives'))).status).toBe(204)
    await author.tus.send('DELETE', path)
  })

  test('trap 9: what is no picture inside is refused and gone; another picture than its name says is stored as what it is', async () => {
    const inside = [
      randomBytes(5000),
      Buffer.from('<!doctype html><p>页'),
      Buffer.from('#EXTM3U\n#EXTINF:1,\nhttp://x/1.ts\n'),
    ]
    for (const bytes of inside) {
      const path = await uploaded(author, { name: '照片.jpg', type: 'image/jpeg', bytes })
      const { status, body } = await finish(author, path, sha256Of(bytes))
      expect([status, body.code]).toEqual([422, 'file_kind_not_allowed'])
      expect([existsSync(partOf(path)), await reader().get('uploads', idOf(path))]).toEqual([false, null])
    }
    const { bytes } = await comicPage(5)
    const path = await uploaded(author, { name: '照片.jpg', type: 'image/jpeg', bytes })
    expect((await finish(author, path, sha256Of(bytes))).body.files[0]).toMatchObject({
      mime: 'image/png',
      name: '照片.jpg',
    })
  })

  test('trap 10: a picture with a script or a zip behind its end is taken, leaves as an attachment, and is shown drawn anew', async () => {
    const tail = Buffer.from('<script>alert(1)</script>PK\u0003\u0004')
    const picture = await sharp((await comicPage(12)).bytes)
      .jpeg()
      .toBuffer()
    const bytes = Buffer.concat([picture, tail])
    const path = await uploaded(author, { name: '照片.jpg', type: 'image/jpeg', bytes })
    expect((await finish(author, path, sha256Of(bytes))).status).toBe(200)
    const { headers } = await author.get(`/files/${idOf(path)}`)
    expect(headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/sandbox/)
    await server.drain()
    const row = await reader().get<FileRow>('files', idOf(path))
    const [shown = ''] = Object.keys(row?.renditions?.preview?.entries ?? {})
    const rendition = await author.get<Buffer>(`/files/${idOf(path)}/${shown}`)
    expect(rendition.status).toBe(200)
    expect(rendition.body.includes('alert(1)')).toBe(false)
  })

  test('trap 48: while four large pictures are opened and drawn, nothing is drawn in the process that answers', async () => {
    const large = { width: 4000, height: 3000, channels: 3 as const, background: '#247' }
    const pages = await Promise.all(
      [41, 42, 43, 44].map(async (n) => {
        const { bytes } = await comicPage(n)
        return sharp({ create: large })
          .composite([{ input: Buffer.from(bytes) }])
          .jpeg()
          .toBuffer()
      }),
    )
    const drawn: number[] = []
    const note = (queued: number) => drawn.push(queued)
    sharp.queue.on('change', note)
    try {
      // What a reader of ours opens in this very process is noticed.
      const kept = await server.house.storage.tempPath()
      writeFileSync(kept, pages[0]!)
      await imageFacts(kept, 'jpeg', { maxPixels: 1e8, maxFrames: 1 })
      rmSync(kept)
      expect(drawn.length).toBeGreaterThan(0)
      drawn.length = 0
      const sent = await Promise.all(
        pages.map(async (bytes, n) => {
          const path = await uploaded(author, { name: `${String(n)}.jpg`, type: 'image/jpeg', bytes })
          expect((await finish(author, path, sha256Of(bytes))).status).toBe(200)
          return idOf(path)
        }),
      )
      await server.drain()
      const rows = await Promise.all(sent.map((id) => reader().get<FileRow>('files', id)))
      for (const row of rows)
        expect(Object.values(row?.renditions?.preview?.entries ?? {}).map(({ state }) => state)).toEqual([
          'ready',
          'ready',
        ])
      expect(drawn).toEqual([])
    } finally {
      sharp.queue.off('change', note)
    }
  })

  test('other bytes than the sender has are refused with words and gone', async () => {
    const page = await comicPage(6)
    const path = await uploaded(author, page)
    const answer = await author.send<{ code: string; title_zh: string; title_en: string }>(
      'POST',
      '/my/files',
      { upload: idOf(path), sha256: sha256Of(Buffer.from('else')) },
      json,
    )
    expect(answer).toMatchObject({ status: 422, body: { code: 'upload_differs' } })
    expect([answer.body.title_zh, answer.body.title_en]).toEqual([
      expect.stringMatching(/重新上传/),
      expect.stringMatching(/upload it again/),
    ])
    expect((await author.tus.send('HEAD', path)).status).toBe(404)
    expect(existsSync(partOf(path))).toBe(false)
  })

  test('what came to another machine is not gone on with behind a hole: it is said, and nothing is lost where it lies', async () => {
    const page = await comicPage(8)
    const path = await author.tus.begun(page.bytes.length, about(page))
    await author.tus.patch(path, 0, page.bytes.subarray(0, 1000))
    const [here, there] = [partOf(path), `${partOf(path)}-there`]
    await rename(here, there)
    const answer = await author.tus.patch(path, 1000, page.bytes.subarray(1000))
    expect([answer.status, codeOf(answer)]).toEqual([409, 'upload_elsewhere'])
    // The sender's program begins anew when it hears this.
    expect((await author.tus.send('HEAD', path)).status).toBe(410)
    expect(existsSync(here)).toBe(false)
    await rename(there, here)
    await author.tus.patch(path, 1000, page.bytes.subarray(1000))
    await rename(here, there)
    const other = await finish(author, path, sha256Of(page.bytes))
    expect([other.status, other.body.code]).toEqual([409, 'upload_elsewhere'])
    await rename(there, here)
    expect((await finish(author, path, sha256Of(page.bytes))).status).toBe(200)
  })

  test('without the whole hash of its sender nothing is handed in and nothing lost; what is sealed answers to its own alone', async () => {
    const page = await comicPage(14)
    const path = await uploaded(author, page)
    for (const sha256 of ['', 'abc', sha256Of(page.bytes).slice(1)])
      expect(await finish(author, path, sha256)).toMatchObject({ status: 422, body: { code: 'upload_hash_missing' } })
    expect((await author.tus.send('HEAD', path)).status).toBe(200)
    expect((await finish(author, path, sha256Of(page.bytes))).status).toBe(200)
    const other = sha256Of(Buffer.from('else'))
    expect(await finish(author, path, other)).toMatchObject({ status: 422, body: { code: 'upload_differs' } })
    expect((await finish(author, path, sha256Of(page.bytes))).status).toBe(200)
  })

  test("other people's uploads, and a visitor's, are not there", async () => {
    const page = await comicPage(7)
    const path = await author.tus.begun(page.bytes.length, about(page))
    await author.tus.patch(path, 0, page.bytes)
    const tries = async (tus: TusHand) => [
      (await tus.send('HEAD', path)).status,
      (await tus.patch(path, page.bytes.length, Buffer.alloc(0))).status,
      (await tus.send('DELETE', path)).status,
      (await tus.send('GET', path)).status,
    ]
    expect(await tries(other.tus)).toEqual([404, 404, 404, 405])
    expect(await tries(tusHand(server.url))).toEqual([401, 401, 401, 405])
    expect((await tusHand(server.url).create(5)).status).toBe(401)
    expect((await finish(other, path, sha256Of(page.bytes))).status).toBe(404)
    const { body } = await finish(author, path, sha256Of(page.bytes))
    expect((await finish(other, path, sha256Of(page.bytes))).status).toBe(404)
    expect(body.files[0]?.id).toBe(idOf(path))
    const foreign = await author.tus.send('POST', '/uploads', {
      'upload-length': 5,
      origin: 'https://elsewhere.example',
    })
    expect([foreign.status, codeOf(foreign)]).toEqual([403, 'cross_site'])
  })

  test('for a draft it is added to it once; its format limits it before any byte comes', async () => {
    const draft = (await author.form<{ id: string }>('/drafts', { call }, json)).body.id
    const where = `/drafts/${draft}/files`
    await author.form(`/drafts/${draft}`, { format: 'comic' }, json)
    const [fits, large] = [20, 21].map((size) => size * 1024 * 1024)
    const refused = await author.tus.create(large ?? 0, { filename: '页.png', draft })
    expect([refused.status, codeOf(refused)]).toEqual([413, 'file_too_large'])
    await author.tus.send('DELETE', await author.tus.begun(fits ?? 0, { filename: '页.png', draft }))
    // Another's draft says nothing about one's own upload.
    await other.tus.send('DELETE', await other.tus.begun(large ?? 0, { filename: '页.png', draft }))
    const odd = await author.tus.create(5, { filename: '照片.heic', filetype: 'image/heic' })
    expect([odd.status, codeOf(odd)]).toEqual([422, 'image_heic'])

    const page = await comicPage(8)
    const path = await uploaded(author, page)
    const more = { role: 'page' }
    expect((await finish(other, path, sha256Of(page.bytes), where, more)).status).toBe(404)
    for (let times = 0; times < 2; times++)
      expect((await finish(author, path, sha256Of(page.bytes), where, more)).status).toBe(200)
    const row = await reader().get<{ files: Row[]; answers: { files: unknown[] } }>('application-drafts', draft)
    expect([row?.files.map(({ id }) => id), row?.answers.files]).toEqual([
      [idOf(path)],
      [{ file: idOf(path), role: 'page' }],
    ])
  })

  test('row 6: what its call limits further is refused before any byte comes', async () => {
    const held = await reader().get<{ rules: object }>('calls', call)
    const limited = (rules: object) => changeByHand(server.house.payload, 'calls', call, 'rules', rules)
    const draft = (await author.form<{ id: string }>('/drafts', { call }, json)).body.id
    await author.form(`/drafts/${draft}`, { format: 'comic' }, json)
    await limited({ ...held?.rules, fileLimits: { comic: { maxBytes: mebibyte } } })
    try {
      const refused = await author.tus.create(mebibyte + 1, { filename: '页.png', draft })
      expect([refused.status, codeOf(refused)]).toEqual([413, 'file_too_large'])
      await author.tus.send('DELETE', await author.tus.begun(mebibyte, { filename: '页.png', draft }))
    } finally {
      await limited(held?.rules ?? {})
    }
  })

  test('given up it is gone: by the protocol, or by a form', async () => {
    const [first, second] = [
      await author.tus.begun(9, { filename: 'a.png' }),
      await author.tus.begun(9, { filename: 'b.png' }),
    ]
    await author.tus.patch(first, 0, Buffer.from('nine'))
    expect((await author.tus.send('DELETE', first)).status).toBe(204)
    expect((await author.tus.send('DELETE', first)).status).toBe(404)
    const form = await author.form(`${second}/give-up`, { _back: '/my/awards/x' })
    expect([form.status, form.headers.get('location')]).toEqual([303, '/my/awards/x'])
    expect([existsSync(partOf(first)), await reader().count('uploads', { owner: { equals: author.id } })]).toEqual([
      false,
      0,
    ])
  })

  test('a longer part than was declared is refused, whether it says so or not', async () => {
    const path = await author.tus.begun(4, { filename: 'a.png' })
    expect((await author.tus.patch(path, 0, Buffer.from('five!'))).status).toBe(413)
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': 0 }
    const { request, answer } = author.tus.open('PATCH', path, { ...headers, 'transfer-encoding': 'chunked' })
    request.end('five!')
    expect(await answer).toMatchObject({ status: 413 })
    expect(await author.tus.offset(path)).toBe(0)
    await author.tus.send('DELETE', path)
  })
})

describe(`room for uploads, on ${databaseKind}`, () => {
  test("a person's quota counts what is stored and every declared length; ten at once never exceed it", async () => {
    const rich = await person('多产作者')
    await beside({ uploadQuota: 1000 }, async (url) => {
      const tus = tusHand(url, rich.token)
      const answers = await Promise.all(Array.from({ length: 10 }, () => tus.create(300, { filename: 'a.png' })))
      const refused = answers.filter(({ status }) => status === 413)
      expect([answers.filter(({ status }) => status === 201).length, refused.length]).toEqual([3, 7])
      expect(new Set(refused.map(codeOf))).toEqual(new Set(['upload_quota_reached']))
      expect((await tus.create(101, { filename: 'a.png' })).status).toBe(413)
      expect((await tus.create(100, { filename: 'a.png' })).status).toBe(201)
      expect((await tusHand(url, other.token).create(900, { filename: 'a.png' })).status).toBe(201)
    })
    const rows = await reader().find<Row>('uploads', { owner: { equals: rich.id } })
    for (const { id } of rows) expect((await rich.tus.send('DELETE', `/uploads/${id}`)).status).toBe(204)
    const page = await comicPage(9)
    await finish(rich, await uploaded(rich, page), sha256Of(page.bytes))
    await beside({ uploadQuota: page.bytes.length + 10 }, async (url) => {
      const tus = tusHand(url, rich.token)
      expect((await tus.create(11, { filename: 'a.png' })).status).toBe(413)
      expect((await tus.create(10, { filename: 'a.png' })).status).toBe(201)
    })
  })

  test("a call's room counts what its drafts hold and what is under way for them, whoever sends; ten at once never exceed it", async () => {
    const people = await Promise.all([1, 2].map((n) => person(`同一征集的作者${String(n)}`)))
    const drafts = await Promise.all(people.map((each) => each.form<{ id: string }>('/drafts', { call }, json)))
    const held = await reader().get<{ rules: object }>('calls', call)
    const limited = (rules: object) => changeByHand(server.house.payload, 'calls', call, 'rules', rules)
    await limited({ ...held?.rules, maxUploadGib: 1 })
    try {
      const page = await comicPage(33)
      const [one, two] = [people[0]!, people[1]!]
      const [mine, theirs] = drafts.map(({ body }) => body.id)
      const first = await one.tus.begun(page.bytes.length, { ...about(page), draft: mine ?? '' })
      await one.tus.patch(first, 0, page.bytes)
      await finish(one, first, sha256Of(page.bytes), `/drafts/${mine ?? ''}/files`, { role: 'page' })
      const create = (n: number) => {
        const [who, draft] = n % 2 === 0 ? [one, mine] : [two, theirs]
        return who.tus.create(500 * mebibyte, { filename: 'a.mp4', draft: draft ?? '' })
      }
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => create(n)))
      const refused = answers.filter(({ status }) => status === 413)
      expect([answers.filter(({ status }) => status === 201).length, refused.length]).toEqual([2, 8])
      expect(new Set(refused.map(codeOf))).toEqual(new Set(['call_room_reached']))
      // What did not say for which draft it is, is counted when it is handed in, and is not lost.
      const bytes = Buffer.alloc(30 * mebibyte)
      const loose = await two.tus.begun(bytes.length, { filename: 'a.mp4' })
      expect((await two.tus.patch(loose, 0, bytes)).status).toBe(204)
      const late = await finish(two, loose, sha256Of(bytes), `/drafts/${theirs ?? ''}/files`)
      expect([late.status, late.body.code]).toEqual([413, 'call_room_reached'])
      expect(await two.tus.offset(loose)).toBe(bytes.length)
      expect((await other.tus.create(400 * mebibyte, { filename: 'a.mp4' })).status).toBe(201)
    } finally {
      await limited(held?.rules ?? {})
    }
  })

  test('a form without scripts has the same room, and gives back what it did not use', async () => {
    const plain = await person('没有脚本的作者')
    const page = await comicPage(10)
    const form = async (url: string) => {
      const body = new FormData()
      body.append('file', new Blob([page.bytes as BlobPart], { type: page.type }), page.name)
      const headers = { ...json, cookie: `payload-token=${plain.token}` }
      const answer = await fetch(`${url}/my/files`, { method: 'POST', headers, body })
      return [answer.status, ((await answer.json()) as Sealed).code]
    }
    await beside({ uploadQuota: page.bytes.length }, async (url) => {
      expect(await form(url)).toEqual([413, 'upload_quota_reached'])
    })
    await beside({ uploadDiskReserve: 1e9 * gibibyte }, async (url) => {
      expect(await form(url)).toEqual([507, 'disk_full'])
    })
    expect((await form(server.url))[0]).toBe(200)
    expect(await reader().count('uploads', { owner: { equals: plain.id } })).toBe(0)
  })

  test('on a disk that is nearly full nothing new begins, with words, and what runs finishes', async () => {
    const page = await comicPage(11)
    const path = await author.tus.begun(page.bytes.length, about(page))
    await beside({ uploadDiskReserve: 1e9 * gibibyte }, async (url) => {
      const tus = tusHand(url, author.token)
      const refused = await tus.create(5, { filename: 'a.png' })
      expect([refused.status, codeOf(refused)]).toEqual([507, 'disk_full'])
      expect((await tus.patch(path, 0, page.bytes)).status).toBe(204)
    })
    expect((await finish(author, path, sha256Of(page.bytes))).status).toBe(200)
  })
})

describe(`an abandoned upload, on ${databaseKind}`, () => {
  async function later(time: number): Promise<void> {
    server.clock.at = new Date(server.clock.at.getTime() + time)
    await server.drain()
  }

  test('is removed after seven days without a byte, all of one owner with one mail; one that was gone on with stays', async () => {
    const left = await person('中断的作者')
    const [first, second, third] = [
      await left.tus.begun(9, { filename: 'a.png' }),
      await left.tus.begun(9, { filename: 'b.png' }),
      await left.tus.begun(9, { filename: 'c.png' }),
    ]
    for (const path of [first, second, third]) await left.tus.patch(path, 0, Buffer.from('four'))
    await later(6 * day)
    expect(Date.parse(String((await left.tus.patch(third, 4, Buffer.from('5'))).headers['upload-expires']))).toBe(
      Math.floor((server.clock.at.getTime() + 7 * day) / 1000) * 1000,
    )
    const before = server.mails().length
    await later(1 * day)
    expect([existsSync(partOf(first)), existsSync(partOf(second)), await left.tus.offset(third)]).toEqual([
      false,
      false,
      5,
    ])
    expect((await left.tus.send('HEAD', first)).status).toBe(404)
    const told = server
      .mails()
      .slice(before)
      .filter(({ to }) => to.startsWith('中断的作者'))
    expect(told.map(({ text }) => text.includes('2 个文件没有传完'))).toEqual([true])
    await later(6 * day)
    expect((await left.tus.send('HEAD', third)).status).toBe(404)
    expect(await reader().count('uploads', { owner: { equals: left.id } })).toBe(0)
    expect(await reader().count('outbox', { state: { equals: 'dead' } })).toBe(0)
  })

  test('trap 8: removing many stalls no request', async () => {
    const many = await person('放弃很多次的作者')
    const first = await many.tus.begun(5, { filename: 'a.png' })
    // One is removed after another, with other requests between: ten times as many take ten times as long, and stall no more.
    const count = 1000
    const ids = Array.from({ length: count - 1 }, (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`)
    await copyByHand(server.house.payload, 'uploads', idOf(first), ids)
    expect(await reader().count('uploads', { owner: { equals: many.id } })).toBe(count)
    server.clock.at = new Date(server.clock.at.getTime() + 8 * day)
    const sweep = { over: false }
    const drained = server.drain().finally(() => {
      sweep.over = true
    })
    let answered = 0
    try {
      while (!sweep.over) {
        expect((await server.client().get('/health/live')).status).toBe(200)
        answered++
      }
    } finally {
      await drained
    }
    expect(answered).toBeGreaterThan(20)
    expect(await reader().count('uploads', { owner: { equals: many.id } })).toBe(0)
  })

  test('the journal agrees, and nothing is left lying', async () => {
    expect((await checkJournal(server.house.engine)).findings).toEqual([])
    const known = new Set((await reader().find<Row>('uploads', {})).map(({ id }) => id))
    const files = await reader().find<Row>('files', {})
    const { orphans, unfinished } = await server.house.storage.sweep({
      known: new Set([...known, ...files.map(({ id }) => id)]),
      olderThanSeconds: -60,
    })
    expect([orphans.filter(({ area }) => area === 'sealed'), unfinished]).toEqual([[], []])
  })
})
