import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { MakeFailure } from '../make/failure'
import type { Corner } from '../profiles'
import { drawnWords } from './words'

interface Size {
  readonly width: number
  readonly height: number
}

/** White letters on a dark plate: where it lies, and for each of its pixels how much of it is letter, 0 to 255. */
interface Plate extends Size {
  readonly left: number
  readonly top: number
  readonly letters: Buffer
}

/** In pixels: lower letters are not read by anybody. */
const LOWEST = 12
const DOTS_PER_INCH = 600
/** How much of the picture the plate hides, 0 to 255, and its edge as a share of the letters' height. */
const DARKNESS = 170
const EDGE = 0.4

/** A plate that is wider than the picture is drawn smaller: nothing else would be a plate in it. */
async function plateOf({ words, share }: Corner, { width, height }: Size): Promise<Plate> {
  const drawn = await drawnWords(words, DOTS_PER_INCH)
  const { width: across, height: up } = await drawn.metadata()
  const wanted = Math.max(LOWEST, Math.ceil(share * Math.min(width, height)))
  const room = Math.min(width / (across / up + 2 * EDGE), height / (1 + 2 * EDGE))
  const letter = Math.max(1, Math.floor(Math.min(wanted, room)))
  const edge = Math.floor(EDGE * letter)
  const { data, info } = await drawn
    .resize({ height: letter })
    .extend({ top: edge, bottom: edge, left: edge, right: edge, background: 'black' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, left: Math.max(0, width - info.width), top: 0, letters: data }
}

/** The picture, or every frame of an animation of this size, with the words in its corner. */
export async function withCorner(picture: Sharp, size: Size, corner: Corner): Promise<Sharp> {
  const { letters, left, top, ...of } = await plateOf(corner, size)
  const raw = Buffer.alloc(4 * letters.length)
  letters.forEach((letter, n) => {
    raw.fill(letter, 4 * n, 4 * n + 3)
    raw[4 * n + 3] = Math.max(letter, DARKNESS)
  })
  const plate = await sharp(raw, { raw: { ...of, channels: 4 } })
    .extend({
      ...{ left, top, right: size.width - left - of.width, bottom: size.height - top - of.height },
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    })
    .png()
    .toBuffer()
  return picture.composite([{ input: plate, tile: true, gravity: 'northwest' }])
}

/** Makes sure that the words can be read in a picture that was made: bright letters on their dark ground. */
export async function mustShowCorner(path: string, size: Size, corner: Corner): Promise<void> {
  const { letters, ...area } = await plateOf(corner, size)
  const seen = await sharp(path).extract(area).toColourspace('b-w').removeAlpha().extractChannel(0).raw().toBuffer()
  mustBeRead(letters, seen)
}

const [BRIGHT, DARK] = [165, 130]

/**
 * @param letters for each pixel how much of it is letter
 * @param seen the same pixels of what was made
 * @throws MakeFailure `label_lost`
 */
export function mustBeRead(letters: Buffer, seen: Buffer): void {
  const mean = (is: (letter: number) => boolean) => {
    const values = [...seen].filter((_, n) => is(letters[n] ?? 0))
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }
  const [letter, ground] = [mean((value) => value > 200), mean((value) => value < 30)]
  if (!(letter >= BRIGHT && ground <= DARK))
    throw new MakeFailure('label_lost', `letters ${letter.toFixed(0)} on ${ground.toFixed(0)}`)
}
