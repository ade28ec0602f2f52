import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import sharp from 'sharp'
import { effects } from '../../src/effects'
import { begin } from '../../src/uploads/allowance'
import { outboxWorker } from '../../src/worker'
import { AREAS } from '../../media'
import { runCommand } from '../../workflows/engine'
import type { Actor } from '../../workflows/engine'
import { databaseKind } from '../support/payload'
import { sha256Of, tusHand } from '../support/tus'
import { run } from '../support/process'
import { comicPage, film, hasFfmpeg } from '../support/works'
import { answered } from './client'
import type { CrashClient } from './client'
import { openStage } from './server'
import type { Stage } from './server'

jest.setTimeout(120_000)

const films = hasFfmpeg ? test : test.skip
if (!hasFfmpeg) console.log('LEFT OUT films in test/crash/uploads: ffmpeg is not on this machine')

let stage: Stage
let creator: CrashClient
let draft = ''

interface FileRow {
  id: string
  bytes: number
  sha256: string
  owner: string
  renditions: Record<string, { entries: Record<string, { id?: string; sha256?: string }> }> | null
}
interface Draft {
  revision: number
  files: { id: string; bytes: number; sha256: string }[]
  answers: { files?: { file: string }[] }
}

beforeAll(async () => {
  stage = await openStage('2026-03-02T01:00:00.000Z')
  creator = await stage.person('创作者')
  const call = await openCall()
  stage.at('2026-03-10T02:00:00.000Z')
  draft = answered(await creator.form<{ id: string }>('/drafts', { call })).body.id
}, 120_000)
afterAll(() => stage.close())

