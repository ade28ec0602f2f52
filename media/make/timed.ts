import { DEMUXERS } from '../facts/timed'
import type { Kind } from '../kinds'
import { tagsOf } from '../labels/marks'
import type { Marks } from '../labels/marks'
import type { Step } from '../plan'
import { limited, runTool, safeInput } from '../tools'
import type { Tools } from '../tools'
import { MakeFailure } from './failure'

type Film = Extract<Step, { make: 'film' }>
type Sound = Extract<Step, { make: 'sound' }>
type Poster = Extract<Step, { make: 'poster' }>

export interface TimedJob {
  readonly from: string
  readonly kind: Kind
  readonly to: string
  readonly marks: Marks
  /** Told how far it is, in whole percent, as often as it changes. */
  readonly progress?: (percent: number) => void
}

/** No frame of a sane film is larger, in pixels; a header may claim anything. */
const MAX_FRAME_PIXELS = 35_000_000
const MEMORY = 2_000_000_000
const LARGEST_OUTPUT = 2_000_000_000

/** Encodes a film for the web: H.264 and AAC, upright, even sides, square pixels, 4:2:0 in the colours of HDTV. */
export const makeFilm = (job: TimedJob, step: Film, tools: Tools): Promise<void> =>
  encode(job, step.seconds, tools, [
    ...['-map', '0:V:0', ...(step.sound ? ['-map', '0:a:0?'] : ['-an']), '-sn', '-dn'],
    ...['-vf', pictureFilters(step), '-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high'],
    ...['-crf', '23', '-maxrate', `${step.kbps}k`, '-bufsize', `${2 * step.kbps}k`, '-pix_fmt', 'yuv420p'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...(step.sound ? ['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2'] : []),
    ...[...KEYS, '-f', 'mp4'],
  ])

/** Encodes the sound alone, as the whole sound track of a film or of a recording. */
export const makeSound = (job: TimedJob, step: Sound, tools: Tools): Promise<void> =>
  encode(job, step.seconds, tools, [
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', ...soundFilters(step)],
    ...['-ac', String(step.channels), '-ar', '48000', '-b:a', `${step.kbps}k`],
    ...(step.format === 'mp3'
      ? ['-c:a', 'libmp3lame', '-id3v2_version', '3', '-f', 'mp3']
      : ['-c:a', 'aac', ...KEYS, '-f', 'ipod']),
  ])

/** Tags of an MP4 that are not in Apple's list are left out without a word unless this is asked for. */
const KEYS = ['-movflags', '+faststart+use_metadata_tags']

/** From the light of HDR down to that of HDTV. */
const TONE_MAP = 'zscale=t=linear:npl=100,tonemap=hable,zscale=p=bt709:t=bt709:m=bt709:r=tv'

function pictureFilters({ width, height, toneMap, deinterlace }: Film): string {
  return [
    ...(deinterlace ? ['bwdif'] : []),
    // Small first: bringing colours down costs time and memory by the pixel.
    ...(toneMap ? [`scale=${width}:${height}`, TONE_MAP] : [`scale=${width}:${height}:out_color_matrix=bt709`]),
    'setsar=1',
    'format=yuv420p',
  ].join(',')
}

/** Loudness by EBU R 128; the horn cannot give back what lies outside of its band, and the amplifier should not try. */
function soundFilters({ band }: Sound): string[] {
  if (band === undefined) return []
  return ['-af', `highpass=f=${band[0]},lowpass=f=${band[1]},loudnorm=I=-14:TP=-1.5:LRA=7`]
}

/** One frame as a PNG in the planned size: the planned one, or the first where there is none at that time. */
export async function grabFrame(job: TimedJob, { width, height, at, toneMap }: Poster, tools: Tools): Promise<void> {
  const filters = [`scale=${width}:${height}`, ...(toneMap ? [TONE_MAP] : []), 'setsar=1'].join(',')
  const one = ['-map', '0:V:0', '-frames:v', '1', '-an', '-vf', filters]
  const image = ['-c:v', 'png', '-f', 'image2', '-update', '1']
  for (const time of [at, 0]) {
    const run = await ffmpeg(job, 60, tools, [...one, ...image], ['-ss', time.toFixed(3)])
    if (run.code === 0 && run.wrote) return
    if (time === 0) throw new MakeFailure('not_made', run.stderr || 'no frame could be decoded')
  }
}

async function encode(job: TimedJob, seconds: number, tools: Tools, args: readonly string[]): Promise<void> {
  const run = await ffmpeg(job, 120 + 8 * seconds, tools, [...EXACT, ...tagArguments(job.marks), ...args], [], seconds)
  if (run.stopped === 'time') throw new MakeFailure('too_slow', `stopped after ${120 + 8 * seconds} s`)
  if (run.code !== 0) throw new MakeFailure('not_made', run.stderr)
}

/**
 * Nothing of the sender's goes over, and nothing of the tool's own version: the same input gives the same bytes. The
 * encoder's output depends on its number of threads, so that is not left to the machine; nor is the memory they take.
 */
const EXACT = [
  ...['-threads', '2'],
  ...['-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
]

const tagArguments = (marks: Marks): string[] =>
  Object.entries(tagsOf(marks)).flatMap(([key, text]) => ['-metadata', `${key}=${text.replaceAll('\0', ' ')}`])

interface Run {
  readonly code: number | null
  readonly stopped: 'time' | 'output' | null
  readonly stderr: string
  /** Whether at least one picture or second came out. */
  readonly wrote: boolean
}

async function ffmpeg(
  { from, kind, to, progress }: TimedJob,
  wall: number,
  tools: Tools,
  args: readonly string[],
  seek: readonly string[] = [],
  seconds = 0,
): Promise<Run> {
  if (tools.ffmpeg === null) throw new MakeFailure('not_made', 'ffmpeg is missing')
  const input = [...seek, '-max_pixels', String(MAX_FRAME_PIXELS), ...safeInput(from, DEMUXERS[kind] ?? 'mov')]
  const all = ['-nostdin', '-v', 'error', '-progress', 'pipe:1', ...input, ...args, '-y', `file:${to}`]
  const limits = { cpuSeconds: Math.ceil(2 * wall), memoryBytes: MEMORY, fileBytes: LARGEST_OUTPUT }
  const told = { percent: 0, wrote: false }
  const run = await runTool(...limited(tools, tools.ffmpeg, all, limits), {
    seconds: wall,
    onOutput: (text) => {
      told.wrote ||= /^(frame=[1-9]|out_time_us=[1-9])/m.test(text)
      const done = Number([...text.matchAll(/^out_time_us=(\d+)/gm)].at(-1)?.[1] ?? NaN) / 1e6
      const percent = seconds > 0 && done >= 0 ? Math.min(99, Math.floor((100 * done) / seconds)) : told.percent
      if (percent > told.percent) progress?.((told.percent = percent))
    },
  })
  return { code: run.code, stopped: run.stopped, stderr: run.stderr, wrote: told.wrote }
}
