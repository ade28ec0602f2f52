/** @needs versitygw */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { standingOfFiles } from '../../workflows/file/queries'
import type { FileRow } from '../../workflows/file/types'
import { startServing } from '../crash/server'
import { setClock } from '../support/clock-file'
import { databaseKind } from '../support/payload'
import { bundled, run } from '../support/process'
import { startS3 } from '../support/s3'
import type { S3Server } from '../support/s3'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { sha256Of, tusHand } from '../support/tus'
import type { TusHand } from '../support/tus'
import { comicPage } from '../support/works'
import { mediaClient, openDesk } from './released-works'
import type { Desk, MediaClient } from './released-works'
import { withToken } from './whole-house'

let folder: string
let s3: S3Server
let server: TestServer
let desk: Desk
let media: MediaClient
let creator: Client & { id: string }
let tus: TusHand

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kepu-s3-'))
  s3 = await startS3(path.join(folder, 's3'))
  server = await startServer('2026-03-02T01:00:00.000Z', { ...s3.env, S3_PREFIX: 'kepu' })
  desk = await openDesk(server)
  const person = await withToken(await server.person('创作者'))
  creator = person
  tus = tusHand(server.url, person.token)
  media = await mediaClient(server, await server.person('管理', 'admin'))
}, 120_000)
afterAll(async () => {
  await server.close()
  await s3.stop()
  await rm(folder, { recursive: true, force: true })
})

const idOf = (upload: string) => upload.split('/').at(-1) ?? ''

async function uploaded(bytes: Uint8Array): Promise<string> {
  const upload = await tus.begun(bytes.length, { filename: 'page.png', filetype: 'image/png' })
  const half = Math.floor(bytes.length / 2)
  await tus.patch(upload, 0, bytes.subarray(0, half))
  await tus.patch(upload, half, bytes.subarray(half))
  return upload
}

const handedIn = (upload: string, bytes: Uint8Array) =>
  creator.send<{ code?: string; files?: { id: string; sha256: string }[] }>(
    'POST',
    '/my/files',
    { upload: idOf(upload), sha256: sha256Of(bytes) },
    { accept: 'application/json' },
  )

const rowOf = async (id: string) => server.house.engine.store.reader.get<FileRow>('files', id)

