import { describe, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { NO_TOOLS, makeRendition, planRenditions, probe } from '../../media/index'
import type { Kind } from '../../media/index'
import { fileWith, picture, sentinelsIn, tempFolder } from './support'

const folder = tempFolder()
const SECRET = '张三丰PLANTED'
const out = () => join(folder, crypto.randomUUID())

async function make(bytes: Buffer, kind: Kind) {
  const path = await fileWith(folder, crypto.randomUUID(), bytes)
  const facts = await probe(path, kind, NO_TOOLS)
  return Promise.all(
    planRenditions(kind, facts, NO_TOOLS).map(async ({ how }) => {
      if (how === undefined) throw new Error('nothing planned')
      const target = out()
      const made = await makeRendition(path, kind, how, NO_TOOLS, target)
      return { made, bytes: await readFile(target) }
    }),
  )
}

describe('renditions of a picture', () => {
  test('stand upright, in the planned size, without any metadata', async () => {
    const lying = await picture(2000, 1000)
      .withExif({ IFD0: { Artist: SECRET }, IFD3: { GPSLatitude: '23/1 8/1 0/1' } })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${SECRET}</x:xmpmeta>`)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect(sentinelsIn(lying, [SECRET])).toEqual([SECRET])
    const [thumb, web] = await make(lying, 'jpeg')
    expect(await sharp(thumb?.bytes).metadata()).toMatchObject({ format: 'webp', width: 320, height: 640 })
    expect(await sharp(web?.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1000, height: 2000 })
    for (const rendition of [thumb, web]) {
      expect(sentinelsIn(rendition?.bytes ?? Buffer.from(SECRET), [SECRET])).toEqual([])
      expect(Object.keys(await sharp(rendition?.bytes).metadata())).not.toEqual(expect.arrayContaining(['exif']))
    }
    expect([thumb?.made, web?.made]).toEqual([{ kind: 'webp' }, { kind: 'jpeg' }])
  })

  test('are the same bytes when made twice', async () => {
    const bytes = await picture().png().toBuffer()
    const [one, two] = [await make(bytes, 'png'), await make(bytes, 'png')]
    expect(one.map((rendition) => rendition.bytes)).toEqual(two.map((rendition) => rendition.bytes))
  })

  test('of a moving picture move', async () => {
    const frames = await Promise.all([1, 2, 3].map(() => picture(40, 30).png().toBuffer()))
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const [, web] = await make(gif, 'gif')
    expect(await sharp(web?.bytes, { animated: true }).metadata()).toMatchObject({
      pages: 3,
      width: 40,
      pageHeight: 30,
    })
  })

  test('leave nothing behind when they cannot be made', async () => {
    const path = await fileWith(folder, crypto.randomUUID(), Buffer.from('no picture'))
    const target = out()
    const how = { make: 'image', width: 9, height: 9, format: 'jpeg', animated: false } as const
    await expect(makeRendition(path, 'jpeg', how, NO_TOOLS, target)).rejects.toThrow()
    expect(existsSync(target)).toBe(false)
  })
})

test('without ffmpeg a film has no poster, and that is an answer', async () => {
  const how = { make: 'poster', width: 9, height: 9, at: 0 } as const
  expect(await makeRendition('nowhere', 'mp4', how, NO_TOOLS, out())).toEqual({ impossible: 'ffmpeg_missing' })
})