describe(`kill -9 during an upload, on ${databaseKind}`, () => {
  test('before the commit: no row, the draft as it was; sent again it is taken', async () => {
    const page = await comicPage(1)
    whole.push(createHash('sha256').update(page.bytes).digest('hex'))
    const [before, drafted] = [await counts(), await draftRow()]
    stage.order('kill file.seal:before')
    expect(await creator.upload(`/drafts/${draft}/files`, { role: 'page' }, [page])).toBe('lost')
    await stage.died()
    stage.order()
    expect(await counts()).toEqual(before)
    expect(await draftRow()).toEqual(drafted)
    await mustBeWhole()
    expect(await creator.upload(`/drafts/${draft}/files`, { role: 'page' }, [page])).toMatchObject({ status: 200 })
    expect((await draftRow()).files).toHaveLength(drafted.files.length + 1)
    await mustBeWhole()
  })

  test("after the commit: the file is whole and its owner's, the draft does not name it; sent again it is taken", async () => {
    const page = await comicPage(2)
    const drafted = await draftRow()
    const files = await stage.reader.count('files', {})
    stage.order('kill file.seal:after')
    expect(await creator.upload(`/drafts/${draft}/files`, { role: 'page' }, [page])).toBe('lost')
    await stage.died()
    stage.order()
    expect(await draftRow()).toEqual(drafted)
    expect(await stage.reader.count('files', {})).toBe(files + 1)
    await mustBeWhole()
    expect(await creator.upload(`/drafts/${draft}/files`, { role: 'page' }, [page])).toMatchObject({ status: 200 })
    expect((await draftRow()).files).toHaveLength(drafted.files.length + 1)
    await mustBeWhole()
  })

  test('after the commit, sent again under its key: the very file, one row, named once', async () => {
    const page = await comicPage(4)
    const fields = { role: 'page', _key: 'an-upload-of-the-crash-test' }
    const drafted = await draftRow()
    const files = await stage.reader.count('files', {})
    stage.order('kill file.seal:after')
    expect(await creator.upload(`/drafts/${draft}/files`, fields, [page])).toBe('lost')
    await stage.died()
    stage.order()
    const [left] = await stage.reader.find<FileRow>(
      'files',
      { id: { not_in: drafted.files.map(({ id }) => id) } },
      {
        sort: '-createdAt',
        limit: 1,
      },
    )
    for (let times = 0; times < 2; times++)
      expect(await creator.upload(`/drafts/${draft}/files`, fields, [page])).toMatchObject({
        status: 200,
        body: { files: [{ id: left?.id, sha256: left?.sha256 }] },
      })
    expect(await stage.reader.count('files', {})).toBe(files + 1)
    expect((await draftRow()).files.map(({ id }) => id)).toEqual([...drafted.files.map(({ id }) => id), left?.id])
    await mustBeWhole()
  })

  test('before the commit, sent again under its key: the bytes that lay there are taken up', async () => {
    const page = await comicPage(5)
    const fields = { role: 'page', _key: 'another-upload-of-the-crash-test' }
    const files = await stage.reader.count('files', {})
    whole.push(createHash('sha256').update(page.bytes).digest('hex'))
    stage.order('kill file.seal:before')
    expect(await creator.upload(`/drafts/${draft}/files`, fields, [page])).toBe('lost')
    await stage.died()
    stage.order()
    const lying = await lyingThere()
    expect(await creator.upload(`/drafts/${draft}/files`, fields, [page])).toMatchObject({ status: 200 })
    expect([await stage.reader.count('files', {}), await lyingThere()]).toEqual([files + 1, lying])
    await mustBeWhole()
  })

  test('at any moment of a body of 30 MB: no half file under a final name, the draft as it was', async () => {
    const body = multipart(Buffer.concat([mp4Head, randomBytes(30 * 1024 * 1024)]))
    for (const part of [0.02, 0.35 + Math.random() * 0.3, 0.98]) {
      const [before, drafted] = [await counts(), await draftRow()]
      const socket = await sendPart(body, Math.floor(body.length * part))
      await stage.kill9()
      socket.destroy()
      expect({ part, counts: await counts(), draft: await draftRow() }).toEqual({
        part,
        counts: before,
        draft: drafted,
      })
      await mustBeWhole()
    }
    const page = await comicPage(3)
    expect(await creator.upload(`/drafts/${draft}/files`, { role: 'page' }, [page])).toMatchObject({ status: 200 })
  })

  test('in the middle of a part: what was acknowledged is there, and it goes on to its hash', async () => {
    const [tus, bytes] = [hand(), await noise()]
    const sha256 = sha256Of(bytes)
    whole.push(sha256)
    const path = await tus.begun(bytes.length, { filename: '噪声.png', filetype: 'image/png' })
    const half = Math.floor(bytes.length / 2)
    expect((await tus.patch(path, 0, bytes.subarray(0, half))).headers['upload-offset']).toBe(String(half))
    const lies = () => statSync(stage.house.storage.partPath(idOf(path))).size
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': half }
    const { request, answer } = tus.open('PATCH', path, { ...headers, 'content-length': bytes.length - half })
    request.write(bytes.subarray(half, half + 1_000_000))
    while (lies() <= half) await new Promise((resolve) => setTimeout(resolve, 2))
    await stage.kill9()
    expect(await answer).toBe('lost')
    const at = await tus.offset(path)
    expect(at).toBeGreaterThanOrEqual(half)
    // The dead process had it to itself for a while yet.
    expect((await tus.patch(path, at, bytes.subarray(at))).status).toBe(423)
    leaseOver()
    expect((await tus.patch(path, at, bytes.subarray(at))).status).toBe(204)
    expect(await finished(path, sha256)).toMatchObject({ status: 200, body: { files: [{ id: idOf(path), sha256 }] } })
    await mustBeWhole()
  })

  test('after the last byte, before and after the commit: handed in again it is that file, once', async () => {
    for (const moment of ['before', 'after']) {
      const [tus, page] = [hand(), await comicPage(moment === 'before' ? 6 : 7)]
      const sha256 = sha256Of(page.bytes)
      whole.push(sha256)
      const files = await stage.reader.count('files', {})
      const path = await tus.begun(page.bytes.length, { filename: page.name, filetype: page.type })
      expect((await tus.patch(path, 0, page.bytes)).status).toBe(204)
      stage.order(`kill file.seal:${moment}`)
      expect(await finished(path, sha256)).toBe('lost')
      await stage.died()
      stage.order()
      await mustBeWhole()
      leaseOver()
      for (let times = 0; times < 2; times++)
        expect(await finished(path, sha256)).toMatchObject({
          status: 200,
          body: { files: [{ id: idOf(path), sha256 }] },
        })
      expect(await stage.reader.count('files', {})).toBe(files + 1)
      expect(await stage.reader.get('uploads', idOf(path))).toBeNull()
      await mustBeWhole()
    }
  })

  test('after the last byte and never handed in again: once it is abandoned nothing of it lies there', async () => {
    const [tus, page] = [hand(), await comicPage(8)]
    whole.push(sha256Of(page.bytes))
    const lying = await lyingThere()
    const path = await tus.begun(page.bytes.length, { filename: page.name, filetype: page.type })
    await tus.patch(path, 0, page.bytes)
    stage.order('kill file.seal:before')
    expect(await finished(path, sha256Of(page.bytes))).toBe('lost')
    await stage.died()
    stage.order()
    expect(await lyingThere()).toBe(lying + 1)
    stage.at(new Date(stage.now().getTime() + 8 * 86_400_000).toISOString())
    await outboxWorker(stage.house, effects(stage.house), undefined, undefined, { only: ['abandoned_uploads'] }).drain()
    expect([await lyingThere(), await stage.reader.get('uploads', idOf(path))]).toEqual([lying, null])
    await mustBeWhole()
  })

  test('begun in two processes at once uploads never exceed the quota', async () => {
    const many = await stage.person('同时上传的作者')
    const tus = tusHand(() => stage.url(), many.cookie().split('=')[1])
    const bytes = 300 * 1024 * 1024
    const here = async () => begin(stage.house, { call: null, owner: many.id, name: 'a.mp4', mime: 'video/mp4', bytes })
    const there = () => tus.begun(bytes, { filename: 'b.mp4' })
    const underWay = () => stage.reader.count('uploads', { owner: { equals: many.id } })
    await Promise.allSettled(Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? here() : there())))
    expect(await underWay()).toBeLessThanOrEqual(3)
    await Promise.allSettled([there(), there(), there()])
    expect(await underWay()).toBe(3)
  })

  test('while renditions are planned: none or all of a file; the next worker plans what is not', async () => {
    const planned = async () =>
      (await stage.reader.find<FileRow>('files', {})).filter(({ renditions }) => renditions !== null)
    await stage.dyingWorker('kill file.plan_renditions:before')
    expect(await planned()).toEqual([])
    leaseOver()
    await stage.dyingWorker('kill file.plan_renditions:after')
    const [first, ...others] = await planned()
    expect([others, Object.keys(first?.renditions?.preview?.entries ?? {})]).toEqual([[], ['image-320', 'image-960']])
    leaseOver()
  })

  test('while renditions are recorded: the next worker finds them recorded, or records them; each is whole', async () => {
    const recorded = async () =>
      (await stage.reader.find<FileRow>('files', {})).filter((file) => madeOf(file).length > 0)
    await stage.dyingWorker('kill file.record_renditions:before')
    expect(await recorded()).toEqual([])
    leaseOver()
    await stage.dyingWorker('kill file.record_renditions:after')
    const [first, ...others] = await recorded()
    expect(others).toEqual([])
    leaseOver()
    await stage.drain()
    const kinds = ['renditions', 'rendition_still']
    expect(await stage.reader.count('outbox', { kind: { in: kinds }, state: { not_equals: 'done' } })).toBe(0)
    expect(await stage.reader.get('files', first?.id ?? '')).toEqual(first)
    for (const file of await recorded())
      for (const { id, sha256 } of madeOf(file)) expect(await stage.house.storage.hash('renditions', id)).toBe(sha256)
    expect(await recorded()).toHaveLength(await stage.reader.count('files', {}))
  })

  films('while a film is made: nothing of it is there, and the next worker makes it', async () => {
    const made = film(8)
    const sealed = await creator.upload<{ files: { id: string }[] }>('/my/files', {}, [made])
    const id = answered(sealed).body.files[0]?.id ?? ''
    const row = async () => stage.reader.get<FileRow>('files', id)
    const known = new Set(readdirSync(stage.house.storage.tempDir))
    const dying = run(stage.script, ['--no-pages'], stage.env({ WORKER: 'on' }))
    const growing = () => readdirSync(stage.house.storage.tempDir).some((name) => !known.has(name))
    while (!growing()) await new Promise((resolve) => setTimeout(resolve, 2))
    dying.child.kill('SIGKILL')
    await dying.ended
    expect(madeOf((await row())!)).toEqual([])
    const named = (await stage.reader.find<FileRow>('files', {})).flatMap((each) => madeOf(each).map((one) => one.id))
    for await (const lying of stage.house.storage.list('renditions')) expect(named).toContain(lying.id)
    leaseOver()
    await stage.drain()
    const [poster, small] = madeOf((await row())!)
    for (const one of [poster, small]) expect(await stage.house.storage.hash('renditions', one!.id)).toBe(one!.sha256)
  })

  test('what nobody names is found by the sweep, and only that; the check finds nothing', async () => {
    const rows = await stage.reader.find<FileRow>('files', {})
    const made = rows.flatMap((file) => madeOf(file).map(({ id }) => id))
    const underWay = await stage.reader.find<FileRow>('uploads', {})
    const known = new Set([...[...rows, ...underWay].map(({ id }) => id), ...made])
    const { orphans, unfinished } = await stage.house.storage.sweep({ known, olderThanSeconds: -60 })
    expect({ orphans: orphans.length, area: orphans[0]?.area }).toEqual({ orphans: 1, area: 'sealed' })
    // Three bodies that were cut off, and what dying workers were making.
    expect(unfinished.length).toBeGreaterThanOrEqual(3)
    expect(await stage.findings()).toEqual([])
  })
})