const download = async (url: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await fetch(url, { method, headers: { authorization: `Bearer ${media.key}`, ...headers } })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** What a further process needs to know: the same database and bucket, another disk. */
const elsewhere = (clock: string) => ({
  ...{ DATABASE_URL: server.house.config.databaseUrl, ...s3.env, S3_PREFIX: 'kepu' },
  ...{ STORAGE_DIR: path.join(folder, 'another-disk'), HOST: '127.0.0.1', PORT: '0', WORKER: 'off' },
  ...{ MAIL_TRANSPORT: `file:${folder}`, LOG_LEVEL: 'error', TEST_CLOCK: clock, TEST_SHARE_DATABASE: 'on' },
})

test(`the way of a file through a bucket, on ${databaseKind}: in parts, sealed, made, released, read in ranges by two processes, recalled, swept`, async () => {
  const { bytes } = await comicPage(11)
  const upload = await uploaded(bytes)
  const { status, body } = await handedIn(upload, bytes)
  expect({ status, sha256: body.files?.[0]?.sha256 }).toEqual({ status: 200, sha256: sha256Of(bytes) })
  const id = body.files?.[0]?.id ?? ''
  expect(await readdir(s3.fileOf('kepu/sealed'))).toEqual([id])
  expect(await readdir(server.house.storage.tempDir)).toEqual([])

  await server.drain()
  const made = Object.values((await rowOf(id))?.renditions?.preview?.entries ?? {})
  expect(made.map(({ state }) => state)).toEqual(['ready', 'ready'])
  const work = await desk.cleared({ title: '桶里的漫画', format: 'comic', originals: [id], aiUse: 'none' })
  await server.drain()
  await desk.editors[2].command('work', 'release', {}, work.id)

  const clock = path.join(folder, 'clock')
  setClock(clock, server.clock.at.toISOString())
  const { running, url } = await startServing(bundled('src/server.ts'), elsewhere(clock))
  const where = `/content/v1/works/${work.number}/files/${id}`
  for (const at of [server.url, url]) {
    const whole = await download(at + where)
    expect([whole.status, sha256Of(whole.bytes)]).toEqual([200, sha256Of(bytes)])
    const etag = `"${sha256Of(bytes)}"`
    expect(whole.headers.get('etag')).toBe(etag)
    const part = await download(at + where, { range: 'bytes=5-104', 'if-range': etag })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 5-104/${String(bytes.length)}`])
    expect(part.bytes.equals(Buffer.from(bytes.subarray(5, 105)))).toBe(true)
    expect((await download(at + where, { 'if-none-match': etag })).status).toBe(304)
    const head = await download(at + where, {}, 'HEAD')
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])
    expect((await download(at + where, { range: 'bytes=99999999-' })).status).toBe(416)
    expect((await download(`${at}${where}?rendition=image-960`)).status).toBe(200)
  }
  await desk.editors[2].command('work', 'withdraw', { reason: '权利人要求' }, work.id)
  for (const at of [server.url, url]) expect((await download(at + where)).status).toBe(410)
  running.child.kill('SIGTERM')
  await running.ended

  const check = async (...args: string[]) => {
    const checking = run(bundled('src/check.ts'), args, elsewhere(clock))
    const code = await checking.ended
    return { code, lines: checking.said().trimEnd().split('\n') }
  }
  const orphan = randomUUID()
  const temp = await server.house.storage.tempPath()
  await writeFile(temp, 'left by a death')
  await server.house.storage.put('renditions', orphan, temp)
  expect((await check('--files')).lines.filter((line) => line.startsWith('LEFTOVER'))).toEqual([])
  const old = new Date(Date.now() - 3 * 86_400_000)
  await utimes(s3.fileOf(`kepu/renditions/${orphan}`), old, old)
  await writeFile(s3.fileOf(`kepu/sealed/${id}`), 'other bytes')
  const told = await check('--remove-leftovers')
  expect(told.code).toBe(1)
  expect(told.lines).toContain(`REMOVED renditions/${orphan}`)
  expect(told.lines).toContain(`DIFFERS sealed/${id} file_changed`)
  expect(told.lines.filter((line) => /^(?:REMOVED|LEFTOVER|DIFFERS)/.test(line))).toHaveLength(2)
  await writeFile(s3.fileOf(`kepu/sealed/${id}`), bytes)
  expect(await check('--files')).toMatchObject({ code: 0 })
})

test('what a death left in the bucket without a row is taken up when it is handed in again, and nothing is served before', async () => {
  const { bytes } = await comicPage(12)
  const upload = await uploaded(bytes)
  const { storage } = server.house
  const copy = await storage.tempPath()
  await copyFile(storage.partPath(idOf(upload)), copy)
  await storage.put('sealed', idOf(upload), copy)
  await rm(storage.partPath(idOf(upload)))
  expect((await creator.get(`/files/${idOf(upload)}`)).status).toBe(404)
  const { status, body } = await handedIn(upload, bytes)
  expect([status, body.files?.[0]?.id]).toEqual([200, idOf(upload)])
  expect(await rowOf(idOf(upload))).toMatchObject({ state: 'sealed', sha256: sha256Of(bytes) })
})

test('while the bucket cannot be reached nothing is lost: uploads wait, downloads are told to come again, the process is not ready', async () => {
  const { bytes } = await comicPage(13)
  const there = await handedIn(await uploaded(bytes), bytes)
  const id = there.body.files?.[0]?.id ?? ''
  const other = (await comicPage(14)).bytes
  const upload = await uploaded(other)
  s3.wire.always = 'refused'
  const ready = () => server.client().get<{ ready: boolean; reason?: string }>('/health/ready')
  const [refused, asked, standing] = await Promise.all([
    handedIn(upload, other),
    creator.get<{ code: string; title_zh: string; title_en: string }>(`/files/${id}`),
    ready(),
  ])
  s3.wire.always = null
  expect([refused.status, refused.body.code]).toEqual([503, 'storage_unavailable'])
  expect([asked.status, asked.body.code, asked.headers.get('retry-after')]).toEqual([503, 'storage_unavailable', '60'])
  expect([standing.status, standing.body]).toEqual([503, { ready: false, reason: 'storage' }])
  expect((await ready()).body).toEqual({ ready: true })
  expect((await handedIn(upload, other)).status).toBe(200)
  expect(sha256Of((await creator.get<Buffer>(`/files/${id}`)).body)).toBe(sha256Of(bytes))
})

test('what is to be planned and made waits while the bucket cannot be reached, says so, and uses up none of its tries', async () => {
  const { bytes } = await comicPage(15)
  const id = (await handedIn(await uploaded(bytes), bytes)).body.files?.[0]?.id ?? ''
  const standing = async () => {
    const row = await rowOf(id)
    return row && (await standingOfFiles(server.house.engine.store.reader, [row], new Date())).get(id)
  }
  const triedInVain = async () => {
    s3.wire.always = 'refused'
    for (let n = 0; n < 4; n++) {
      await server.drain()
      server.clock.at = new Date(server.clock.at.getTime() + 600_000)
    }
    s3.wire.always = null
  }
  await triedInVain()
  expect(await standing()).toMatchObject({ renditions: null, missing: 'storage_unavailable' })
  await server.drain()
  expect(await standing()).toMatchObject({ renditions: [{ state: 'ready' }, { state: 'ready' }], missing: null })

  await desk.cleared({ title: '等桶的漫画', format: 'comic', originals: [id], aiUse: 'none' })
  await triedInVain()
  const waits = (await standing())?.renditions?.filter(({ state }) => state === 'put_off') ?? []
  expect(new Set(waits.map(({ why }) => why))).toEqual(new Set(['storage_unavailable']))
  expect(await readdir(server.house.storage.tempDir)).toEqual([])
  await server.drain()
  expect((await standing())?.renditions?.map(({ state }) => state)).not.toContain('put_off')
  expect((await rowOf(id))?.renditions?.release?.entries['image-960']).toMatchObject({ state: 'ready' })
}, 120_000)
