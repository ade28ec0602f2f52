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
  pix_fmt?: string
  profile?: string
  color_space?: string
  color_range?: string
  color_primaries?: string
  bit_rate?: string
  avg_frame_rate?: string
  duration?: string
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
  const stated = Number(answer.format?.duration)
  const seconds = Number.isFinite(stated) ? stated : await lastPacket(path, kind, ffprobe)
  return {
    ...(shown === picture
      ? {
          ...sizeSeen(shown),
          ...lightOf(shown),
          ...rateOf(shown),
          ...plainOf(shown),
          ...lengthsOf(picture, sound, seconds),
        }
      : {}),
    ...(Number.isFinite(seconds) ? { seconds: thousandths(seconds) } : {}),
    ...(shown.codec_name === undefined ? {} : { codec: shown.codec_name }),
    hasAudio: sound !== undefined,
  }
}

const thousandths = (seconds: number): number => Math.round(seconds * 1000) / 1000

/** Tracks need not be equally long; a tenth of a second is the encoders'. */
function lengthsOf(picture: Stream | undefined, sound: Stream | undefined, whole: number): Facts {
  const own = ({ duration }: Stream = {}) => {
    const seconds = Number(duration)
    return Number.isFinite(seconds) && Math.abs(seconds - whole) > 0.1 ? thousandths(seconds) : undefined
  }
  const [pictureSeconds, soundSeconds] = [own(picture), own(sound)]
  return { ...(pictureSeconds ? { pictureSeconds } : {}), ...(soundSeconds ? { soundSeconds } : {}) }
}

/** The length of what a browser recorded, which says none: the time of the last packet. NaN where that is not told either. */
async function lastPacket(path: string, kind: Kind, ffprobe: string): Promise<number> {
  const args = [
    '-v',
    'error',
    '-show_entries',
    'packet=pts_time',
    '-of',
    'csv=p=0',
    ...safeInput(path, DEMUXERS[kind] ?? 'mov'),
  ]
  const run = await runTool(ffprobe, args, { seconds: 3 * PROBE_SECONDS, maxOutputBytes: 32 * 1024 * 1024 })
  if (run.code !== 0) return NaN
  const times = run.stdout
    .toString('latin1')
    .split(/[\n,]+/)
    .map(Number.parseFloat)
  return times.reduce((last, time) => (time > last || Number.isNaN(last) ? time : last), NaN)
}

/** Perceptual quantiser (HDR10) and hybrid log-gamma, as ffprobe names them. */
const HDR = new Set(['smpte2084', 'arib-std-b67'])

const lightOf = ({ color_transfer: transfer = '', field_order: order = 'progressive' }: Stream): Facts => ({
  ...(HDR.has(transfer) ? { hdr: true } : {}),
  ...(order === 'progressive' || order === 'unknown' ? {} : { interlaced: true }),
})

const PLAIN_PROFILES = new Set(['Constrained Baseline', 'Baseline', 'Main', 'High'])

/** Colours must be said: what is unsaid players guess, each in its way. */
function plainOf(stream: Stream): Pick<Facts, 'plainKbps'> {
  const { codec_name: codec, pix_fmt: pixels, profile = '', field_order: order } = stream
  const { sample_aspect_ratio: shape = '1:1', color_range: range = 'tv', side_data_list: side = [] } = stream
  const colours = [stream.color_space, stream.color_transfer, stream.color_primaries]
  const coded = codec === 'h264' && PLAIN_PROFILES.has(profile) && pixels === 'yuv420p' && order === 'progressive'
  const shown = shape === '1:1' && side.every(({ rotation = 0 }) => rotation === 0)
  const ordinary = range === 'tv' && colours.every((each) => each === 'bt709')
  const kbps = Math.ceil(Number(stream.bit_rate) / 1000)
  return coded && shown && ordinary && kbps > 0 ? { plainKbps: kbps } : {}
}

function rateOf({ avg_frame_rate: said = '' }: Stream): Facts {
  const [pictures = 0, seconds = 0] = said.split('/').map(Number)
  return pictures > 0 && seconds > 0 ? { rate: thousandths(pictures / seconds) } : {}
}

function sizeSeen({ width = 0, height = 0, sample_aspect_ratio: shape, side_data_list: side }: Stream): Facts {
  const [across, down] = (shape ?? '1:1').split(':').map(Number)
  const wide = across && down ? Math.round((width * across) / down) : width
  const rotation = side?.find((data) => data.rotation !== undefined)?.rotation ?? 0
  return Math.abs(rotation) % 180 === 90 ? { width: height, height: wide } : { width: wide, height }
}
