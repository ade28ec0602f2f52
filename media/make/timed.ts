import { rm } from 'node:fs/promises'
import { MAX_FRAME_PIXELS } from '../facts/facts'
import { DEMUXERS } from '../facts/timed'
import type { Kind } from '../kinds'
import { tagsOf } from '../labels/marks'
import type { Marks } from '../labels/marks'
import type { Step } from '../plan'
import type { Cue, Loudness } from '../profiles'
import { ONE_THREAD, limited, runTool, safeInput } from '../tools'
import type { Tools } from '../tools'
import { cueSource } from '../visible/cue'
import { burning } from './burn'
import { MakeFailure } from './failure'
import type { StillMaker } from './pool'
import type { ScriptJob } from './script'

type Film = Extract<Step, { make: 'film' }>
type Sound = Extract<Step, { make: 'sound' }>
type Poster = Extract<Step, { make: 'poster' }>

/** Frames as bare pixels (`writeFrames`): their size, and how long each stands, in milliseconds. */
export interface BareFrames {
  readonly width: number
  readonly height: number
  readonly pace: readonly number[]
}

export interface TimedJob {
  readonly from: string
  readonly kind: Kind
  readonly to: string
  readonly marks: Marks
  /** That no container lies there, but these. */
  readonly frames?: BareFrames
  /** Where an original lies that the step names besides. */
  readonly pathOf?: (id: string) => Promise<string>
  /** Told how far it is, in whole percent, as often as it changes; 0 when the encoder begins, which is after what it must know before. */
  readonly progress?: (percent: number) => void
}

/** To read subtitles and to try the font. */
const SCRIPT_SECONDS = 180
const MEMORY = 2_000_000_000
const LARGEST_OUTPUT = 2_000_000_000

/** Encodes a film: H.264 and AAC, upright, even sides, square pixels, 4:2:0 in the colours of HDTV. */
export async function makeFilm(job: TimedJob, step: Film, maker: StillMaker, tools: Tools): Promise<void> {
  const part = partOf(step)
  const level = step.loudness ? await levelOf(job, part, step.loudness, [], tools) : []
  const script = `${job.to}.ass`
  try {
    if (hasWords(step)) await maker.script(await scriptOf(script, job, step), tools, SCRIPT_SECONDS)
    await encodeFilm(job, step, { part, level, script }, tools)
  } finally {
    await rm(script, { force: true })
  }
}

/** Whether anything is written into the picture. */
const hasWords = ({ burned, corner }: Film): boolean => burned !== undefined || corner !== undefined

async function scriptOf(to: string, { pathOf }: TimedJob, { width, height, corner, burned }: Film): Promise<ScriptJob> {
  const subtitles = burned === undefined ? null : await pathOf?.(burned)
  if (subtitles === undefined) throw new MakeFailure('not_made', 'nobody says where the subtitles lie')
  return { to, subtitles, film: { width, height, ...(corner ? { corner } : {}) } }
}

interface Prepared {
  readonly part: Part
  readonly level: readonly string[]
  readonly script: string
}

async function encodeFilm(job: TimedJob, step: Film, { part, level, script }: Prepared, tools: Tools): Promise<void> {
  await encode(job, part, tools, [
    ...['-map', '0:V:0', ...(step.sound ? ['-map', '0:a:0?'] : ['-an']), '-sn', '-dn'],
    ...(step.copied ? COPIED : encoded(job, step, script)),
    ...(step.sound ? [...audioFilters(level), '-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2'] : []),
    ...(job.frames && step.rate ? ['-frames:v', String(Math.max(1, Math.round(step.seconds * step.rate)))] : []),
    ...[...KEYS, '-f', 'mp4'],
  ])
}

/** Without SEI (unit 6): encoders and cameras write free text there. */
const COPIED = ['-c:v', 'copy', '-bsf:v', 'filter_units=remove_types=6']

