// @needs ffmpeg
import { afterAll, describe, expect, test } from '@jest/globals'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { NO_TOOLS, lookOfFilm, makeRendition, openStillMaker, probe } from '../../media/index'
import { compare } from '../../media/likeness/compare'
import type { Likeness } from '../../media/index'
import { distance } from '../../media/likeness/hash'
import { pdfBytes, unfoldingPdf } from './pdf-bytes'
import { ffmpeg, fileWith, needs, tempFolder, tools } from './support'

const folder = tempFolder()
const stills = openStillMaker(tools)
afterAll(() => stills.close())

/** Numbers from 0 to 1 that are the same every time. */
function numbers(seed: number) {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

/** A scene of soft shapes on a sky, another one for each seed. */
function scene(seed: number, width = 640, height = 480): Sharp {
  const next = numbers(seed)
  const grey = () => `rgb(${[0, 1, 2].map(() => Math.round(next() * 255)).join()})`
  const shapes = Array.from(
    { length: 25 },
    () =>
      `<ellipse cx="${next() * 640}" cy="${next() * 480}" rx="${20 + next() * 160}" ry="${20 + next() * 120}" fill="${grey()}" opacity="0.8"/>`,
  )
  const sky = `<defs><linearGradient id="s" x2="${next()}" y2="1"><stop stop-color="${grey()}"/><stop offset="1" stop-color="${grey()}"/></linearGradient></defs><rect width="640" height="480" fill="url(#s)"/>`
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="${width}" height="${height}">${sky}${shapes.join('')}</svg>`
  return sharp(Buffer.from(drawing))
}

async function look(picture: Sharp | Buffer): Promise<Likeness> {
  const bytes = Buffer.isBuffer(picture) ? picture : await picture.png().toBuffer()
  const path = await fileWith(folder, crypto.randomUUID(), bytes)
  return (await stills.look({ path, kind: 'jpeg' }, NO_TOOLS, 20)) ?? { hashes: [], mirrored: [] }
}

const apart = (one: Likeness, other: Likeness) => distance(one.hashes[0] ?? '', other.hashes[0] ?? '')

describe('pictures that look alike', () => {
  test('trap 21: another format, size, sharpness, brightness, a logo and a small turn are the same picture', async () => {
    const logo = {
      input: await sharp({ create: { width: 60, height: 40, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
      left: 10,
      top: 10,
    }
    for (const seed of [1, 7]) {
      const [original, png] = [await look(scene(seed)), await scene(seed).png().toBuffer()]
      const changed = {
        format: sharp(png).jpeg({ quality: 40 }),
        size: sharp(png).resize(160),
        sharpness: sharp(png).blur(3),
        brightness: sharp(png).modulate({ brightness: 1.15 }),
        logo: sharp(png).composite([logo]),
        turn: sharp(await sharp(png).rotate(2, { background: '#888' }).toBuffer()).resize(640, 480, { fit: 'cover' }),
      }
      for (const [how, picture] of Object.entries(changed)) {
        const found = compare(original, await look(await picture.toBuffer()))
        expect([seed, how, found]).toEqual([seed, how, { how: expect.stringMatching(/near|look/), mirrored: false }])
        if (how !== 'turn') expect([seed, how, found?.how]).toEqual([seed, how, 'near'])
      }
      const mirrored = await look(await sharp(png).flop().toBuffer())
      expect(apart(original, mirrored)).toBeGreaterThan(14)
      expect(compare(original, mirrored)).toEqual({ how: 'near', mirrored: true })
    }
  })

  test('other pictures are not alike', async () => {
    const looks = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seed) => look(scene(seed, 320, 240))))
    const found = looks.flatMap((one, n) => looks.slice(n + 1).map((other) => compare(one, other)))
    expect(found.filter((alike) => alike !== null)).toEqual([])
  })

  test('trap 20: two comic pages with equal frames are not alike, and blank pages are like nothing', async () => {
    const frames =
      '<g fill="none" stroke="#000" stroke-width="6"><rect x="20" y="20" width="280" height="200"/><rect x="340" y="20" width="280" height="200"/><rect x="20" y="250" width="600" height="210"/></g>'
    const page = async (seed: number) =>
      look(
        sharp({ create: { width: 640, height: 480, channels: 3, background: '#fff' } }).composite([
          { input: await scene(seed, 270, 190).png().toBuffer(), left: 25, top: 25 },
          {
            input: await scene(seed + 50, 590, 200)
              .png()
              .toBuffer(),
            left: 25,
            top: 255,
          },
          {
            input: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${frames}</svg>`),
            left: 0,
            top: 0,
          },
        ]),
      )
    expect(compare(await page(1), await page(2))).toBeNull()
    const blank = await look(sharp({ create: { width: 300, height: 400, channels: 3, background: '#fdfdf8' } }))
    expect(blank).toEqual({ hashes: [], mirrored: [] })
    expect(compare(blank, blank)).toBeNull()
  })
})

