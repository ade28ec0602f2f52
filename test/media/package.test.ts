import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { ZipOptions, Zippable } from 'fflate'
import {
  NO_TOOLS,
  makeRendition,
  openEntry,
  openPackage,
  openStillMaker,
  planRenditions,
  probe,
  readLabel,
  typeInPackage,
} from '../../media/index'
import type { Marks } from '../../media/index'
import { fileWith, refusalOf, sentinelsIn, tempFolder } from './support'

const folder = tempFolder()
const stills = openStillMaker()
afterAll(() => stills.close())

const game = {
  'index.html': strToU8('<script src=a.js></script>'),
  'a.js': strToU8('play()'),
  '图/猫.png': strToU8('png'),
}
const at = (bytes: Uint8Array) => fileWith(folder, crypto.randomUUID(), Buffer.from(bytes))
const facts = async (files: Zippable, options: ZipOptions = {}) =>
  probe(await at(zipSync(files, options)), 'zip', NO_TOOLS)
const refused = async (files: Zippable) => refusalOf(facts({ ...game, ...files }))

/** A link in a Unix archive: its target is its content. */
const link = (target: string): Zippable[string] => [strToU8(target), { os: 3, attrs: 0o120777 << 16 }]

describe('a package at its intake', () => {
  test('is known by what it holds, however it was packed', async () => {
    const plain = await facts(game)
    const list = Object.entries(game)
      .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
      .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
    expect(plain).toEqual({ entries: 3, contentSha256: createHash('sha256').update(list.join('')).digest('hex') })
    const turned = Object.fromEntries(Object.entries(game).reverse())
    expect(await facts(turned, { level: 0, comment: 'by somebody', mtime: new Date(2020, 1, 1) })).toEqual(plain)
    const wrapped = Object.fromEntries(Object.entries(game).map(([name, bytes]) => [`我的游戏/${name}`, bytes]))
    const junk = { '__MACOSX/._index.html': strToU8('x'), '我的游戏/.DS_Store': strToU8('x') }
    expect(await facts({ ...wrapped, ...junk })).toEqual(plain)
  })

  test.each(['../evil.js', '/etc/passwd', 'x/./y.js'])(
    'trap 42: a name that leads out of it (%j) is refused',
    async (name) => {
      expect(await refused({ [name]: strToU8('x') })).toMatchObject({ code: 'archive_broken' })
    },
  )

  test.each(['a\\b.js', 'C:/a.js', 'nul\u0000.js', 'a./b.js', 'aux/con.txt', 'what?.png', 'a\u202egpj.js'])(
    'a name that some system does not have (%j) is told',
    async (name) => {
      const said = name.replace(/\p{C}/gu, '?')
      expect(await refused({ [name]: strToU8('x') })).toMatchObject({
        code: 'package_name_unsafe',
        params: { name: said },
      })
    },
  )

  test('trap 42: links, names that are one on some systems, and archives inside are refused', async () => {
    expect(await refused({ 'a-link': link('/etc/passwd') })).toMatchObject({ code: 'archive_broken' })
    expect(await refused({ 'A.JS': strToU8('x') })).toMatchObject({ code: 'package_names_clash' })
    const twice = Buffer.from(zipSync({ ...game, 'b.js': strToU8('x') }))
    for (let from = 0; (from = twice.indexOf('b.js', from)) >= 0;) twice.write('a', from)
    expect(await refusalOf(probe(await at(twice), 'zip', NO_TOOLS))).toMatchObject({ code: 'package_names_clash' })
    expect(await refused({ 'a.js/b.js': strToU8('x') })).toMatchObject({ code: 'package_names_clash' })
    expect(await refused({ 'KEPU-Marks.json': strToU8('x') })).toMatchObject({ code: 'package_names_clash' })
    expect(await refused({ 'more.zip': strToU8('x') })).toMatchObject({ code: 'package_nested' })
    expect(await refused({ 'more.dat': zipSync(game) })).toMatchObject({ code: 'package_nested' })
    expect(await refused({ 'Setup.EXE': strToU8('x') })).toMatchObject({
      ...{ code: 'package_forbidden_file', params: { ending: 'exe' } },
    })
  })

  test('trap 42: too many files, and too much in few bytes, are refused before anything is unpacked', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`f${n}`, new Uint8Array()]))
    expect(await refused(many)).toMatchObject({ code: 'package_too_many', params: { entries: 5003, maxEntries: 5000 } })
    const bomb = zipSync({ ...game, 'big.bin': new Uint8Array(1024) })
    const directory = Buffer.from(bomb).indexOf('PK\u0001\u0002', bomb.length - 400)
    const lying = Buffer.from(bomb)
    const big = lying.indexOf('big.bin', directory) - 46
    lying.writeUInt32LE(600 * 1024 * 1024, big + 24)
    expect(await refusalOf(probe(await at(lying), 'zip', NO_TOOLS))).toMatchObject({ code: 'package_too_large' })
  })

  test('trap 42: a thousand times what came is refused although it is less than a game may have; texts are not', async () => {
    const zeros = zipSync({ ...game, 'big.bin': new Uint8Array(40_000_000) })
    expect(zeros.length).toBeLessThan(60_000)
    expect(await refusalOf(probe(await at(zeros), 'zip', NO_TOOLS))).toMatchObject({ code: 'package_too_large' })
    const text = strToU8('第一关\n'.repeat(200_000))
    expect(await facts({ ...game, 'levels.txt': text })).toMatchObject({ entries: 4 })
  })

  test('files that lie over one another are refused: little would be unpacked without end', async () => {
    const zip = Buffer.from(
      zipSync({ ...game, 'big.bin': [new Uint8Array(50_000).map((_, n) => n * n), { level: 0 }] }),
    )
    const entry = zip.lastIndexOf('big.bin') - 46
    const again = Buffer.from(zip.subarray(entry, entry + 53))
    again.write('b2g', 46)
    const end = zip.length - 22
    const lying = Buffer.concat([zip.subarray(0, end), again, zip.subarray(end)])
    lying.writeUInt16LE(5, lying.length - 12)
    lying.writeUInt16LE(5, lying.length - 14)
    lying.writeUInt32LE(lying.readUInt32LE(lying.length - 10) + 53, lying.length - 10)
    expect(await refusalOf(probe(await at(lying), 'zip', NO_TOOLS))).toMatchObject({ code: 'archive_broken' })
  })

  test('a byte that differs from its checksum is found', async () => {
    const zip = Buffer.from(zipSync(game, { level: 0 }))
    zip.write('play!!', zip.indexOf('play()'))
    expect(await refusalOf(probe(await at(zip), 'zip', NO_TOOLS))).toMatchObject({ code: 'archive_broken' })
  })

  test('trap 43: a package that lies about a size, is cut off or encrypted is refused', async () => {
    const whole = Buffer.from(zipSync({ ...game, 'big.bin': new Uint8Array(100_000) }))
    const lying = Buffer.from(whole)
    lying.writeUInt32LE(1000, lying.lastIndexOf('big.bin') - 46 + 24)
    expect(await refusalOf(probe(await at(lying), 'zip', NO_TOOLS))).toMatchObject({ code: 'archive_broken' })
    expect(await refusalOf(probe(await at(whole.subarray(0, -30)), 'zip', NO_TOOLS))).toMatchObject({
      code: 'archive_broken',
    })
    const locked = Buffer.from(whole)
    const entry = locked.lastIndexOf('a.js') - 46
    locked.writeUInt16LE(locked.readUInt16LE(entry + 8) | 1, entry + 8)
    expect(await refusalOf(probe(await at(locked), 'zip', NO_TOOLS))).toMatchObject({ code: 'archive_broken' })
  })

  test('trap 44: names in GBK are read as what they are', async () => {
    const gbk = Buffer.from('d3cecfb7', 'hex') // 游戏
    const zip = Buffer.from(zipSync({ ...game, 'XXXX.png': strToU8('x') }))
    for (let from = 0; (from = zip.indexOf('XXXX.png', from)) >= 0; from += 8) gbk.copy(zip, from)
    const utf8 = { ...game, '游戏.png': strToU8('x') }
    const { guessedNames, ...known } = await probe(await at(zip), 'zip', NO_TOOLS)
    expect(known).toEqual(await facts(utf8))
    expect(guessedNames).toEqual(['游戏.png'])
  })

  test('trap 46: without an index.html at its root it is refused', async () => {
    const { 'index.html': index, ...rest } = game
    expect(await refusalOf(facts(rest))).toMatchObject({ code: 'package_no_index' })
    expect(await refusalOf(facts({ ...rest, 'play/index.html': index }))).toMatchObject({ code: 'package_no_index' })
  })
})

