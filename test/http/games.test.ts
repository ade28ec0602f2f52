import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { strToU8, unzipSync, zipSync } from 'fflate'
import sharp from 'sharp'
import { seal } from '../../src/files/intake'
import { place } from '../../src/games/place'
import type { FileRow } from '../../workflows/file/types'
import { answersOf } from '../journeys/story'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { mediaClient, openDesk } from './released-works'
import type { Desk } from './released-works'
import { acceptApplication, enrol, openCall } from './whole-house'

/** Sound does not get smaller by packing. */
const song = Buffer.concat(Array.from({ length: 6250 }, (_, n) => createHash('sha256').update(String(n)).digest()))
const page = '<!doctype html>\n<title>水循环</title><p>play</p>'
const game = {
  'index.html': strToU8(page),
  '关卡/index.html': strToU8('<meta charset="gb18030">'),
  'main.mjs': strToU8('export {}'),
  '图/猫.png': strToU8('png'),
  'song.mp3': song,
  'icon.svg': strToU8('<svg xmlns="http://www.w3.org/2000/svg"><script>play()</script></svg>'),
  'data.bin': strToU8('?'),
}

let server: TestServer
let desk: Desk
let creator: Client & { id: string }

beforeAll(async () => {
  server = await startServer()
  desk = await openDesk(server)
  creator = await server.person('创作者')
}, 120_000)
afterAll(() => server.close())

interface Said {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** One request with headers as a browser sends them, `Host` too. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Said> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const sent = { host: 'games.localhost', ...headers }
    const asking = request({ hostname, port, path, method, headers: sent }, (answer) => {
      buffer(answer).then((body) => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
      }, reject)
    })
    asking.on('error', reject)
    asking.end()
  })
}

const statusOf = async (path: string, headers?: Record<string, string>, method?: string) =>
  (await ask(path, headers, method)).status