needs('ffmpeg', 'test/media/likeness')('films that look alike', () => {
  /** A film of these scenes, half a second each, with a key frame where each begins. */
  async function film(name: string, seeds: readonly number[], ...how: string[]): Promise<Likeness> {
    const inputs = await Promise.all(
      seeds.map(async (seed) => fileWith(folder, `scene-${seed}.png`, await scene(seed, 320, 240).png().toBuffer())),
    )
    const sources = inputs.flatMap((path) => ['-loop', '1', '-t', '0.5', '-r', '10', '-i', path])
    const joined = `${seeds.map((_, n) => `[${n}:v]`).join('')}concat=n=${seeds.length}${how[0] ? `,${how[0]}` : ''}`
    const path = `${folder}/${name}`
    ffmpeg(
      ...sources,
      '-filter_complex',
      joined,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      ...how.slice(1),
      '-pix_fmt',
      'yuv420p',
      '-force_key_frames',
      'expr:gte(t,n_forced*0.5)',
      path,
    )
    return (await lookOfFilm(path, 'mp4', tools)) ?? { hashes: [], mirrored: [] }
  }

  test('by their key frames: smaller, worse, cut or mirrored; not others', async () => {
    const one = await film('one.mp4', [1, 2, 3, 4])
    expect(one.hashes).toHaveLength(4)
    const near = { how: 'near', mirrored: false }
    expect(compare(one, await film('small.mp4', [1, 2, 3, 4], 'scale=160:120', '-crf', '40'))).toEqual(near)
    expect(compare(await film('part.mp4', [9, 2, 3, 4]), one)).toEqual(near)
    expect(compare(one, await film('quarter.mp4', [9, 10, 3, 11]))).toEqual({ how: 'look', mirrored: false })
    expect(compare(one, await film('mirror.mp4', [1, 2, 3, 4], 'hflip'))).toEqual({ how: 'near', mirrored: true })
    expect(compare(one, await film('other.mp4', [5, 6, 7, 8]))).toBeNull()
  })

  test('one that cannot be read looks like nothing', async () => {
    const broken = await fileWith(folder, 'broken.mp4', Buffer.from('no film'))
    expect(await lookOfFilm(broken, 'mp4', tools)).toBeNull()
  })
})

describe('the process that draws and reads', () => {
  test('has a limit of memory: a document that unfolds to much fails, and the next is made', async () => {
    const own = openStillMaker(tools, { memoryBytes: 250_000_000 })
    const from = await fileWith(folder, 'bomb.pdf', unfoldingPdf())
    const job = { kind: 'pdf' as const, step: { make: 'document', format: 'pdf' } as const, marks: { label: null } }
    if (tools.prlimit !== null)
      await expect(makeRendition({ ...job, from, to: `${folder}/bomb` }, own, tools)).rejects.toMatchObject({
        code: expect.stringMatching(/maker_died|not_made/),
      })
    const sane = await fileWith(folder, 'sane.pdf', pdfBytes({}))
    expect(await probe(sane, 'pdf', tools)).toMatchObject({ pages: 1 })
    expect(await makeRendition({ ...job, from: sane, to: `${folder}/sane` }, own, tools)).toMatchObject({ kind: 'pdf' })
    own.close()
  })
})
