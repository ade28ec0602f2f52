import { MAX_FRAME_PIXELS } from '../facts/facts'
import { DEMUXERS } from '../facts/timed'
import type { Kind } from '../kinds'
import { ONE_THREAD, limited, runTool, safeInput } from '../tools'
import type { Tools } from '../tools'
import { upright } from '../upright'
import type { Likeness } from './compare'
import { SIDE, distance, hashOf, mirrorOf } from './hash'

/** What a still picture, or the first of a moving one, looks like. To be asked where pictures may be decoded. */
export async function lookOfPicture(path: string): Promise<Likeness> {
  const picture = await upright(path, false)
  const flat = picture.flatten({ background: '#ffffff' }).resize(SIDE, SIDE, { fit: 'fill' })
  return likenessOf([await flat.greyscale().raw().toBuffer()])
}

const MOST_FRAMES = 120
const LOOK_SECONDS = 120
const MEMORY = 2_000_000_000
/** A scene that stays is one picture, whatever moves a little in it. */
const SAME_SCENE = 4

/** What the key frames of a film look like; null where ffmpeg is missing or cannot read it. */
export async function lookOfFilm(path: string, kind: Kind, tools: Tools): Promise<Likeness | null> {
  if (tools.ffmpeg === null) return null
  const input = [...ONE_THREAD, '-skip_frame', 'nokey', '-max_pixels', String(MAX_FRAME_PIXELS)]
  const source = safeInput(path, DEMUXERS[kind] ?? 'mov')
  const frames = ['-map', '0:V:0', '-fps_mode', 'passthrough', '-vf', `scale=${SIDE}:${SIDE}:flags=area,format=gray`]
  const args = ['-nostdin', '-v', 'error', ...input, ...source, ...frames]
  const all = [...args, '-frames:v', String(MOST_FRAMES), '-f', 'rawvideo', '-']
  const limits = { cpuSeconds: 2 * LOOK_SECONDS, memoryBytes: MEMORY, fileBytes: 0 }
  const run = await runTool(...limited(tools, tools.ffmpeg, all, limits), { seconds: LOOK_SECONDS })
  if (run.code !== 0) return null
  const pixels = SIDE * SIDE
  return likenessOf(
    Array.from({ length: Math.floor(run.stdout.length / pixels) }, (_, n) =>
      run.stdout.subarray(n * pixels, (n + 1) * pixels),
    ),
  )
}

function likenessOf(pictures: readonly Uint8Array[]): Likeness {
  const hashes: string[] = []
  const mirrored: string[] = []
  for (const grey of pictures) {
    const [hash, mirror] = [hashOf(grey), hashOf(mirrorOf(grey))]
    const last = hashes.at(-1)
    if (hash === null || mirror === null || (last !== undefined && distance(last, hash) <= SAME_SCENE)) continue
    hashes.push(hash)
    mirrored.push(mirror)
  }
  return { hashes, mirrored }
}
