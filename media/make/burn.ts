import { rm, writeFile } from 'node:fs/promises'
import { asAss } from '../subtitles/ass'
import { runTool } from '../tools'
import type { Tools } from '../tools'
import { MakeFailure } from './failure'

/** The filter that burns a script into the picture. Its path is told to two parsers, one inside the other. */
export const burning = (script: string): string =>
  `subtitles=filename=${script.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&')}`

/** Two texts that have nothing in common but their length. */
const [LABEL, OTHER] = ['人工智能生成', '科普共创作品']
const SIZE = { width: 320, height: 64 }

/**
 * Makes sure that there is a font that draws Chinese: where there is none, nothing is drawn, or the same box for every
 * character, and no program says a word about it.
 * @param scratch a path that may be written to and is left empty
 * @throws MakeFailure `font_missing`
 */
export async function mustDrawChinese(tools: Tools, scratch: string): Promise<void> {
  const [label, other] = [await drawn(LABEL, tools, scratch), await drawn(OTHER, tools, scratch)]
  const isBlank = label.every((pixel) => pixel < 64)
  if (isBlank || label.equals(other)) throw new MakeFailure('font_missing', isBlank ? 'nothing is drawn' : 'boxes')
}

/** A text in white on black, one byte for each pixel. */
async function drawn(text: string, { ffmpeg }: Tools, scratch: string): Promise<Buffer> {
  if (ffmpeg === null) throw new MakeFailure('not_made', 'ffmpeg is missing')
  try {
    await writeFile(scratch, asAss([{ from: 0, to: 1000, text }], { ...SIZE, height: SIZE.width / 2 }))
    const source = ['-f', 'lavfi', '-i', `color=black:s=${SIZE.width}x${SIZE.width / 2}:r=1:d=1`]
    const bottom = `crop=${SIZE.width}:${SIZE.height}:0:${SIZE.width / 2 - SIZE.height}`
    const filters = ['-vf', `${burning(scratch)},${bottom},format=gray`]
    const args = ['-nostdin', '-v', 'error', ...source, ...filters, '-frames:v', '1', '-f', 'rawvideo', '-']
    const { code, stdout, stderr } = await runTool(ffmpeg, args, { seconds: 60 })
    if (code !== 0) throw new MakeFailure('not_made', stderr)
    return stdout
  } finally {
    await rm(scratch, { force: true })
  }
}
