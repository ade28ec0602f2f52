import { describe, expect, test } from '@jest/globals'
import type PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { deflateSync } from 'node:zlib'
import { NO_TOOLS, probe } from '../../media/index'
import type { Kind, ProbeLimits } from '../../media/index'
import { movieBytes } from './movie-bytes'
import { pdfBytes, pdfkitBytes } from './pdf-bytes'
import { fileWith, picture, refusalOf, tempFolder } from './support'

const folder = tempFolder()
const facts = async (bytes: Buffer, kind: Kind, limits?: ProbeLimits) =>
  probe(await fileWith(folder, crypto.randomUUID(), bytes), kind, NO_TOOLS, limits)

const still = picture()
const jpeg = await still.clone().jpeg().toBuffer()
const png = await still.clone().png().toBuffer()
const webp = await still.clone().webp().toBuffer()
const gif = await still.clone().gif().toBuffer()
const avif = await still.clone().avif({ effort: 0 }).toBuffer()
const frames = await Promise.all([1, 2, 3].map(() => picture(40, 30).png().toBuffer()))
const animation = await sharp(frames, { join: { animated: true } })
  .gif()
  .toBuffer()

/** A PNG that promises `width` × `height` white pixels in a few kilobytes. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const bytes = Buffer.alloc(body.length + 12)
    bytes.writeUInt32BE(body.length, 0)
    bytes.write(type, 4, 'latin1')
    body.copy(bytes, 8)
    return bytes
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(1000 * (1 + Math.ceil(width / 8))), { level: 9 })
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

describe('a picture', () => {
  test.each<[Kind, Buffer]>([
    ['jpeg', jpeg],
    ['png', png],
    ['webp', webp],
    ['gif', gif],
    ['avif', avif],
  ])(
    'trap 11: %s tells its size, and is refused when its end is missing, which only decoding finds',
    async (kind, bytes) => {
      expect(await facts(bytes, kind)).toEqual({ width: 400, height: 300, hasAlpha: false, codec: kind })
      for (const share of [0.3, 0.7, 0.98]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * share))
        expect(await refusalOf(facts(cut, kind))).toMatchObject({ code: 'image_broken' })
      }
    },
  )

  test('that lies on its side is measured as it is seen', async () => {
    const turned = await sharp(jpeg).withMetadata({ orientation: 6 }).toBuffer()
    expect(await facts(turned, 'jpeg')).toMatchObject({ width: 300, height: 400 })
  })

  test('trap 13: that moves counts its frames against the limits', async () => {
    expect(await facts(animation, 'gif')).toMatchObject({ width: 40, height: 30, frames: 3, seconds: 0.3 })
    expect(await refusalOf(facts(animation, 'gif', { maxPixels: 3000 }))).toEqual({
      code: 'image_too_many_pixels',
      params: { width: 40, height: 30, frames: 3, maxPixels: 3000 },
    })
    expect(await refusalOf(facts(animation, 'gif', { maxFrames: 2 }))).toMatchObject({ code: 'image_too_many_pixels' })
    // 60000 frames of one pixel in a few hundred kilobytes: a head, and one frame again and again.
    const dot = await sharp(Buffer.alloc(6), { raw: { width: 1, height: 2, channels: 3, pageHeight: 1 } })
      .gif({ delay: [50, 50], keepDuplicateFrames: true })
      .toBuffer()
    const first = dot.indexOf(Buffer.from([0x21, 0xf9]))
    const second = dot.indexOf(Buffer.from([0x21, 0xf9]), first + 1)
    const many = Buffer.concat(Array.from({ length: 60_000 }, () => dot.subarray(first, second)))
    const flood = Buffer.concat([dot.subarray(0, first), many, Buffer.from([0x3b])])
    expect(await refusalOf(facts(flood, 'gif'))).toMatchObject({
      ...{ code: 'image_too_many_pixels', params: { width: 1, height: 1, frames: 60_000 } },
    })
  })

  test('trap 12: of 256 or 900 million pixels in a few kilobytes is refused before it is decoded', async () => {
    for (const side of [16000, 30000]) {
      const bytes = bomb(side, side)
      expect(bytes.length).toBeLessThan(100_000)
      expect(await refusalOf(facts(bytes, 'png'))).toMatchObject({
        code: 'image_too_many_pixels',
        params: { width: side },
      })
    }
  })

  test('that is another kind than it was sniffed as is refused', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    expect(await refusalOf(facts(svg, 'png'))).toMatchObject({ code: 'image_broken' })
    expect(await refusalOf(facts(png, 'jpeg'))).toMatchObject({ code: 'image_broken' })
    expect(await refusalOf(facts(Buffer.from('not a picture'), 'webp'))).toMatchObject({ code: 'image_broken' })
  })
})

describe('a film, read without any tool', () => {
  test('tells its size, length and codec', async () => {
    const told = { width: 640, height: 360, seconds: 2, codec: 'h264', hasAudio: false, byBoxes: true }
    expect(await facts(movieBytes(), 'mp4')).toEqual(told)
    expect(await facts(movieBytes({}, { turned: true }), 'mp4')).toEqual({ ...told, width: 360, height: 640 })
  })

  test('trap 23: is refused when it was cut off anywhere, before its header too', async () => {
    const whole = movieBytes()
    for (let length = 1; length < whole.length; length += 13) {
      expect(await refusalOf(facts(whole.subarray(0, length), 'mp4'))).toMatchObject({ code: 'video_broken' })
    }
  })

  test('whose boxes lie is refused, whatever byte is turned', async () => {
    const whole = movieBytes()
    for (let at = 0; at < whole.length; at++) {
      const bent = Buffer.from(whole)
      bent.writeUInt8(0xff - bent.readUInt8(at), at)
      const outcome = await facts(bent, 'mp4').then(
        () => 'fine',
        (error: unknown) => error,
      )
      if (outcome !== 'fine') expect(outcome).toMatchObject({ code: 'video_broken' })
    }
  })

  test('that is too long is refused with both lengths', async () => {
    expect(await refusalOf(facts(movieBytes(), 'mp4', { maxSeconds: 1.5 }))).toEqual({
      code: 'video_too_long',
      params: { seconds: 2, maxSeconds: 1.5 },
    })
    expect(await facts(movieBytes(), 'mp4', { maxSeconds: 2 })).toMatchObject({ seconds: 2 })
  })

  test('of a kind that only a tool can read yields no facts', async () => {
    expect(await facts(Buffer.from('x'), 'webm')).toEqual({ byBoxes: true })
  })
})

describe('a document', () => {
  test('a PDF tells its pages', async () => {
    expect(await facts(pdfBytes({}), 'pdf')).toEqual({ encrypted: false, pages: 1 })
    const made = await pdfkitBytes({}, (pdf) => pdf.text('一').addPage().text('2'))
    expect(await facts(made, 'pdf')).toEqual({ encrypted: false, pages: 2 })
  })

  test('a locked PDF says so', async () => {
    const locked = await pdfkitBytes({ userPassword: 'x' }, (pdf: PDFDocument) => pdf.text('1'))
    expect(await facts(locked, 'pdf')).toEqual({ encrypted: true })
  })

  test('a PDF that was cut off is refused', async () => {
    const whole = pdfBytes({})
    expect(await refusalOf(facts(whole.subarray(0, whole.length / 2), 'pdf'))).toMatchObject({ code: 'pdf_broken' })
  })
})