const encoded = (job: TimedJob, step: Film, script: string): string[] => [
  ...['-vf', [...paced(job.frames), pictureFilters(step, script)].join(',')],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high'],
  ...['-crf', String(step.crf), '-maxrate', `${step.kbps}k`, '-bufsize', `${2 * step.kbps}k`, '-pix_fmt', 'yuv420p'],
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
]

/** Encodes the sound alone, as the whole sound track of a film or of a recording, behind its cue where it has one. */
export async function makeSound(job: TimedJob, step: Sound, tools: Tools): Promise<void> {
  const { seconds, band, cue } = step
  // The horn cannot give back what lies outside of its band, and the amplifier should not try.
  const heard = band === undefined ? [] : [`highpass=f=${band[0]}`, `lowpass=f=${band[1]}`]
  const level = await levelOf(job, { seconds }, step.loudness, heard, tools)
  const filters = [...heard, ...level]
  await encode(job, { seconds }, tools, [
    ...(cue === undefined ? ['-map', '0:a:0', ...audioFilters(filters)] : behindCue(cue, filters, step.channels)),
    ...['-vn', '-sn', '-dn', '-ac', String(step.channels), '-ar', '48000', '-b:a', `${step.kbps}k`],
    ...(step.format === 'mp3'
      ? ['-c:a', 'libmp3lame', '-id3v2_version', '3', '-f', 'mp3']
      : ['-c:a', 'aac', ...KEYS, '-f', 'ipod']),
  ])
}

function behindCue(cue: Cue, filters: readonly string[], channels: 1 | 2): string[] {
  const alike = `aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=${channels === 1 ? 'mono' : 'stereo'}`
  const own = `${cueSource(cue)},${alike}[cue];[0:a:0]${[...filters, alike].join(',')}[sound]`
  return ['-filter_complex', `${own};[cue][sound]concat=n=2:v=0:a=1[out]`, '-map', '[out]']
}

/** Of an original that is used in part: where it begins. The whole lasts so long. */
interface Part {
  readonly from?: number
  readonly seconds: number
}

/** A cut says where it begins; what begins at the beginning is used to its end, whatever the header says. */
const partOf = ({ from, seconds }: Film): Part => (from === 0 ? { seconds } : { from, seconds })

const audioFilters = (filters: readonly string[]): string[] => (filters.length === 0 ? [] : ['-af', filters.join(',')])

/** Quieter than this is silence, in LUFS, and stays so. */
const SILENCE = -60

/**
 * The filter that brings a sound to its loudness by what was measured over the whole of it, so that nothing pumps.
 * @param before filters that the sound goes through first
 * @throws MakeFailure
 */
async function levelOf(
  job: TimedJob,
  part: Part,
  { lufs, peak, range }: Loudness,
  before: readonly string[],
  tools: Tools,
): Promise<string[]> {
  const target = `loudnorm=I=${lufs}:TP=${peak}:LRA=${range}`
  const measure = [...before, `${target}:print_format=json`].join(',')
  const run = await ffmpeg(job, wallOf(part), tools, {
    ...{ part, loud: true, to: ['-f', 'null', '-'] },
    args: ['-map', '0:a:0', '-vn', '-sn', '-dn', '-af', measure],
  })
  if (run.code !== 0) throw failureOf(run, part)
  const said = measured(run.stderr)
  if (said === null || !(said.input_i > SILENCE)) return []
  const { input_i, input_tp, input_lra, input_thresh, target_offset } = said
  const known = `measured_I=${input_i}:measured_TP=${input_tp}:measured_LRA=${input_lra}:measured_thresh=${input_thresh}`
  return [`${target}:${known}:offset=${target_offset}:linear=true`]
}

const FIGURES = ['input_i', 'input_tp', 'input_lra', 'input_thresh', 'target_offset'] as const

