import { rm, writeFile } from 'node:fs/promises'
import { DEMUXERS } from '../facts/timed'
import { burning } from '../make/burn'
import { MakeFailure } from '../make/failure'
import type { Corner } from '../profiles'
import { asAss } from '../subtitles/ass'
import { ONE_THREAD, runTool, safeInput } from '../tools'
import type { Tools } from '../tools'
import { mustBeRead } from './corner'

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * Makes sure that the words can be read in a film while they are to stand there: in one of its pictures the bright letters
 * are where the same script draws them on black.
 * @throws MakeFailure `label_lost`
 */
export async function filmMustShowCorner(path: string, size: Size, corner: Corner, tools: Tools): Promise<void> {
  const at = Math.min(1, (corner.seconds ?? 0) / 2)
  const seen = await picture(['-ss', at.toFixed(3), ...safeInput(path, DEMUXERS.mp4 ?? 'mov')], 'null', tools)
  const letters = await drawnAlone(path, size, corner, tools)
  const rows = boxOf(letters, size)
  mustBeRead(cut(letters, size, rows), cut(seen, size, rows))
}

async function drawnAlone(path: string, size: Size, corner: Corner, tools: Tools): Promise<Buffer> {
  const script = `${path}.ass`
  try {
    await writeFile(script, asAss([], size, { ...corner, seconds: 1 }))
    const black = ['-f', 'lavfi', '-i', `color=black:s=${size.width}x${size.height}:r=1:d=1`]
    return await picture(black, burning(script), tools)
  } finally {
    await rm(script, { force: true })
  }
}

const LARGEST = 40_000_000

/** One picture, one byte for each pixel. */
async function picture(input: readonly string[], filter: string, { ffmpeg }: Tools): Promise<Buffer> {
  if (ffmpeg === null) throw new MakeFailure('not_made', 'ffmpeg is missing')
  const args = [...ONE_THREAD, ...input, '-vf', `${filter},format=gray`, '-frames:v', '1', '-f', 'rawvideo', '-']
  const limits = { seconds: 60, maxOutputBytes: LARGEST }
  const { code, stdout, stderr } = await runTool(ffmpeg, ['-nostdin', '-v', 'error', ...args], limits)
  if (code !== 0) throw new MakeFailure('not_made', stderr)
  return stdout
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const LETTER = 128

/** What the letters fill; everything where there are none, so that nothing is found to be right. */
function boxOf(letters: Buffer, { width, height }: Size): Box {
  const [columns, rows] = [new Set<number>(), new Set<number>()]
  letters.forEach((value, n) => {
    if (value < LETTER) return
    columns.add(n % width)
    rows.add(Math.floor(n / width))
  })
  if (rows.size === 0) return { left: 0, right: width, top: 0, bottom: height }
  const [across, down] = [[...columns], [...rows]]
  return {
    ...{ left: Math.min(...across), right: Math.max(...across) + 1 },
    ...{ top: Math.min(...down), bottom: Math.max(...down) + 1 },
  }
}

const cut = (pixels: Buffer, { width }: Size, { left, right, top, bottom }: Box): Buffer =>
  Buffer.concat(
    Array.from({ length: bottom - top }, (_, row) => {
      const start = (top + row) * width
      return pixels.subarray(start + left, start + right)
    }),
  )
