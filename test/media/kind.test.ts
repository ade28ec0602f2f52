import { describe, expect, test } from '@jest/globals'
import { sniffKind } from '../../media/index'
import { movieBytes } from './movie-bytes'
import { fileWith, picture, refusalOf, tempFolder } from './support'
import { zipBytes } from './zip-bytes'

const folder = tempFolder()
const file = (bytes: Buffer | string) => fileWith(folder, crypto.randomUUID(), bytes)
const png = await picture().png().toBuffer()
const jpeg = await picture().jpeg().toBuffer()
const webp = await picture().webp().toBuffer()
const gif = await picture().gif().toBuffer()
const avif = await picture(64, 64).avif({ effort: 0 }).toBuffer()
const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0', 'latin1'), Buffer.alloc(24)])

describe('the kind of a file is told by its content', () => {
  test.each([
    ['png', png],
    ['jpeg', jpeg],
    ['webp', webp],
    ['gif', gif],
    ['avif', avif],
    ['mp4', movieBytes()],
    ['pdf', Buffer.from('%PDF-1.4\n%%EOF')],
    ['wav', wav],
    ['zip', zipBytes({ 'index.html': '<html>' })],
    ['docx', zipBytes({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' })],
  ])('%s', async (kind, bytes) => {
    expect(await sniffKind(await file(bytes), { name: '没有后缀', mime: 'application/octet-stream' })).toMatchObject({
      kind,
      misnamed: false,
    })
  })

  test('an empty file has no kind', async () => {
    expect(await refusalOf(sniffKind(await file('')))).toMatchObject({ code: 'file_empty' })
  })

  test.each([
    ['text/html', '<!DOCTYPE html><script>alert(1)</script>'],
    ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['application/vnd.apple.mpegurl', '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/a.ts'],
    ['unknown', 'ffconcat version 1.0\nfile /etc/passwd'],
    ['unknown', 'x'],
    ['application/x-elf', Buffer.from('7f454c46020101', 'hex')],
  ])('traps 9, 24 and 25: %s called .png is not taken', async (found, bytes) => {
    const refusal = await refusalOf(sniffKind(await file(bytes), { name: 'a.png', mime: 'image/png' }))
    expect(refusal).toEqual({ code: 'file_kind_not_allowed', params: { found } })
  })

  test.each(['heic', 'heix', 'hevc', 'mif1', 'msf1'])(
    'trap 18: a phone’s HEIC (%s) is refused by its content and its name, with a code that says what to do',
    async (brand) => {
      const bytes = Buffer.concat([Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1heic`, 'latin1'), Buffer.alloc(64)])
      for (const said of [
        { name: 'IMG_0001.HEIC', mime: 'image/heic' },
        { name: 'IMG_0001.jpg', mime: 'image/jpeg' },
        {},
      ])
        expect(await refusalOf(sniffKind(await file(bytes), said))).toMatchObject({ code: 'image_heic' })
    },
  )

  test('an SVG with an XML head, and a spreadsheet, are not taken', async () => {
    const svg = await file('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
    expect(await refusalOf(sniffKind(svg))).toMatchObject({ code: 'file_kind_not_allowed' })
    const sheet = await file(zipBytes({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }))
    expect(await refusalOf(sniffKind(sheet))).toMatchObject({ code: 'file_kind_not_allowed' })
  })

  test.each([
    ['mp4', { name: '视频.mp4' }],
    ['video/mp4', { name: 'a.png', mime: 'video/mp4' }],
    ['html', { name: 'a.html' }],
    ['text/html', { mime: 'text/html; charset=utf-8' }],
  ])('a PNG declared as %s is refused', async (declared, said) => {
    expect(await refusalOf(sniffKind(await file(png), said))).toEqual({
      code: 'file_kind_mismatch',
      params: { declared, found: 'png' },
    })
  })

  test('a PNG called .jpg is taken as the PNG it is, and that is said', async () => {
    expect(await sniffKind(await file(png), { name: 'a.JPG', mime: 'image/jpeg' })).toEqual({
      kind: 'png',
      family: 'image',
      mime: 'image/png',
      extension: 'png',
      misnamed: true,
    })
  })

  test('a dot in a Chinese title is not an ending', async () => {
    expect(await sniffKind(await file(png), { name: '第1.2版' })).toMatchObject({ misnamed: false })
  })

  test('a zip that was cut off is refused', async () => {
    const zip = zipBytes({ 'index.html': '<html>', 'game.js': 'x' })
    for (const cut of [zip.subarray(0, 40), zip.subarray(0, zip.length - 5)]) {
      expect(await refusalOf(sniffKind(await file(cut)))).toMatchObject({ code: 'archive_broken' })
    }
  })

  test('a whole zip that is packed by a method that is not read, or locked, is not called broken', async () => {
    const changed = async (at: number, value: number) => {
      const zip = zipBytes({ 'index.html': '<html>', 'game.js': 'x' })
      zip.writeUInt16LE(value, zip.lastIndexOf('game.js') - 46 + at)
      return refusalOf(sniffKind(await file(zip)))
    }
    const method = (of: number) => changed(10, of)
    expect(await method(12)).toMatchObject({ code: 'archive_method', params: { method: 'BZIP2' } })
    expect(await method(14)).toMatchObject({ code: 'archive_method', params: { method: 'LZMA' } })
    expect(await method(55)).toMatchObject({ code: 'archive_method', params: { method: 55 } })
    expect([await method(99), await changed(8, 1)]).toMatchObject([
      { code: 'archive_encrypted' },
      { code: 'archive_encrypted' },
    ])
  })
})
