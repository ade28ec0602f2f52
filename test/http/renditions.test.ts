import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import sharp from 'sharp'
import { NO_TOOLS, openExaminer, readLabel } from '../../media'
import type { Container } from '../../media'
import { effects } from '../../src/effects'
import { askForRenewals, renewalsEffect } from '../../src/effects/renewals'
import { seal } from '../../src/files/intake'
import { renditionText } from '../../src/file-words'
import { enqueue, queueOf } from '../../src/outbox'
import { outboxWorker } from '../../src/worker'
import type { OutboxRow } from '../../src/worker'
import { standingOfFiles } from '../../workflows/file/queries'
import type { FileRow } from '../../workflows/file/types'
import { changeByHand } from '../support/by-hand'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { comicPage, film, hasFfmpeg } from '../support/works'
import { mediaClient, openDesk } from './released-works'
import type { Desk, MediaClient } from './released-works'

const fields = {
  Label: '1',
  ContentProducer: '001191500000MA5U00000000001',
  ProduceID: '作品-7',
  ReservedCode1: '{"a":1}',
}
const text = JSON.stringify(fields)

let server: TestServer
let desk: Desk
let media: MediaClient
let creator: Client & { id: string }

beforeAll(async () => {
  server = await startServer()
  desk = await openDesk(server)
  creator = await server.person('创作者')
  const admin = await server.person('管理', 'admin')
  media = await mediaClient(server, admin)
}, 120_000)
afterAll(() => server.close())

async function labelled(): Promise<Buffer> {
  const escaped = text.replaceAll('"', '&quot;')
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"><TC260:AIGC>${escaped}</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>`
  const { bytes } = await comicPage(Math.random() * 100)
  return sharp(bytes)
    .withExif({ IFD0: { Artist: '张三PLANTED' } })
    .withXmp(xmp)
    .png()
    .toBuffer()
}

