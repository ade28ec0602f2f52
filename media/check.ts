import sharp from 'sharp'
import { probe } from './facts/probe'
import type { How } from './plan'
import type { Tools } from './tools'

/** A rendition that differs from its plan; it must not be stored. */
export class CheckFailure extends Error {}

/** A film may lose this share of its length to rounding, no more: tools exit well on half a film. */
const SHORTEST = 0.98

/** Reads a rendition back and compares size, length and emptiness of metadata with what was planned. */
export async function checkRendition(path: string, how: How, tools: Tools): Promise<void> {
  if (how.make === 'remux') {
    const { seconds = 0 } = await probe(path, 'mp4', tools)
    if (seconds < how.seconds * SHORTEST) throw new CheckFailure(`${seconds} s instead of ${how.seconds} s`)
    return
  }
  const format = how.make === 'poster' ? 'jpeg' : how.format
  const made = await sharp(path).metadata()
  const same = made.format === format && made.width === how.width && made.height === how.height
  if (!same)
    throw new CheckFailure(
      `${made.format} ${made.width}x${made.height} instead of ${format} ${how.width}x${how.height}`,
    )
  if (made.exif ?? made.xmp ?? made.iptc) throw new CheckFailure('metadata left')
}
