import type { Kind } from '../kinds'
import { ONE_THREAD, runTool, safeInput } from '../tools'
import { DEMUXERS } from './timed'

const MEASURE_SECONDS = 240

/**
 * How loud a sound is on the whole, in LUFS to one decimal (ITU-R BS.1770 as EBU R 128 gates it), by another meter than the
 * filter that levels. Null for silence, which has no loudness, and where it cannot be measured.
 */
export async function loudnessOf(path: string, kind: Kind, ffmpeg: string): Promise<number | null> {
  const input = safeInput(path, DEMUXERS[kind] ?? 'mov')
  const measure = ['-map', '0:a:0', '-vn', '-af', 'ebur128=framelog=verbose', '-f', 'null', '-']
  const run = await runTool(ffmpeg, ['-nostdin', '-nostats', ...ONE_THREAD, ...input, ...measure], {
    seconds: MEASURE_SECONDS,
  })
  const said = /I:\s+(-?[\d.]+) LUFS/.exec(run.stderr.slice(run.stderr.lastIndexOf('Summary:')))?.[1]
  const lufs = Number(said)
  return run.code === 0 && said !== undefined && lufs > SILENCE ? lufs : null
}

/** Where the gate of the measurement begins. */
const SILENCE = -70