const idOf = (path: string) => path.split('/').at(-1) ?? ''

const hand = () => tusHand(() => stage.url(), creator.cookie().split('=')[1])

const finished = (path: string, sha256: string) =>
  creator.form<{ files: { id: string }[] }>('/my/files', { upload: idOf(path), sha256 })

/** A picture that no compression makes small. */
const noise = () =>
  sharp(randomBytes(1000 * 1000 * 3), { raw: { width: 1000, height: 1000, channels: 3 } })
    .png()
    .toBuffer()

const madeOf = ({ renditions }: FileRow) =>
  Object.values(renditions ?? {}).flatMap(({ entries }) =>
    Object.values(entries).flatMap(({ id, sha256 }) => (id === undefined ? [] : [{ id, sha256 }])),
  )

/** Of every collection, without the note of when the room that a request reserved is given back. */
async function counts(): Promise<Record<string, number>> {
  const outbox = await stage.reader.count('outbox', { kind: { not_equals: 'abandoned_uploads' } })
  return { ...(await stage.counts()), outbox }
}

const draftRow = async (): Promise<Draft> => {
  const row = await stage.reader.get<Draft>('application-drafts', draft)
  if (!row) throw new Error('the draft is gone')
  return row
}

const leaseOver = () => {
  stage.at(new Date(stage.now().getTime() + 61_000).toISOString())
}