/** What the filter printed last; null where it had nothing to measure. */
function measured(stderr: string): Record<(typeof FIGURES)[number], number> | null {
  const text = /\{[^{}]*"input_i"[^{}]*\}/.exec(stderr)?.[0]
  if (text === undefined) return null
  const said = JSON.parse(text) as Record<string, string>
  const [input_i = NaN, input_tp = NaN, input_lra = NaN, input_thresh = NaN, target_offset = NaN] = FIGURES.map(
    (name) => Number(said[name]),
  )
  const figures = { input_i, input_tp, input_lra, input_thresh, target_offset }
  return Object.values(figures).every(Number.isFinite) ? figures : null
}

/** Tags of an MP4 that are not in Apple's list are left out without a word unless this is asked for. */
const KEYS = ['-movflags', '+faststart+use_metadata_tags']

/** From the light of HDR down to that of HDTV. */
const TONE_MAP = 'zscale=t=linear:npl=100,tonemap=hable,zscale=p=bt709:t=bt709:m=bt709:r=tv'

function pictureFilters(step: Film, script: string): string {
  const { width, height, inner, outer, toneMap, deinterlace, rate } = step
  const size = inner ?? outer ?? { width, height }
  const scale = `scale=${size.width}:${size.height}`
  return [
    ...(deinterlace ? ['bwdif=mode=send_frame'] : []),
    ...(rate === undefined ? [] : [`fps=${rate}`]),
    // Small first: bringing colours down costs time and memory by the pixel.
    ...(toneMap ? [scale, TONE_MAP] : [`${scale}:out_color_matrix=bt709`]),
    'setsar=1',
    'format=yuv420p',
    ...(inner ? [onItsBlur({ width, height })] : []),
    ...(outer ? [`crop=${width}:${height}:${outer.left}:${outer.top}`] : []),
    ...(hasWords(step) ? [burning(script), 'format=yuv420p'] : []),
  ].join(',')
}

/** The blur is made of an eighth of the size: nobody sees the difference, and it costs little. */
function onItsBlur({ width, height }: { width: number; height: number }): string {
  const [across, down] = [width, height].map((side) => Math.max(16, 2 * Math.round(side / 16)))
  const small = `scale=${across}:${down}:force_original_aspect_ratio=increase,crop=${across}:${down},boxblur=3:2`
  return `split[whole][copy];[copy]${small},scale=${width}:${height},setsar=1[blur];[blur][whole]overlay=(W-w)/2:(H-h)/2`
}

/** One frame as a PNG in the planned size: the planned one, or the first where there is none at that time. */
export async function grabFrame(job: TimedJob, { width, height, at, toneMap }: Poster, tools: Tools): Promise<void> {
  const filters = [`scale=${width}:${height}`, ...(toneMap ? [TONE_MAP] : []), 'setsar=1'].join(',')
  const one = ['-map', '0:V:0', '-frames:v', '1', '-an', '-vf', filters]
  const image = ['-c:v', 'png', '-f', 'image2', '-update', '1']
  for (const from of [at, 0]) {
    const run = await ffmpeg(job, 60, tools, { part: { from, seconds: 0 }, args: [...one, ...image] })
    if (run.code === 0 && run.wrote) return
    if (from === 0) throw new MakeFailure('not_made', run.stderr || 'no frame could be decoded')
  }
}

/** Seconds of wall time: the hardest films take twice their length on a quiet machine, and whoever answers goes first. */
const wallOf = ({ seconds }: Part): number => 240 + 16 * seconds

const failureOf = (run: Run, part: Part): MakeFailure =>
  run.stopped === 'time'
    ? new MakeFailure('too_slow', `stopped after ${wallOf(part)} s`)
    : new MakeFailure('not_made', run.stderr)

async function encode(job: TimedJob, part: Part, tools: Tools, args: readonly string[]): Promise<void> {
  const run = await ffmpeg(job, wallOf(part), tools, { part, args: [...EXACT, ...tagArguments(job.marks), ...args] })
  if (run.code !== 0) throw failureOf(run, part)
}