describe('a package that is played', () => {
  const long = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * n) % 251))
  const read: number[] = []
  const stretches = (zip: Buffer) => ({
    bytes: zip.length,
    read: (range: { start: number; end: number }) => {
      read.push(range.end - range.start + 1)
      return Promise.resolve({ stream: Readable.from([zip.subarray(range.start, range.end + 1)]) })
    },
  })

  test.each([0, 6] as const)('gives each file by itself, whole or a range (level %s)', async (level) => {
    const opened = await openPackage(stretches(Buffer.from(zipSync({ ...game, 'long.bin': long }, { level }))))
    const part = async (name: string, range?: { start: number; end: number }) =>
      buffer(await openEntry(opened, name, range))
    expect([opened.has('图/猫.png'), opened.has('../a.js'), opened.bytes('a.js')]).toEqual([true, false, 6])
    expect((await part('a.js')).toString()).toBe('play()')
    expect((await part('long.bin')).equals(long)).toBe(true)
    for (const [start, end] of [
      [0, 0],
      [65_530, 131_080],
      [299_999, 299_999],
    ] as const)
      expect((await part('long.bin', { start, end })).equals(long.subarray(start, end + 1))).toBe(true)
  })

  test('is not read from end to end for one small file, nor its list bite by bite', async () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`f${n}.txt`, strToU8('x')]))
    const zip = Buffer.from(zipSync({ ...game, ...many, 'long.bin': [long, { level: 0 }] }, { level: 0 }))
    read.length = 0
    const opened = await openPackage(stretches(zip))
    expect((await buffer(await openEntry(opened, 'a.js'))).toString()).toBe('play()')
    expect(read.length).toBeLessThan(10)
    expect(read.reduce((sum, each) => sum + each, 0)).toBeLessThan(300_000)
  })

  test('never gives a file whole that is not what its checksum says', async () => {
    const zip = Buffer.from(zipSync({ ...game, 'long.bin': long, 'empty.txt': new Uint8Array() }, { level: 0 }))
    zip[zip.indexOf(long.subarray(1000, 1100))] = 1
    const opened = await openPackage(stretches(zip))
    await expect(buffer(await openEntry(opened, 'long.bin'))).rejects.toMatchObject({ code: 'archive_broken' })
    expect((await buffer(await openEntry(opened, 'empty.txt'))).length).toBe(0)
  })

  test('is told to browsers by its endings, and by nothing that it says of itself', () => {
    expect(['a.WASM', 'b.mjs', '图/字.woff2', 'x.html', 'sound.mp3'].map(typeInPackage)).toEqual([
      ...['application/wasm', 'text/javascript', 'font/woff2', 'text/html', 'audio/mpeg'],
    ])
    expect(['page.xhtml', 'data.bin', 'html', 'x.swf', 'constructor', 'a.constructor'].map(typeInPackage)).toEqual(
      Array(6).fill(null),
    )
  })
})