async function takenIn(bytes: Uint8Array, name = '游戏.zip'): Promise<string> {
  const path = await server.house.storage.tempPath()
  await writeFile(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return (await seal(server.house, creator.id, { path, bytes: bytes.length, sha256, name, mime: '' })).id
}

async function released(title: string): Promise<{ id: string; number: string; file: string; at: string }> {
  const file = await takenIn(zipSync(game))
  const { id, number } = await desk.cleared({ title, format: 'game', originals: [file] })
  await server.drain()
  await desk.editors[2].command('work', 'release', {}, id)
  return { id, number, file, at: `/works/${number}/${file}/` }
}

const rowOf = (id: string) => server.house.engine.store.reader.get<FileRow>('files', id)
const linkFor = (file: string, person: string) =>
  new URL(place().link({ file, person }, server.clock.at.toISOString())).pathname

describe('a released game', () => {
  let at = ''
  let number = ''
  beforeAll(async () => ({ at, number } = await released('水循环')))

  test('trap 45: each file has its type by our own table, under a sandbox that is the whole permission', async () => {
    const said = await ask(at)
    expect([said.status, said.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    const policy = said.headers['content-security-policy'] ?? ''
    for (const part of [
      'sandbox allow-scripts;',
      "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:;",
      "connect-src 'none'",
      "form-action 'none'",
      'frame-ancestors http://localhost:3000 http://127.0.0.1:3000',
    ])
      expect(policy).toContain(part)
    expect(policy).not.toContain('allow-same-origin')
    expect(said.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
    })
    const types = async (name: string) => {
      const { status, headers } = await ask(at + encodeURI(name))
      return [status, headers['content-type'], headers['content-disposition']]
    }
    expect(await types('main.mjs')).toEqual([200, 'text/javascript', undefined])
    expect(await types('图/猫.png')).toEqual([200, 'image/png', undefined])
    expect(await types('关卡/')).toEqual([200, 'text/html', undefined])
    expect(await types('kepu-marks.json')).toEqual([200, 'application/json', undefined])
    const drawn = await ask(`${at}icon.svg`)
    expect(drawn.headers['content-security-policy']).toMatch(/^script-src 'none', sandbox allow-scripts;/)
    expect(await types('data.bin')).toEqual([200, 'application/octet-stream', 'attachment'])
  })

  test('its pages begin with the stand-in for storage; everything else is byte for byte', async () => {
    const { body, headers } = await ask(at)
    const tag = '<script src="/stand-in.js"></script>'
    expect(body.toString()).toBe(page.replace('<!doctype html>', `<!doctype html>${tag}`))
    expect(headers['content-length']).toBe(String(body.length))
    expect((await ask('/stand-in.js')).headers['content-type']).toBe('text/javascript')
    expect((await ask(`${at}song.mp3`)).body.equals(song)).toBe(true)
  })

  test('trap 51: ranges, HEAD and If-None-Match', async () => {
    const where = `${at}song.mp3`
    const part = await ask(where, { range: 'bytes=1000-70000' })
    expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 1000-70000/200000'])
    expect(part.body.equals(song.subarray(1000, 70_001))).toBe(true)
    const past = await ask(where, { range: 'bytes=200000-' })
    expect([past.status, past.headers['content-range']]).toEqual([416, 'bytes */200000'])
    const head = await ask(where, {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '200000', 0])
    const etag = head.headers.etag ?? ''
    expect(await statusOf(where, { 'if-none-match': etag })).toBe(304)
    expect(await statusOf(where, { range: 'bytes=0-9', 'if-range': '"other"' })).toBe(200)
    const whole = await ask(at, {}, 'HEAD')
    expect([whole.headers['content-length'], whole.headers['accept-ranges']]).toEqual([
      String((await ask(at)).body.length),
      undefined,
    ])
  })

  test('trap 42: no address leads out of its package', async () => {
    for (const way of [
      '../main.mjs',
      '%2e%2e/main.mjs',
      '..%2fmain.mjs',
      '..%5cmain.mjs',
      '%2fetc/passwd',
      '%00',
      '%ff',
      'x/../../y',
    ])
      expect([way, await statusOf(at + way)]).toEqual([way, 404])
    const bare = await ask(at.slice(0, -1))
    expect([bare.status, bare.headers.location]).toEqual([308, at])
  })

  test('is on its own origin and nowhere else, and nothing else is there', async () => {
    const portal = new URL(server.url).host
    for (const host of [portal, 'localhost', 'games.localhost.example.cn', 'x.games.localhost'])
      expect([host, await statusOf(at, { host })]).toEqual([host, 404])
    expect(await statusOf(at, { host: 'GAMES.localhost:8080' })).toBe(200)
    for (const path of ['/', '/my', '/admin', '/api/users/me', '/health', '/content/v1/openapi.json', '/files/x'])
      expect([path, await statusOf(path)]).toEqual([path, 404])
    for (const method of ['POST', 'PUT', 'OPTIONS'])
      expect([method, await statusOf(at, {}, method)]).toEqual([method, 405])
  })

  test('trap 45: no cookie is read or set there', async () => {
    const cookie = 'payload-token=x; kepu-lang=en'
    for (const path of [at, `${at}song.mp3`, '/nowhere', '/stand-in.js']) {
      const [plain, told] = [await ask(path), await ask(path, { cookie })]
      expect([told.status, told.headers['set-cookie']]).toEqual([plain.status, undefined])
      expect(told.body.equals(plain.body)).toBe(true)
      expect(told.headers['content-security-policy']).toContain('sandbox allow-scripts;')
    }
  })

  test('trap 46: is no service worker', async () => {
    const headers = { 'sec-fetch-dest': 'serviceworker', 'service-worker': 'script' }
    expect(await statusOf(`${at}main.mjs`, headers)).toBe(404)
  })

  test('media clients find where it is played beside its download', async () => {
    const media = await mediaClient(server, await server.person('管理', 'admin'))
    const { files } = await media.read<{ files: { renditions: { name: string; play?: string }[] }[] }>(
      `/works/${number}`,
    )
    expect(files[0]?.renditions).toMatchObject([{ name: 'package', play: `http://games.localhost:3000${at}` }])
  })

  test('trap 51: is gone with its withdrawal, at once', async () => {
    const gone = await released('将撤回')
    const { etag = '' } = (await ask(gone.at)).headers
    await desk.editors[2].command('work', 'withdraw', { reason: '权利人要求' }, gone.id)
    expect([await statusOf(gone.at), await statusOf(gone.at, { 'if-none-match': etag })]).toEqual([404, 404])
    expect(await statusOf(at)).toBe(200)
  })

  test('whose bytes were altered never comes whole', async () => {
    const spoilt = await released('将损坏')
    const made = (await rowOf(spoilt.file))?.renditions?.release?.entries.package
    if (made?.state !== 'ready') throw new Error('not made')
    const where = await server.house.storage.local((pathOf) => pathOf('renditions', made.id))
    const zip = await readFile(where)
    const place = zip.indexOf(song.subarray(100_000, 100_100))
    zip.writeUInt8((zip[place] ?? 0) ^ 1, place)
    await writeFile(where, zip)
    await expect(ask(`${spoilt.at}song.mp3`)).rejects.toThrow(/aborted|hang up|reset/i)
    expect(await statusOf(`${spoilt.at}main.mjs`)).toBe(200)
  })
})

describe('a game that is not released', () => {
  test('is played by whoever may read it, by a link that ends, inside a page of ours', async () => {
    const file = await takenIn(zipSync(Object.fromEntries(Object.entries(game).map(([k, v]) => [`我的游戏/${k}`, v]))))
    const link = linkFor(file, creator.id)
    expect(await statusOf(`/works/KP-2026-TEST001-0/${file}/`)).toBe(404)
    const said = await ask(link, { 'sec-fetch-dest': 'iframe' })
    expect([said.status, said.body.toString().includes('<p>play</p>')]).toEqual([200, true])
    expect((await ask(`${link}song.mp3`)).body.equals(song)).toBe(true)
    expect(await statusOf(link, { 'sec-fetch-dest': 'document' })).toBe(403)
    server.clock.at = new Date(server.clock.at.getTime() + 60 * 60_000)
    expect(await statusOf(link)).toBe(410)
  })

  test('is for nobody who may not read it, by no link that was altered, and its address tells nobody', async () => {
    const file = await takenIn(zipSync(game))
    const own = linkFor(file, creator.id)
    const other = await server.person('别人', 'editor1', 'reviewer')
    expect([await statusOf(own), await statusOf(linkFor(file, other.id))]).toEqual([200, 410])
    const token = own.split('/')[2] ?? ''
    const altered = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`
    for (const wrong of [altered, token.slice(0, 20), 'x', `${token}AAAA`])
      expect(await statusOf(`/links/${wrong}/`)).toBe(404)
    expect(Buffer.from(token, 'base64url').includes(creator.id)).toBe(false)
  })

  test('ends with the right to read it', async () => {
    const file = await takenIn(zipSync(game))
    const officer = await server.person('经办', 'officer')
    const link = linkFor(file, officer.id)
    expect(await statusOf(link)).toBe(200)
    const admin = await server.person('管理二', 'admin')
    await admin.command('person', 'revoke_role', { role: 'officer' }, officer.id)
    expect(await statusOf(link)).toBe(410)
  })

  test('is a zip and nothing else', async () => {
    const id = await takenIn(Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nx\n'), 'a.vtt')
    expect(await statusOf(linkFor(id, creator.id))).toBe(410)
  })
})

test('a reviewer plays a blind copy, and no more once the review is taken from them', async () => {
  const maker = await server.person('欧阳㛃哨')
  const officer = await server.person('经办三', 'officer')
  const { call } = await openCall(server, officer, await server.person('财务', 'finance'))
  const [reviewer, other] = [await server.person('评审', 'reviewer'), await server.person('评审乙', 'reviewer')]
  await enrol(officer, reviewer.id, '甲医院')
  await enrol(officer, other.id, '乙医院')
  const json = { accept: 'application/json' }
  const { id: draft } = (await maker.form<{ id: string }>('/drafts', { call }, json)).body
  const answers = { ...answersOf.comic(), format: 'game', _revision: '1' }
  await maker.form(`/drafts/${draft}`, answers, json)
  const drawn = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#36c' } })
    .withExif({ IFD0: { Artist: '欧阳㛃哨' } })
    .png()
    .toBuffer()
  const zip = zipSync(
    { ...game, '图/猫.png': drawn, 'kepu-marks.json': strToU8('{"artist":"欧阳㛃哨"}') },
    { comment: '欧阳㛃哨' },
  )
  const sent = { name: '欧阳㛃哨.zip', type: 'application/zip', bytes: zip }
  expect((await maker.upload(`/drafts/${draft}/files`, { role: 'work' }, [sent])).status).toBe(200)
  const { reader } = server.house.engine.store
  const row = await reader.get<{ id: string; revision: number }>('application-drafts', draft)
  const { id } = await maker.command('application', 'submit', { draft, revision: row?.revision })
  await server.drain()
  await acceptApplication(server, officer, id)
  await officer.command('application', 'assign', { experts: [reviewer.id] }, id)
  const application = await reader.get<{ id: string; dossier: string }>('applications', id)
  const dossier = await reader.get<{ id: string; files: { file: string }[] }>('dossiers', application?.dossier ?? '')
  const file = dossier?.files[0]?.file ?? ''
  const link = linkFor(file, reviewer.id)
  expect(await statusOf(link)).toBe(410)
  const [review] = await reader.find<{ id: string }>('reviews', { reviewer: { equals: reviewer.id } })
  await reviewer.command('review', 'accept', { noConflict: true }, review?.id)
  expect([await statusOf(link), await statusOf(linkFor(file, other.id))]).toEqual([200, 410])
  expect(await statusOf(`${link}kepu-marks.json`)).toBe(404)
  const copy = await server.house.storage.local((pathOf) => pathOf('blind', file).then((path) => readFile(path)))
  for (const files of [copy, ...Object.values(unzipSync(copy))])
    for (const told of ['欧阳', maker.id]) expect(Buffer.from(files).includes(told)).toBe(false)
  await officer.command('review', 'recuse', { reason: '认出了作者' }, review?.id)
  expect(await statusOf(link)).toBe(410)
}, 60_000)