/**
 * Nothing of the sender's goes over, and nothing of the tool's own version: the same input gives the same bytes. The
 * encoder's output depends on its number of threads, so that is not left to the machine.
 */
const EXACT = [
  ...ONE_THREAD,
  ...['-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
]

const tagArguments = (marks: Marks): string[] =>
  Object.entries(tagsOf(marks)).flatMap(([key, text]) => ['-metadata', `${key}=${text.replaceAll('\0', ' ')}`])

const inputOf = ({ from, kind, frames }: TimedJob): string[] =>
  frames === undefined
    ? safeInput(from, DEMUXERS[kind] ?? 'mov')
    : [
        ...['-f', 'rawvideo', '-pixel_format', 'rgb24', '-video_size', `${frames.width}x${frames.height}`],
        ...['-framerate', '1000', ...safeInput(from, 'rawvideo')],
      ]

/** The filter that gives bare frames, read as one for each millisecond, their times: a term for each run of the same pace. */
function paced(frames: BareFrames | undefined): string[] {
  if (frames === undefined) return []
  const runs: { stands: number; first: number; count: number }[] = []
  frames.pace.forEach((stands, n) => {
    const last = runs.at(-1)
    if (last?.stands === stands) last.count++
    else runs.push({ stands, first: n, count: 1 })
  })
  const times = runs.map(({ stands, first, count }) => `${stands}*clip(N-${first},0,${count})`)
  return [`setpts='${times.join('+')}'`]
}

interface Run {
  readonly code: number | null
  readonly stopped: 'time' | 'output' | null
  readonly stderr: string
  /** Whether at least one picture or second came out. */
  readonly wrote: boolean
}

interface Order {
  readonly part: Part
  readonly args: readonly string[]
  /** Where it goes, if not to the job's own path: nothing is told of progress then. */
  readonly to?: readonly string[]
  /** Whether it says more than its faults. */
  readonly loud?: boolean
}

async function ffmpeg(job: TimedJob, wall: number, tools: Tools, order: Order): Promise<Run> {
  if (tools.ffmpeg === null) throw new MakeFailure('not_made', 'ffmpeg is missing')
  const { part, args, to, loud = false } = order
  const { from, seconds } = part
  const seek = from === undefined ? [] : ['-ss', from.toFixed(3), ...(seconds > 0 ? ['-t', seconds.toFixed(3)] : [])]
  const input = [...seek, ...ONE_THREAD, '-max_pixels', String(MAX_FRAME_PIXELS), ...inputOf(job)]
  const alone = ['-filter_threads', '1', '-filter_complex_threads', '1']
  const says = ['-nostdin', '-nostats', ...alone, '-v', loud ? 'info' : 'error', '-progress', 'pipe:1']
  const all = [...says, ...input, ...args, ...(to ?? ['-y', `file:${job.to}`])]
  const limits = { cpuSeconds: Math.ceil(2 * wall), memoryBytes: MEMORY, fileBytes: LARGEST_OUTPUT }
  const told = { percent: 0, wrote: false }
  const tell = to === undefined && seconds > 0 ? job.progress : undefined
  tell?.(0)
  const run = await runTool(...limited(tools, tools.ffmpeg, all, limits), {
    seconds: wall,
    onOutput: (text) => {
      told.wrote ||= /^(frame=[1-9]|out_time_us=[1-9])/m.test(text)
      const done = Number([...text.matchAll(/^out_time_us=(\d+)/gm)].at(-1)?.[1] ?? NaN) / 1e6
      const percent = seconds > 0 && done >= 0 ? Math.min(99, Math.floor((100 * done) / seconds)) : told.percent
      if (percent > told.percent) tell?.((told.percent = percent))
    },
  })
  return { code: run.code, stopped: run.stopped, stderr: run.stderr, wrote: told.wrote }
}