/** An upload as the routes take it in. */
async function takenIn(bytes: Uint8Array, name: string, house = server.house): Promise<string> {
  const path = await house.storage.tempPath()
  await writeFile(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const discard = () => Promise.resolve()
  const file = { path, bytes: (await stat(path)).size, sha256, discard, field: 'file', name, mime: '' }
  return (await seal(house, creator.id, file)).id
}

const rowOf = async (id: string): Promise<FileRow> => {
  const row = await server.house.engine.store.reader.get<FileRow>('files', id)
  if (!row) throw new Error('no such file')
  return row
}

async function standing(id: string): Promise<Record<string, string>> {
  const found = (await standingOfFiles(server.house.engine.store.reader, [await rowOf(id)], new Date())).get(id)
  return Object.fromEntries(
    (found?.renditions ?? []).map(({ set, name, state, why }) => [`${set} ${name}`, why ?? state]),
  )
}

async function labelOf(bytes: Buffer, container: Container) {
  const path = await server.house.storage.tempPath()
  await writeFile(path, bytes)
  return readLabel(path, container, server.house.tools)
}

describe('a picture with a label', () => {
  test('has it read at intake, and carries it in what its maker is shown', async () => {
    const id = await takenIn(await labelled(), 'page.png')
    expect((await rowOf(id)).facts?.label).toEqual({ state: 'found', fields, raw: text })
    await server.drain()
    expect(await standing(id)).toEqual({ 'preview image-320': 'ready', 'preview image-960': 'ready' })
    const shown = await creator.get<Buffer>(`/files/${id}/image-960`)
    expect(await labelOf(shown.body, 'webp')).toMatchObject({ state: 'found', fields })
    expect((await desk.editors[0].get(`/files/${id}/image-960`)).status).toBe(404)
    const texts = await server.house.engine.store.reader.find<{ text: string }>('journal', { subject: { equals: id } })
    expect(texts.map((row) => row.text).join()).not.toContain(fields.ContentProducer)
  })

  test('trap 50: is released only when every file of the release is made, with credit, licence, number and version', async () => {
    const id = await takenIn(await labelled(), 'page.png')
    await server.drain()
    const work = await desk.cleared({ title: '有标识的漫画', format: 'comic', originals: [id], aiUse: 'none' })
    const [, , editor] = desk.editors
    expect(await editor.refused('work', 'release', {}, work.id)).toBe('renditions_not_ready')
    await server.drain()
    await editor.command('work', 'release', {}, work.id)
    const { files } = await media.read<{
      files: { aiLabel: string; renditions: { name: string; sha256: string; width: number }[] }[]
    }>(`/works/${work.number}`)
    expect(files[0]?.aiLabel).toBe('found')
    expect(files[0]?.renditions.map(({ name }) => name)).toEqual([
      ...['image-320', 'image-960', 'image-1920', 'image-1920-jpeg', 'wechat-cover', 'wechat-inline', 'comic-print'],
    ])
    const path = `${server.url}/content/v1/works/${work.number}/files/${id}?rendition=image-1920-jpeg`
    const answer = await fetch(path, { headers: { authorization: `Bearer ${media.key}` } })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(await labelOf(bytes, 'jpeg')).toMatchObject({
      state: 'found',
      fields: { ...fields, ContentPropagator: '科普共创', PropagateID: work.number },
    })
    const { exif, xmp } = await sharp(bytes).metadata()
    expect([exif, bytes.includes('PLANTED')]).toEqual([undefined, false])
    for (const said of ['作者', 'licenses/by/4.0', work.number, '<xmpMM:VersionID>1<'])
      expect(xmp?.toString()).toContain(said)
    expect(await standing(id)).toMatchObject({ 'preview image-320': 'ready', 'release image-320': 'ready' })
    // Residents get what was made, and never what came in with all that it says of its maker.
    const open = (rendition: string, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/files/${id}${rendition}?work=${work.number}`, { headers })
    expect((await open('')).status).toBe(404)
    const shown = await open('/image-1920')
    expect([shown.status, Buffer.from(await shown.arrayBuffer()).includes('PLANTED')]).toEqual([200, false])
    const range = { range: 'bytes=0-9' }
    const etag = shown.headers.get('etag') ?? ''
    expect((await open('/image-1920', { ...range, 'if-range': etag })).status).toBe(206)
    expect((await open('/image-1920', { ...range, 'if-range': '"of another version"' })).status).toBe(200)
  })
})

test('subtitles in GB 18030 become WebVTT in UTF-8 for those concerned, and are released beside SubRip', async () => {
  const cue = Buffer.from('1\r\n00:00:01,000 --> 00:00:02,500\r\n')
  const id = await takenIn(Buffer.concat([cue, Buffer.from('c9d9c1bfb6e0b4ce', 'hex')]), '字幕.srt')
  await server.drain()
  expect(await standing(id)).toEqual({ 'preview subtitles-vtt': 'ready' })
  const shown = await creator.get<string>(`/files/${id}/subtitles-vtt`)
  expect([shown.headers.get('content-type'), shown.body]).toEqual([
    expect.stringContaining('text/vtt'),
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n少量多次\n\n',
  ])
  const work = await desk.cleared({
    ...{ title: '有字幕的作品', format: 'video', originals: [{ file: id, role: 'subtitles' }] },
    files: [{ bytes: Buffer.from('a film'), mime: 'video/mp4' }],
  })
  await server.drain()
  await desk.editors[2].command('work', 'release', {}, work.id)
  const asked = async (rendition: string) => {
    const path = `${server.url}/content/v1/works/${work.number}/files/${id}?rendition=${rendition}`
    const answer = await fetch(path, { headers: { authorization: `Bearer ${media.key}` } })
    return { name: answer.headers.get('content-disposition') ?? '', text: await answer.text() }
  }
  const [vtt, srt] = [await asked('subtitles-vtt'), await asked('subtitles-srt')]
  expect(vtt.text).toMatch(/^WEBVTT\n\nNOTE artist: 作者\n\nNOTE copyright: .*\n\nNOTE comment: KP-2026-TEST\d+-0 v1\n/)
  expect([vtt.name, srt.name]).toEqual([
    expect.stringMatching(/-subtitles-vtt\.vtt/),
    expect.stringMatching(/-subtitles-srt\.srt/),
  ])
  expect(srt.text).toBe('1\r\n00:00:01,000 --> 00:00:02,500\r\n少量多次\r\n\r\n')
  // What is said can be read without opening any file, and is found.
  const { files } = await media.read<{ files: { id: string; transcript?: string }[] }>(`/works/${work.number}`)
  expect(files.map(({ transcript }) => transcript)).toContain('少量多次')
  const { items } = await media.read<{ items: { number: string }[] }>(`/works?q=${encodeURIComponent('少量多次')}`)
  expect(items.map(({ number }) => number)).toEqual([work.number])
})

test('an article leaves with its illustrations where the text places them, in three forms, with its words in each', async () => {
  const [one, two] = [await comicPage(21), await comicPage(22)]
  const ids = [await takenIn(one.bytes, 'one.png'), await takenIn(two.bytes, 'two.png')]
  const work = await desk.cleared({
    ...{ title: '有插图的<文章>', format: 'article', aiUse: 'generated', body: '[图 2：先降温]' },
    originals: ids.map((file) => ({ file, role: 'illustration' })),
  })
  await server.drain()
  await desk.editors[2].command('work', 'release', {}, work.id)
  const { articles } = await media.read<{ articles: { name: string; href: string }[] }>(`/works/${work.number}`)
  expect(articles.map(({ name }) => name)).toEqual(['article-html', 'article-wechat', 'article-markdown'])
  const taken = await Promise.all(
    articles.map(async ({ href }) => {
      const answer = await fetch(`${server.url}${href}`, { headers: { authorization: `Bearer ${media.key}` } })
      const packed = new Uint8Array(await answer.arrayBuffer())
      expect(answer.headers.get('content-length')).toBe(String(packed.length))
      return { etag: answer.headers.get('etag') ?? '', files: unzipSync(packed) }
    }),
  )
  const texts = taken.map(({ files }) => strFromU8(Object.values(files)[0] ?? new Uint8Array()))
  for (const text of texts) {
    expect(text).toContain('人工智能生成')
    expect(text).toContain(`${work.number} v1`)
    expect(text).toMatch(/AIGC.*Label.*2.*科普共创/)
    // The second illustration is the first picture of the text; what no mark places comes behind it.
    expect(text.indexOf('images/01.jpg')).toBeLessThan(text.indexOf('images/02.jpg'))
    expect(text).not.toMatch(/<script|http:/)
  }
  expect(texts[1]).toContain('<p style="')
  expect(texts[0]).not.toContain('<文章>')
  const { files } = await media.read<{ files: { id: string; renditions: { name: string; sha256: string }[] }[] }>(
    `/works/${work.number}`,
  )
  const second = files.find(({ id }) => id === ids[1])?.renditions ?? []
  for (const [index, rendition] of ['image-1920-jpeg', 'wechat-inline', 'image-1920-jpeg'].entries()) {
    const picture = taken[index]?.files['images/01.jpg'] ?? new Uint8Array()
    expect(createHash('sha256').update(picture).digest('hex')).toBe(
      second.find(({ name }) => name === rendition)?.sha256,
    )
  }
  const again = { authorization: `Bearer ${media.key}`, 'if-none-match': taken[0]?.etag ?? '' }
  expect((await fetch(`${server.url}${articles[0]?.href}`, { headers: again })).status).toBe(304)
  const none = await fetch(`${server.url}/content/v1/works/${work.number}/articles/article-pdf`, {
    headers: { authorization: `Bearer ${media.key}` },
  })
  expect(none.status).toBe(404)
})

test('an article whose picture says that it was generated leaves with a label, whatever its maker says', async () => {
  const id = await takenIn(await labelled(), 'page.png')
  const work = await desk.cleared({
    ...{ title: '插图有标识的文章', format: 'article', aiUse: 'none', body: '正文' },
    originals: [{ file: id, role: 'illustration' }],
  })
  await server.drain()
  await desk.editors[2].command('work', 'release', {}, work.id)
  const { files } = await media.read<{ files: { aiLabel: string }[] }>(`/works/${work.number}`)
  expect(files.map(({ aiLabel }) => aiLabel)).toEqual(['found'])
  const answer = await fetch(`${server.url}/content/v1/works/${work.number}/articles/article-markdown`, {
    headers: { authorization: `Bearer ${media.key}` },
  })
  const text = strFromU8(unzipSync(new Uint8Array(await answer.arrayBuffer()))['article.md'] ?? new Uint8Array())
  expect(await labelOf(Buffer.from(text), 'text')).toMatchObject({ fields: { Label: '2', PropagateID: work.number } })
})

test('row 41: an animated picture is kept as it came and leaves as a film too, labelled; without ffmpeg that waits', async () => {
  const frame = (background: string) => sharp({ create: { width: 480, height: 320, channels: 3, background } })
  const frames = await Promise.all(['#247', '#b52'].map((colour) => frame(colour).png().toBuffer()))
  const gif = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [300, 300] })
    .toBuffer()
  const id = await takenIn(gif, '动图.gif')
  expect((await creator.get<Buffer>(`/files/${id}`)).body.equals(gif)).toBe(true)
  const work = await desk.cleared({ title: '会动的漫画', format: 'comic', originals: [id], aiUse: 'generated' })
  await server.drain()
  expect(await standing(id)).toMatchObject({
    'release image-loop': hasFfmpeg ? 'ready' : 'worker_missing',
    'release image-1920-jpeg': 'ready',
  })
  if (!hasFfmpeg) return
  await desk.editors[2].command('work', 'release', {}, work.id)
  const path = `${server.url}/content/v1/works/${work.number}/files/${id}?rendition=image-loop`
  const answer = await fetch(path, { headers: { authorization: `Bearer ${media.key}` } })
  expect(answer.headers.get('content-type')).toBe('video/mp4')
  const { state, fields: said } = await labelOf(Buffer.from(await answer.arrayBuffer()), 'mp4')
  expect([state, said.Label, said.PropagateID]).toEqual(['found', '2', work.number])
  const { files } = await media.read<{ files: { renditions: Record<string, unknown>[] }[] }>(`/works/${work.number}`)
  const loop = files[0]?.renditions.find(({ name }) => name === 'image-loop')
  expect(loop).toMatchObject({ codec: 'h264', fps: 25, kbps: Math.round((Number(loop?.bytes) * 8) / 1000 / 0.6) })
  expect(files[0]?.renditions.filter(({ codec }) => codec !== undefined)).toHaveLength(1)
})

test('a game is released as a package with its words beside its files, and nothing of how it was packed', async () => {
  const files = { 'index.html': strToU8('<p>play</p>'), 'a.js': strToU8('1') }
  const packed = zipSync(
    { '游戏/index.html': files['index.html'], '游戏/a.js': files['a.js'] },
    { comment: '张三PLANTED' },
  )
  const id = await takenIn(packed, '游戏.zip')
  const work = await desk.cleared({ title: '小游戏', format: 'game', originals: [id], aiUse: 'assisted' })
  await server.drain()
  await desk.editors[2].command('work', 'release', {}, work.id)
  const { files: released } = await media.read<{
    files: { renditions: { name: string; mime: string }[]; best: { rendition: string | null } }[]
  }>(`/works/${work.number}?for=terminal`)
  expect(released[0]).toMatchObject({ renditions: [{ name: 'package', mime: 'application/zip' }] })
  const where = `${server.url}/content/v1/works/${work.number}/files/${id}?rendition=package`
  const answer = await fetch(where, { headers: { authorization: `Bearer ${media.key}` } })
  expect(answer.headers.get('content-disposition')).toContain(`${work.number}-v1-1-package.zip`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.includes('PLANTED')).toBe(false)
  const { 'kepu-marks.json': marks, ...rest } = unzipSync(bytes)
  expect(rest).toEqual(files)
  expect(JSON.parse(strFromU8(marks ?? new Uint8Array()))).toMatchObject({
    artist: '作者',
    comment: `${work.number} v1`,
  })
  expect(await labelOf(bytes, 'zip')).toMatchObject({
    state: 'found',
    fields: { Label: '2', PropagateID: work.number },
  })
})

test('trap 44: names in a package that were guessed are shown to its maker', async () => {
  const name = Buffer.from('d3cecfb7', 'hex') // 游戏 in GBK
  const zip = Buffer.from(zipSync({ 'index.html': strToU8('<h1>游戏</h1>'), 'XXXX.png': strToU8('x') }))
  for (let from = 0; (from = zip.indexOf('XXXX.png', from)) >= 0; from += 8) name.copy(zip, from)
  const [guessed, plain] = [await takenIn(zip, 'game.zip'), await takenIn((await comicPage(9)).bytes, 'p.png')]
  const rows = [await rowOf(guessed), await rowOf(plain)]
  const standings = await standingOfFiles(server.house.engine.store.reader, rows, server.clock.at)
  expect([guessed, plain].map((id) => standings.get(id)?.guessedNames)).toEqual([['游戏.png'], []])
})

test('a print of a comic is labelled when one page of it was generated, whichever it is', async () => {
  const first = await takenIn((await comicPage(21)).bytes, 'a.png')
  const second = await takenIn(await labelled(), 'b.png')
  await desk.cleared({ title: '一页生成的漫画', format: 'comic', originals: [first, second], aiUse: 'none' })
  await server.drain()
  const of = async (rendition: string) => (await creator.get<Buffer>(`/files/${first}/${rendition}`)).body
  expect(await labelOf(await of('image-1920-jpeg'), 'jpeg')).toMatchObject({ state: 'none' })
  expect(await labelOf(await of('comic-print'), 'pdf')).toMatchObject({
    state: 'found',
    fields: { Label: fields.Label, ContentProducer: fields.ContentProducer },
  })
})

test('what its maker declares is written too, as "may be"', async () => {
  const id = await takenIn((await comicPage(5)).bytes, 'page.png')
  await desk.cleared({ title: '申明用了工具', format: 'comic', originals: [id], aiUse: 'assisted' })
  await server.drain()
  expect((await rowOf(id)).renditions?.release?.label).toBe('declared')
  const bytes = (await creator.get<Buffer>(`/files/${id}/image-1920-jpeg`)).body
  expect((await labelOf(bytes, 'jpeg')).fields).toMatchObject({
    Label: '2',
    ContentProducer: '',
    ContentPropagator: '科普共创',
  })
})

test('what its maker says was generated says so in the picture; what came in stays as it was', async () => {
  const page = await comicPage(8)
  const id = await takenIn(page.bytes, 'page.png')
  const work = await desk.cleared({ title: '生成的画页', format: 'comic', originals: [id], aiUse: 'generated' })
  await server.drain()
  const cornerOf = async (bytes: Uint8Array) => {
    const { width } = await sharp(bytes).metadata()
    const corner = sharp(bytes)
      .extract({ left: width - 60, top: 0, width: 60, height: 20 })
      .toColourspace('b-w')
    return (await sharp(await corner.png().toBuffer()).stats()).channels[0]?.min ?? 255
  }
  const made = (await creator.get<Buffer>(`/files/${id}/image-1920-jpeg`)).body
  const [before, after] = [await cornerOf(page.bytes), await cornerOf(made)]
  expect(after).toBeLessThan(before - 50)
  await desk.editors[2].command('work', 'release', {}, work.id)
  const original = `${server.url}/content/v1/works/${work.number}/files/${id}`
  const given = await fetch(original, { headers: { authorization: `Bearer ${media.key}` } })
  expect(Buffer.from(await given.arrayBuffer()).equals(Buffer.from(page.bytes))).toBe(true)
})

test('row 39 and trap 49: a choice makes anew what depends on it alone, and a correction switches all at once', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="2400"><rect width="600" height="1200" fill="red"/></svg>'
  const id = await takenIn(await sharp(Buffer.from(svg)).png().toBuffer(), 'tall.png')
  const work = await desk.cleared({ title: '长图', format: 'comic', originals: [id] })
  const [first, , third] = desk.editors
  await server.drain()
  await third.command('work', 'release', {}, work.id)
  const shown = async () => {
    const { files } = await media.read<{ files: { alt?: string; renditions: { name: string; sha256: string }[] }[] }>(
      `/works/${work.number}`,
    )
    return { alt: files[0]?.alt, made: new Map(files[0]?.renditions.map(({ name, sha256 }) => [name, sha256])) }
  }
  const before = await shown()
  const choices = { alt: '红色在上', focal: { x: 0.5, y: 0.9 } }
  await first.command('work', 'choose', { file: id, choices }, work.id)
  expect(await first.refused('work', 'choose', { file: id, choices }, work.id)).toBe('choices_same')
  await first.command('work', 'propose_correction', { reason: '首图要看得见主体' }, work.id)
  expect(await third.refused('work', 'correct', {}, work.id)).toBe('renditions_not_ready')
  await server.drain()
  const path = `${server.url}/content/v1/works/${work.number}/files/${id}?rendition=image-320`
  const served = async () => {
    const answer = await fetch(path, { headers: { authorization: `Bearer ${media.key}` } })
    return createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex')
  }
  expect([await shown(), await served()]).toEqual([before, before.made.get('image-320')])
  await third.command('work', 'correct', {}, work.id)
  const after = await shown()
  const others = [...after.made].filter(([name, sha256]) => before.made.get(name) !== sha256)
  expect(others.map(([name]) => name)).toEqual(['image-320', 'wechat-cover'])
  expect([after.alt, await served()]).toEqual(['红色在上', after.made.get('image-320')])
})

test('a credit line that changed is written into the files before it is told to anybody', async () => {
  const id = await takenIn((await comicPage(6)).bytes, 'page.png')
  const work = await desk.cleared({ title: '署名将更正', format: 'comic', originals: [id] })
  await server.drain()
  const [first, , editor] = desk.editors
  await editor.command('work', 'release', {}, work.id)
  await desk.rewrite(work.manuscript, { creditLine: '另一位作者' })
  await first.command('work', 'propose_correction', { reason: '署名有误' }, work.id)
  expect(await editor.refused('work', 'correct', {}, work.id)).toBe('renditions_not_ready')
  await server.drain()
  await editor.command('work', 'correct', {}, work.id)
  const asked = await fetch(`${server.url}/files/${id}/image-1920?work=${work.number}`)
  const { xmp } = await sharp(Buffer.from(await asked.arrayBuffer())).metadata()
  expect(xmp?.toString()).toContain('另一位作者')
  expect(xmp?.toString()).toContain('<xmpMM:VersionID>2<')
})

test('what cannot be made is given up after three tries, says so, and is made when its owner asks again', async () => {
  const { bytes } = await comicPage(7)
  const id = await takenIn(bytes, 'page.png')
  const { storage } = server.house
  const path = await storage.local((pathOf) => pathOf('sealed', id))
  await writeFile(path, 'spoilt')
  for (let n = 0; n < 3; n++) {
    await server.drain()
    server.clock.at = new Date(server.clock.at.getTime() + 3_600_000)
  }
  expect(await standing(id)).toEqual({ 'preview image-320': 'not_made', 'preview image-960': 'not_made' })
  await writeFile(path, bytes)
  expect(await desk.science.refused('file', 'retry_renditions', {}, id)).toBe('role_missing')
  await creator.command('file', 'retry_renditions', {}, id)
  expect(await standing(id)).toEqual({ 'preview image-320': 'queued', 'preview image-960': 'queued' })
  await server.drain()
  expect(await standing(id)).toEqual({ 'preview image-320': 'ready', 'preview image-960': 'ready' })
  expect(await creator.refused('file', 'retry_renditions', {}, id)).toBe('nothing_to_retry')
})

const films = hasFfmpeg ? test : test.skip
if (!hasFfmpeg) console.log('LEFT OUT films in test/http/renditions: ffmpeg is not on this machine')

test('trap 49: what an older profile made is made anew beside it, behind everything else, and switched at once', async () => {
  const ids = [await takenIn((await comicPage(31)).bytes, 'a.png'), await takenIn((await comicPage(32)).bytes, 'b.png')]
  const work = await desk.cleared({ title: '规格更新', format: 'comic', originals: ids })
  await server.drain()
  await desk.editors[2].command('work', 'release', {}, work.id)
  interface Told {
    version: number
    title: string
    correction?: string
    files: { id: string; renditions: { name: string; sha256: string }[] }[]
  }
  const told = () => media.read<Told>(`/works/${work.number}`)
  const before = await told()
  const row = await rowOf(ids[0] ?? '')
  const { release } = structuredClone(row.renditions ?? {})
  const old = release?.entries['image-960']
  if (!release || old?.state !== 'ready') throw new Error('it was not made')
  release.entries['image-960'] = { ...old, revision: 1, of: 'what an older profile made' }
  await changeByHand(server.house.payload, 'files', row.id, 'renditions', { ...row.renditions, release })
  await askForRenewals(server.house)
  // What came later and is not a renewal goes first.
  const done: string[] = []
  const noting = (kind: string) => () => Promise.resolve(void done.push(kind))
  await enqueue(server.house.engine, { kind: 'mail_raw', key: 'comes later', payload: {} })
  const { lines } = await queueOf(server.house.engine.store.reader, server.clock.at.toISOString())
  expect(lines.find(({ group }) => group === 'renewals')).toEqual({
    ...{ group: 'renewals', waiting: 1, making: 0, retrying: 0, dead: 0 },
    oldest: server.clock.at.toISOString(),
  })
  const hand = outboxWorker(server.house, {
    mail_raw: noting('mail'),
    renewals: () => Promise.reject(new Error('not yet')),
  })
  await hand.drain()
  expect(done).toEqual(['mail'])
  server.clock.at = new Date(server.clock.at.getTime() + 60_000)
  // Nor does the plan of it hold up what comes meanwhile, however many works there are: it is a row for each page.
  const plan = renewalsEffect(server.house, 1)
  const beside = {
    rendition_still: noting('picture'),
    renewals: async (page: OutboxRow) => {
      done.push('page')
      await plan(page)
      await enqueue(server.house.engine, { kind: 'rendition_still', key: `beside ${page.key}`, payload: {} })
    },
    renewal_still: () => Promise.reject(new Error('not yet')),
  }
  const between = outboxWorker(server.house, beside, undefined, undefined, { only: Object.keys(beside) })
  await between.drain()
  expect(done.slice(0, 5)).toEqual(['mail', 'page', 'picture', 'page', 'picture'])
  server.clock.at = new Date(server.clock.at.getTime() + 60_000)
  await server.drain()
  const after = await told()
  expect(after).toMatchObject({ version: before.version + 1, title: before.title })
  expect(after.correction).toContain('新的规格')
  const changed = after.files.flatMap(({ id, renditions }) =>
    renditions
      .filter(({ name, sha256 }) =>
        before.files.every(
          (file) => file.id !== id || file.renditions.every((one) => one.name !== name || one.sha256 !== sha256),
        ),
      )
      .map(({ name }) => `${ids.indexOf(id)} ${name}`),
  )
  expect(changed).toEqual(['0 image-960'])
  expect(await server.house.storage.stat('renditions', old.id)).not.toBeNull()
  expect((await rowOf(row.id)).renditions).not.toHaveProperty('renewal')
  await askForRenewals(server.house)
  await server.drain()
  expect((await told()).version).toBe(after.version)
})

films('trap 35: no name that a sender gave reaches ffmpeg', async () => {
  const { tools } = server.house
  const dir = await mkdtemp(join(tmpdir(), 'kepu-names-'))
  const heard = join(dir, 'heard')
  const listening = async (name: 'ffmpeg' | 'ffprobe') => {
    const script = join(dir, name)
    await writeFile(
      script,
      `#!/bin/sh\nfor one in "$@"; do printf '%s\\n' "$one" >> ${heard}; done\nexec ${tools[name] ?? ''} "$@"\n`,
    )
    await chmod(script, 0o755)
    return script
  }
  const told = { ...tools, ffmpeg: await listening('ffmpeg'), ffprobe: await listening('ffprobe') }
  const house = { ...server.house, tools: told, examiner: openExaminer(told) }
  try {
    const odd = '-i %03d:concat|子目录\n视频.mp4'
    const id = await takenIn(film(1).bytes, odd, house)
    expect((await rowOf(id)).name).toBe(odd)
    await outboxWorker(house, effects(house)).drain()
    expect(await standing(id)).toEqual({ 'preview poster': 'ready', 'preview video-480p': 'ready' })
    const words = (await readFile(heard, 'utf8')).split('\n')
    expect(words.filter((word) => /%|\||子目录|视频/.test(word))).toEqual([])
    const inputs = words.flatMap((word, n) => (words[n - 1] === '-i' ? [word] : []))
    expect(inputs.length).toBeGreaterThan(3)
    expect(inputs.filter((input) => !/^file:\/[\w./-]+$/.test(input))).toEqual([])
  } finally {
    house.examiner.close()
    await rm(dir, { recursive: true })
  }
})

films(
  'row 18: while a film is made, its maker and the officer read how long it will take, and how many come before the next',
  async () => {
    const { engine } = server.house
    const only = (...kinds: string[]) => Object.fromEntries(kinds.map((kind) => [kind, effects(server.house)[kind]!]))
    const taken = async () => {
      const id = await takenIn(film(1).bytes, 'film.mp4')
      await outboxWorker(server.house, only('renditions_timed')).drain()
      server.clock.at = new Date(server.clock.at.getTime() + 1000)
      return id
    }
    const standingNow = async (id: string) =>
      (await standingOfFiles(engine.store.reader, [await rowOf(id)], server.clock.at)).get(id)?.renditions ?? []
    const [first, second] = [await taken(), await taken()]
    const rows = (await standingNow(first)).length
    expect(await standingNow(first)).toEqual(
      Array.from({ length: rows }, () => expect.objectContaining({ state: 'worker_missing', before: 0 })),
    )
    expect(await standingNow(second)).toEqual(
      Array.from({ length: rows }, () => expect.objectContaining({ state: 'worker_missing', before: rows })),
    )
    const seen: string[] = []
    const hand = outboxWorker(server.house, {
      rendition_timed: async (row) => {
        const { file, names } = row.payload as { file: string; names: string[] }
        if (file !== first || names[0] !== 'video-480p') return effects(server.house).rendition_timed?.(row)
        const since = server.clock.at
        const note = async (percent: number, seconds: number) => {
          server.clock.at = new Date(since.getTime() + 1000 * seconds)
          const progress = { progress: percent, progressAt: server.clock.at, progressSince: since }
          await engine.store.changeIf('outbox', { id: { equals: row.id } }, progress)
          const made = (await standingNow(first)).find(({ name }) => name === 'video-480p')
          seen.push(made ? `${renditionText('en', made)} / ${renditionText('zh', made)}` : '')
        }
        await note(1, 9)
        await note(20, 100)
        await note(90, 450)
        expect(await standingNow(second)).toContainEqual(
          expect.objectContaining({ name: 'poster', state: 'queued', before: 1 }),
        )
        server.clock.at = new Date(since.getTime() + 600_000)
        seen.push(
          renditionText(
            'en',
            (await standingNow(first)).find(({ name }) => name === 'video-480p')!,
          ),
        )
        await effects(server.house).rendition_timed?.(row)
      },
    })
    await hand.drain()
    expect(seen).toEqual([
      'Preview · video (short side 480): 1% made / 预览 · 视频（短边480）: 已制作1%',
      'Preview · video (short side 480): 20% made, about 7 min left / 预览 · 视频（短边480）: 已制作20%，还需约7分钟',
      'Preview · video (short side 480): 90% made, less than a minute left / 预览 · 视频（短边480）: 已制作90%，还需不到1分钟',
      'Preview · video (short side 480): 90% made',
    ])
    const [made] = await engine.store.reader.find<{ progressSince: string | null }>('outbox', {
      key: { contains: `${second}:preview:` },
      kind: { equals: 'rendition_timed' },
      progressSince: { exists: true },
    })
    expect(made).toBeDefined()
  },
)

films('without ffmpeg a film waits, and says so, while pictures go on; a machine that has it takes it up', async () => {
  const bare = { ...server.house, tools: NO_TOOLS }
  const worker = outboxWorker(bare, effects(bare))
  const [id, page] = [
    await takenIn(film(1).bytes, 'film.mp4', bare),
    await takenIn((await comicPage(8)).bytes, 'p.png'),
  ]
  await worker.drain()
  expect((await rowOf(id)).renditions).toBeNull()
  expect(await standing(page)).toMatchObject({ 'preview image-320': 'ready' })
  await server.drain()
  expect(await standing(id)).toEqual({ 'preview poster': 'ready', 'preview video-480p': 'ready' })
  // Row 50: what a desk asks before it takes a film.
  expect((await rowOf(id)).renditions?.preview?.entries['video-480p']).toMatchObject({
    ...{ width: 640, height: 360, codec: 'h264', fps: 25, lufs: expect.closeTo(-16, 0) },
  })
})
