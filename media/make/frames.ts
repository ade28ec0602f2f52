import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { MAX_PIXELS } from '../facts/facts'
import { paceOf } from '../facts/pace'
import { upright } from '../upright'
import { MakeFailure } from './failure'

/** What is asked of the process that opens pictures: an animation's frames in a size. Paths are ours. */
export interface FramesJob {
  readonly from: string
  readonly to: string
  readonly width: number
  readonly height: number
}

const CHANNELS = 3

/**
 * Writes the frames of an animated picture as bare pixels (RGB, 8 bits) one behind the other, the last one twice, so that its time
 * has an end: ffmpeg of Debian 12 reads no animated WebP, and needs to open nothing of a stranger's this way.
 * @returns how long each stands, in milliseconds
 */
export async function writeFrames({ from, to, width, height }: FramesJob): Promise<number[]> {
  const pace = paceOf(await sharp(from, { animated: true, limitInputPixels: MAX_PIXELS }).metadata())
  const drawn = (await upright(from, true, { width, height })).flatten({ background: '#ffffff' })
  const { data, info } = await drawn.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const length = width * height * CHANNELS
  if (info.channels !== CHANNELS || data.length !== length * pace.length)
    throw new MakeFailure('differs_from_plan', `${data.length} bytes of ${pace.length} frames`)
  await writeFile(to, data)
  await writeFile(to, data.subarray(-length), { flag: 'a' })
  return pace
}
