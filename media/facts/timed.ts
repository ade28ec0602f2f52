import type { Facts } from './facts'
import { familyOf } from '../kinds'
import type { Kind } from '../kinds'
import { MediaRefusal } from '../refusal'
import { runTool, safeInput } from '../tools'

/** The one container format ffmpeg may take a kind for; playlists and picture lists are not among them. */
export const DEMUXERS: Readonly<Partial<Record<Kind, string>>> = {
  mp4: 'mov',
  quicktime: 'mov',
  m4a: 'mov',
  webm: 'matroska',
  mp3: 'mp3',
  wav: 'wav',
}

const PROBE_SECONDS = 20

interface Stream {
  codec_type?: string
  codec_name?: string
  width?: number
  height?: number
  sample_aspect_ratio?: string
  color_transfer?: string
  field_order?: string
  disposition?: { attached_pic?: number }
  side_data_list?: { rotation?: number }[]
}

interface Answer {
  streams?: Stream[]
  format?: { duration?: string }
}

/** What ffprobe says about a film or a sound. A cover picture inside a sound is not a film. */
export async function timedFacts(path: string, kind: Kind, ffprobe: string): Promise<Facts> {
  const broken = familyOf(kind) === 'video' ? 'video_broken' : 'audio_broken'
  const args = [
    '-v',
    'error',
    '-of',
    'json',
    '-show_format',
    '-show_streams',
    ...safeInput(path, DEMUXERS[kind] ?? 'mov'),
  ]
  const run = await runTool(ffprobe, args, { seconds: PROBE_SECONDS, maxOutputBytes: 4 * 1024 * 1024 })
  if (run.stopped !== null) throw new MediaRefusal(broken, { reason: 'too_slow_to_read' })
  if (run.code !== 0) throw new MediaRefusal(broken, { reason: 'unreadable' }, new Error(run.stderr))

  const answer = JSON.parse(run.stdout.toString('utf8')) as Answer
  const streams = answer.streams ?? []
  const picture = streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1)
  const sound = streams.find((stream) => stream.codec_type === 'audio')
  const shown = familyOf(kind) === 'video' ? picture : sound
  if (shown === undefined)
    throw new MediaRefusal(broken, { reason: familyOf(kind) === 'video' ? 'no_picture' : 'no_sound' })
  const seconds = Number(answer.format?.duration)
  return {
    ...(shown === picture ? { ...sizeSeen(shown), ...lightOf(shown) } : {}),
    ...(Number.isFinite(seconds) ? { seconds: Math.round(seconds * 1000) / 1000 } : {}),
    ...(shown.codec_name === undefined ? {} : { codec: shown.codec_name }),
    hasAudio: sound !== undefined,
  }
}

/** Perceptual quantiser (HDR10) and hybrid log-gamma, as ffprobe names them. */
const HDR = new Set(['smpte2084', 'arib-std-b67'])

const lightOf = ({ color_transfer: transfer = '', field_order: order = 'progressive' }: Stream): Facts => ({
  ...(HDR.has(transfer) ? { hdr: true } : {}),
  ...(order === 'progressive' || order === 'unknown' ? {} : { interlaced: true }),
})

function sizeSeen({ width = 0, height = 0, sample_aspect_ratio: shape, side_data_list: side }: Stream): Facts {
  const [across, down] = (shape ?? '1:1').split(':').map(Number)
  const wide = across && down ? Math.round((width * across) / down) : width
  const rotation = side?.find((data) => data.rotation !== undefined)?.rotation ?? 0
  return Math.abs(rotation) % 180 === 90 ? { width: height, height: wide } : { width: wide, height }
}
