import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { MAX_PIXELS } from './facts/facts'

/** In pixels. What is too tall for it is cut from the top. */
interface Size {
  readonly width: number
  readonly height: number
}

/**
 * A picture as it is meant to be seen, in the size that is asked for, ready to be written. The library keeps the frames
 * of an animation below each other in one picture and turns either all of that or nothing, so frames that lie on their
 * side are turned one by one.
 * @param animated whether all frames are wanted, or the first alone
 */
export async function upright(source: string | Buffer, animated: boolean, size?: Size): Promise<Sharp> {
  const picture = sharp(source, { animated, limitInputPixels: MAX_PIXELS, failOn: 'error' })
  const { orientation = 1, pages = 1, delay = [], loop = 0 } = animated ? await picture.metadata() : {}
  if (orientation === 1 || pages === 1) return sized(picture.autoOrient(), size)
  return turned(picture, orientation, { delay, loop }, size)
}

const sized = (picture: Sharp, size: Size | undefined): Sharp =>
  size === undefined ? picture : picture.resize({ ...size, fit: 'cover', position: 'top' })

/** How a picture is set right, by its EXIF orientation (CIPA DC-008 §4.6.4): mirrored first, then turned clockwise. */
const TURNS: Readonly<Record<number, { readonly mirrored: boolean; readonly angle: number }>> = {
  2: { mirrored: true, angle: 0 },
  3: { mirrored: false, angle: 180 },
  4: { mirrored: true, angle: 180 },
  5: { mirrored: true, angle: 270 },
  6: { mirrored: false, angle: 90 },
  7: { mirrored: true, angle: 90 },
  8: { mirrored: false, angle: 270 },
}

interface Pace {
  readonly delay: number[]
  readonly loop: number
}

async function turned(picture: Sharp, orientation: number, pace: Pace, size: Size | undefined): Promise<Sharp> {
  const { mirrored, angle } = TURNS[orientation] ?? { mirrored: false, angle: 0 }
  const { data, info } = await picture.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const { width, channels, pages = 1, pageHeight: height = info.height } = info
  const length = width * height * channels
  const [across, down] = angle % 180 === 0 ? [width, height] : [height, width]
  const frames: Buffer[] = []
  for (let n = 0; n < pages; n++) {
    const frame = sharp(data.subarray(n * length, (n + 1) * length), { raw: { width, height, channels } })
    const upright = await frame.flop(mirrored).rotate(angle).raw().toBuffer()
    frames.push(
      await sized(sharp(upright, { raw: { width: across, height: down, channels } }), size)
        .raw()
        .toBuffer(),
    )
  }
  const shown = size ?? { width: across, height: down }
  const raw = { width: shown.width, height: shown.height * pages, channels, pageHeight: shown.height }
  // Both writers of animations are told, since pixels alone have no pace.
  return sharp(Buffer.concat(frames), { raw, limitInputPixels: MAX_PIXELS }).gif(pace).webp(pace)
}
