import sharp from 'sharp'
import type { Metadata } from 'sharp'
import type { Facts } from './facts'
import type { Kind } from '../kinds'
import { MediaRefusal } from '../refusal'
import { paceOf } from './pace'

const FORMATS: Readonly<Partial<Record<Kind, string>>> = {
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  avif: 'heif',
}
const DECODE_SECONDS = 20

export async function imageFacts(
  path: string,
  kind: Kind,
  { maxPixels, maxFrames }: { maxPixels: number; maxFrames: number },
): Promise<Facts> {
  const animated = kind === 'gif' || kind === 'webp'
  const head = await orBroken(sharp(path, { animated, limitInputPixels: false }).metadata())
  if (head.format !== FORMATS[kind]) throw new MediaRefusal('image_broken')
  const { width, height } = sizeSeen(head)
  const frames = head.pages ?? 1
  if (width * height * frames > maxPixels || frames > maxFrames) {
    throw new MediaRefusal('image_too_many_pixels', { width, height, frames, maxPixels })
  }
  await orBroken(decodeOnce(path, animated, maxPixels))
  const still = { width, height, hasAlpha: head.hasAlpha, codec: kind }
  return frames > 1 ? { ...still, frames, seconds: secondsOf(head) } : still
}

/** The header of a cut picture is fine; only decoding finds the missing end. */
async function decodeOnce(path: string, animated: boolean, limitInputPixels: number): Promise<unknown> {
  return sharp(path, { animated, limitInputPixels, failOn: 'error', sequentialRead: true })
    .resize(16, 16, { fit: 'fill', fastShrinkOnLoad: false })
    .timeout({ seconds: DECODE_SECONDS })
    .raw()
    .toBuffer()
}

const secondsOf = (head: Metadata): number => paceOf(head).reduce((sum, stands) => sum + stands, 0) / 1000

/** Of an animation, sharp reports the height of all frames below each other. */
function sizeSeen(head: Metadata): { width: number; height: number } {
  const turned = (head.orientation ?? 1) > 4
  const height = head.pageHeight ?? head.height
  return turned ? { width: height, height: head.width } : { width: head.width, height }
}

async function orBroken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new MediaRefusal('image_broken', {}, error)
  }
}
