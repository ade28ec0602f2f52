// @needs ffmpeg
import { afterAll, describe, expect, test } from '@jest/globals'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { PDFDocument } from '@cantoo/pdf-lib'
import {
  NO_TOOLS,
  PROFILES,
  checkRendition,
  makeRendition,
  openStillMaker,
  parseLabel,
  planRenditions,
  probe,
  saysGenerated,
  sniffKind,
} from '../../media/index'
import type { Step } from '../../media/index'
import { runTool } from '../../media/tools'
import { ffmpeg, needs, picture, tempFolder, tools } from './support'

const folder = tempFolder()
const at = (name: string) => join(folder, name)
const stills = openStillMaker()
afterAll(() => stills.close())

const WORDS = '人工智能生成'
const marks = { label: null }

async function stepOf(name: string, profile: string, words: string | null = WORDS): Promise<Step> {
  const { kind } = await sniffKind(at(name))
  const plan = planRenditions(kind, await probe(at(name), kind, tools), 'release', { words: words ?? undefined })
  const step = plan.find((one) => one.name === profile)?.step
  if (step === undefined) throw new Error(`${profile} is not planned`)
  return step
}

async function made(name: string, profile: string, words: string | null = WORDS): Promise<string> {
  const { kind } = await sniffKind(at(name))
  const to = at(crypto.randomUUID())
  await makeRendition({ from: at(name), kind, step: await stepOf(name, profile, words), marks, to }, stills, tools)
  return to
}

/** Rows of the picture's upper part in which anything is nearly white: the letters' height. */
async function heightOfLetters(bytes: Buffer | string): Promise<number> {
  const { data, info } = await sharp(bytes)
    .toColourspace('b-w')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const bright = (row: number) =>
    Array.from({ length: width }, (_, column) => data[(row * width + column) * channels] ?? 0).some(
      (value) => value > 215,
    )
  return Array.from({ length: height }, (_, row) => row).filter(bright).length
}

const lost = { code: 'label_lost' }

describe('what was generated says so', () => {
  test('every profile says how, and a label that is less than sure draws nothing', () => {
    const silent = PROFILES.filter(({ visible }) => visible === 'beside').map(({ id }) => id)
    expect(silent).toEqual(['image-320', 'package', 'subtitles-vtt', 'subtitles-srt'])
    const says = (digit: string) => saysGenerated(parseLabel(`{"Label":"${digit}"}`))
    expect(['1', 'AIGC', '2', '3', '0'].map(says)).toEqual([true, true, false, false, false])
  })

  test.each([
    ['image-1920-jpeg', 1600, 900],
    ['wechat-cover', 1600, 900],
    ['image-960', 90, 2000],
  ])('%s of a picture of %i x %i: letters in the corner, as high as they must be', async (profile, width, height) => {
    const grey = sharp({ create: { width, height, channels: 3, background: '#808080' } })
    await grey.png().toFile(at('grey.png'))
    const path = await made('grey.png', profile)
    const size = await sharp(path).metadata()
    const letters = await heightOfLetters(await readFile(path))
    if (width > 200) expect(letters).toBeGreaterThanOrEqual(0.05 * Math.min(size.width, size.height))
    expect(await heightOfLetters(await readFile(await made('grey.png', profile, null)))).toBe(0)
    // The same without words does not pass for one that has them.
    const plain = await made('grey.png', profile, null)
    await expect(checkRendition(plain, await stepOf('grey.png', profile), marks, NO_TOOLS)).rejects.toMatchObject(lost)
  })

  test('on white, on noise, and in every frame of an animation', async () => {
    await picture(1200, 800).png().toFile(at('noise.png'))
    await made('noise.png', 'wechat-inline')
    await sharp({ create: { width: 640, height: 480, channels: 4, background: '#ffffff00' } })
      .png()
      .toFile(at('clear.png'))
    await made('clear.png', 'image-1920-jpeg')
    const frame = (background: string) => sharp({ create: { width: 600, height: 400, channels: 3, background } })
    const frames = await Promise.all(['#101010', '#606060'].map((grey) => frame(grey).png().toBuffer()))
    await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100], loop: 0 })
      .toFile(at('moves.gif'))
    const path = await made('moves.gif', 'image-960')
    expect((await sharp(path, { animated: true }).metadata()).pages).toBe(2)
    for (const page of [0, 1])
      expect(await heightOfLetters(await sharp(path, { page }).png().toBuffer())).toBeGreaterThanOrEqual(20)
  })

  test('a document says it on its first page, a text before its first line', async () => {
    const pdf = await PDFDocument.create()
    pdf.addPage([400, 300])
    pdf.addPage([400, 300])
    await writeFile(at('two.pdf'), await pdf.save())
    const pages = (await PDFDocument.load(await readFile(await made('two.pdf', 'document')))).getPages()
    const drawn = pages.map((page) => String(page.node.Resources()).includes('/XObject'))
    expect(drawn).toEqual([true, false])
    const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    const parts = {
      '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      '_rels/.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      'word/document.xml': `<w:document ${w}><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>`,
    }
    await writeFile(
      at('text.docx'),
      zipSync(Object.fromEntries(Object.entries(parts).map(([n, x]) => [n, strToU8(x)]))),
    )
    const out = unzipSync(await readFile(await made('text.docx', 'document')))
    const words = strFromU8(out['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]*>/g, '|')
    expect(words).toMatch(/^\|+人工智能生成\|+正文\|+$/)
  })
})