/** How many originals lie in the storage. */
async function lyingThere(): Promise<number> {
  let count = 0
  for await (const file of stage.house.storage.list('sealed')) count += file.bytes > 0 ? 1 : 0
  return count
}

/** Every file that a row or the draft names lies under its final name with the very bytes; whatever lies there is whole. */
async function mustBeWhole(): Promise<void> {
  const { storage } = stage.house
  const rows = await stage.reader.find<FileRow>('files', {})
  for (const { id, bytes, sha256 } of rows)
    expect({ id, bytes: (await storage.stat('sealed', id))?.bytes, sha256: await storage.hash('sealed', id) }).toEqual({
      id,
      bytes,
      sha256,
    })
  const { files, answers } = await draftRow()
  // Pages stand in their natural order, files in that of their coming.
  expect((answers.files ?? []).map(({ file }) => file).sort()).toEqual(files.map(({ id }) => id).sort())
  for (const { id, sha256 } of files)
    expect(rows.find((row) => row.id === id)).toMatchObject({ sha256, owner: creator.id })
  for (const area of AREAS)
    for await (const { id, bytes } of storage.list(area)) {
      const row = rows.find((each) => each.id === id)
      if (row) expect(bytes).toBe(row.bytes)
      else expect(whole).toContain(await storage.hash(area, id))
    }
}
/** Hashes of what may lie there without a row: bytes that were sealed just before a death. */
const whole: string[] = []

/** The beginning of a film, so that the kind is known from the first bytes on. */
const mp4Head = Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex')
const boundary = 'a-boundary-of-the-crash-test'

function multipart(bytes: Buffer): Buffer {
  const part = (about: string) => `--${boundary}\r\nContent-Disposition: form-data; ${about}\r\n`
  const head = `${part('name="role"')}\r\nwork\r\n${part('name="file"; filename="film.mp4"')}Content-Type: video/mp4\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
}

/** Sends the beginning of a body, and resolves when some of it has come to the server's disk. */
async function sendPart(body: Buffer, length: number) {
  const { tempDir } = stage.house.storage
  const known = new Set(readdirSync(tempDir))
  const { hostname, port } = new URL(stage.url())
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const head = [
    `POST /drafts/${draft}/files HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Cookie: ${creator.cookie()}`,
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    `Content-Length: ${String(body.length)}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  socket.write(body.subarray(0, length))
  const begun = () =>
    readdirSync(tempDir).some((name) => !known.has(name) && statSync(path.join(tempDir, name)).size > 0)
  while (!begun()) await new Promise((resolve) => setTimeout(resolve, 2))
  return socket
}

async function openCall(): Promise<string> {
  let keys = 0
  const by = (role: 'officer' | 'finance', subject: string, verb: string, input: object, id?: string) => {
    const actor: Actor = { kind: 'person', id: `the-${role}`, roles: [role], organisation: null }
    return runCommand(stage.house.engine, { actor, subject, verb, input, id, key: `upload-key-${String(++keys)}` })
  }
  const about = { title: '资助计划', titleEn: 'Programme', basis: '依据', leadUnits: ['区科协'], year: 2026 }
  const programme = (await by('officer', 'programme', 'create', about)).id
  const fund = (await by('finance', 'fund', 'create', { title: '资金', programme, year: 2026 })).id
  const [opensAt, closesAt] = ['2026-03-03T09:00:00+08:00', '2026-04-11T00:00:00+08:00']
  const { id } = await by('officer', 'call', 'create', { title: '征集', programme, fund, opensAt, closesAt })
  await by('officer', 'call', 'open', {}, id)
  return id
}
