import { DEMUXERS } from '../facts/timed'
import type { Kind } from '../kinds'
import { MakeFailure } from '../make/failure'
import { lengthOfCue } from '../plan'
import type { Cue } from '../profiles'
import { runTool, safeInput } from '../tools'
import type { Tools } from '../tools'

interface Tone {
  /** In seconds. */
  readonly from: number
  readonly to: number
}

function tonesOf({ rhythm, unit }: Cue): Tone[] {
  const tones: Tone[] = []
  let at = 0
  for (const sign of rhythm) {
    if (sign === ' ') at += 2 * unit
    else {
      const to = at + (sign === '-' ? 3 : 1) * unit
      tones.push({ from: at, to })
      at = to + unit
    }
  }
  return tones
}

/** How loud a tone is, of 1: about as loud as speech in what is for the web. */
const LOUD = 0.25

/** A source of sound for ffmpeg's filters: the cue, with the silence behind it. */
export function cueSource(cue: Cue): string {
  const sounds = tonesOf(cue).map(({ from, to }) => `between(t,${from.toFixed(3)},${to.toFixed(3)})`)
  const tone = `${LOUD}*sin(2*PI*${cue.pitch}*t)*(${sounds.join('+')})`
  return `aevalsrc=exprs='${tone}':s=48000:d=${lengthOfCue(cue).toFixed(3)}`
}

const RATE = 8000

/**
 * Makes sure that a sound begins with its cue: each tone is there at its pitch, each pause is quiet.
 * @throws MakeFailure `label_lost`
 */
export async function mustBeginWithCue(path: string, kind: Kind, cue: Cue, { ffmpeg }: Tools): Promise<void> {
  if (ffmpeg === null) throw new MakeFailure('not_made', 'ffmpeg is missing')
  const input = ['-t', lengthOfCue(cue).toFixed(3), ...safeInput(path, DEMUXERS[kind] ?? 'mov')]
  const args = ['-nostdin', '-v', 'error', ...input, '-ac', '1', '-ar', String(RATE), '-f', 's16le', '-']
  const { code, stdout, stderr } = await runTool(ffmpeg, args, { seconds: 60 })
  if (code !== 0) throw new MakeFailure('not_made', stderr)
  const tones = tonesOf(cue)
  const pauses = tones.map(({ to }, n) => ({ from: to, to: tones[n + 1]?.from ?? to + cue.unit }))
  const [softest, loudest] = [tones, pauses].map((parts) => parts.map((part) => strengthOf(stdout, part, cue.pitch)))
  if (!(Math.min(...(softest ?? [])) > 4 * Math.max(...(loudest ?? []))))
    throw new MakeFailure('label_lost', 'the sound does not begin with its cue')
}

/** Of one pitch in the middle of a stretch, where encoders' delays do not reach; 16-bit samples. G. Goertzel, 1958. */
function strengthOf(samples: Buffer, { from, to }: Tone, pitch: number): number {
  const edge = (to - from) / 3
  const [first, last] = [from + edge, to - edge].map((at) => Math.round(at * RATE))
  const turn = (2 * Math.PI * pitch) / RATE
  let [real, imaginary] = [0, 0]
  const [start, end] = [first ?? 0, Math.min(last ?? 0, samples.length / 2)]
  for (let n = start; n < end; n++) {
    const sample = samples.readInt16LE(2 * n)
    real += sample * Math.cos(turn * n)
    imaginary += sample * Math.sin(turn * n)
  }
  return Math.hypot(real, imaginary) / Math.max(1, end - start) + 1
}