needs('ffmpeg', 'test/media/visible')('films and sounds that were generated', () => {
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']

  test('a film says it while it begins, a silent one all the time, and its poster too', async () => {
    ffmpeg('-f', 'lavfi', '-i', 'color=gray:size=640x360:rate=10:duration=6', ...codecs, at('film.mp4'))
    const frame = async (path: string, second: number) => {
      const args = [
        '-nostdin',
        '-v',
        'error',
        '-ss',
        String(second),
        '-i',
        path,
        '-frames:v',
        '1',
        '-c:v',
        'png',
        '-f',
        'image2pipe',
        '-',
      ]
      return heightOfLetters((await runTool(tools.ffmpeg ?? '', args, { seconds: 20 })).stdout)
    }
    const [begins, silent] = [await made('film.mp4', 'video-480p'), await made('film.mp4', 'video-silent')]
    expect(await frame(begins, 0)).toBeGreaterThanOrEqual(0.05 * 360)
    expect(await frame(begins, 2.5)).toBeGreaterThanOrEqual(0.05 * 360)
    expect(await frame(begins, 4)).toBe(0)
    expect(await frame(silent, 5.5)).toBeGreaterThanOrEqual(0.05 * 360)
    expect(await heightOfLetters(await readFile(await made('film.mp4', 'poster')))).toBeGreaterThanOrEqual(0.05 * 360)
    const plain = await made('film.mp4', 'video-480p', null)
    await expect(checkRendition(plain, await stepOf('film.mp4', 'video-480p'), marks, tools)).rejects.toMatchObject(
      lost,
    )
  })

  test.each(['audio', 'loudspeaker'])('%s begins with the letters AI in Morse code', async (profile) => {
    ffmpeg('-f', 'lavfi', '-i', 'anoisesrc=duration=2:colour=pink:amplitude=0.5', at('noise.wav'))
    const path = await made('noise.wav', profile)
    const { seconds = 0 } = await probe(path, profile === 'audio' ? 'm4a' : 'mp3', tools)
    expect(seconds).toBeGreaterThan(3.8)
    const plain = await made('noise.wav', profile, null)
    const { cue: _, ...unheard } = (await stepOf('noise.wav', profile)) as Extract<Step, { make: 'sound' }>
    await checkRendition(plain, { ...unheard, seconds: 2 }, marks, tools)
    const heard = { ...(await stepOf('noise.wav', profile)), seconds: 2 } as Step
    await expect(checkRendition(plain, heard, marks, tools)).rejects.toMatchObject(lost)
  })
})
