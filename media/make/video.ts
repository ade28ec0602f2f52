import sharp from 'sharp'
import { blankMovie } from '../blind/movie'
import type { How } from '../plan'
import { runTool, safeInput } from '../tools'

/** ffmpeg did not do what was asked; `message` is for operators. */
export class MakeFailure extends Error {}

const POSTER_SECONDS = 60
const LARGEST_FRAME = 128 * 1024 * 1024

/** One frame as a JPEG: the planned one, or the first when there is none at that time. */
export async function makePoster(
  path: string,
  demuxer: string,
  how: Extract<How, { make: 'poster' }>,
  ffmpeg: string,
  outPath: string,
): Promise<void> {
  for (const at of [how.at, 0]) {
    const frame = await grabFrame(path, demuxer, at, ffmpeg)
    if (frame.length === 0) continue
    await sharp(frame).resize(how.width, how.height, { fit: 'fill' }).jpeg({ quality: 82 }).toFile(outPath)
    return
  }
  throw new MakeFailure('no frame could be decoded')
}

async function grabFrame(path: string, demuxer: string, at: number, ffmpeg: string): Promise<Buffer> {
  const one = ['-map', '0:v:0', '-frames:v', '1', '-an', '-c:v', 'png', '-f', 'image2pipe', 'pipe:1']
  const args = ['-nostdin', '-v', 'error', '-ss', at.toFixed(3), ...safeInput(path, demuxer), ...one]
  const run = await runTool(ffmpeg, args, { seconds: POSTER_SECONDS, maxOutputBytes: LARGEST_FRAME })
  return run.code === 0 ? run.stdout : Buffer.alloc(0)
}

/** The same picture and sound in a new MP4 whose header comes first, without metadata and chapters; ffmpeg leaves handler names. */
export async function remuxForWeb(
  path: string,
  how: Extract<How, { make: 'remux' }>,
  ffmpeg: string,
  outPath: string,
): Promise<void> {
  const streams = [
    '-map',
    '0:v:0',
    '-map',
    '0:a:0?',
    '-sn',
    '-dn',
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
    '-c',
    'copy',
  ]
  const exact = ['-fflags', '+bitexact', '-movflags', '+faststart', '-f', 'mp4', '-y', `file:${outPath}`]
  const args = ['-nostdin', '-v', 'error', ...safeInput(path, 'mov'), ...streams, ...exact]
  const run = await runTool(ffmpeg, args, { seconds: 120 + how.seconds })
  if (run.code !== 0) throw new MakeFailure(run.stopped ?? run.stderr)
  const obstacle = await blankMovie(outPath)
  if (obstacle !== null) throw new MakeFailure(obstacle)
}