describe('a package that leaves', () => {
  const label = '{"Label":"1","ContentProducer":"某公司"}'
  const marks: Marks = {
    label,
    rights: { credit: '某人', licence: 'CC BY 4.0', work: 'KPW-2026-0000001-A', version: 2 },
  }
  async function made(source: Uint8Array, said = marks) {
    const from = await at(source)
    const [planned] = planRenditions('zip', await probe(from, 'zip', NO_TOOLS), 'release')
    if (planned?.step === undefined) throw new Error('nothing is planned')
    const to = join(folder, crypto.randomUUID())
    const checked = await makeRendition({ from, kind: 'zip', step: planned.step, marks: said, to }, stills, NO_TOOLS)
    return { name: planned.name, required: planned.required, kind: checked.kind, to, bytes: await readFile(to) }
  }

  test('holds the same files and our words, nobody else’s, and the same bytes each time', async () => {
    const secret = '张三丰PLANTED'
    const source = zipSync(
      { '游戏/index.html': [game['index.html'], { comment: secret }], '游戏/a.js': game['a.js'] },
      { comment: secret },
    )
    const one = await made(source)
    expect([one.name, one.required, one.kind]).toEqual(['package', true, 'zip'])
    const files = unzipSync(one.bytes)
    expect(Object.keys(files).sort()).toEqual(['a.js', 'index.html', 'kepu-marks.json'])
    expect(files['a.js']).toEqual(game['a.js'])
    expect(JSON.parse(strFromU8(files['kepu-marks.json'] ?? new Uint8Array()))).toEqual({
      ...{ AIGC: label, artist: '某人', copyright: 'CC BY 4.0', comment: 'KPW-2026-0000001-A v2' },
    })
    expect(sentinelsIn(one.bytes, [secret])).toEqual([])
    expect(await readLabel(one.to, 'zip', NO_TOOLS)).toMatchObject({ state: 'found', raw: label })
    expect((await made(source)).bytes.equals(one.bytes)).toBe(true)
    expect((await made(zipSync({ ...unzipSync(source) }, { level: 9 }))).bytes.equals(one.bytes)).toBe(true)
  })

  test('handed in again it is labelled still, and what it says of itself is written anew', async () => {
    const first = await made(zipSync(game))
    const second = await made(first.bytes, { ...marks, label: null })
    expect(await readLabel(second.to, 'zip', NO_TOOLS)).toMatchObject({ state: 'none' })
    expect((await probe(first.to, 'zip', NO_TOOLS)).entries).toBe(3)
  })
})
