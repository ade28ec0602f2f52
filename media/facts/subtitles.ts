import { asTranscript, readSubtitles } from '../subtitles/cues'
import type { Facts } from './facts'

/** In characters: a film of two hours has about half of it. What is longer is read in the subtitles themselves. */
const LONGEST_TRANSCRIPT = 60_000

/** How many cues there are, when the last one ends, and what is said in them. */
export async function subtitlesFacts(path: string): Promise<Facts> {
  const { cues, encoding } = await readSubtitles(path)
  const seconds = Math.max(...cues.map(({ to }) => to)) / 1000
  const transcript = asTranscript(cues)
  return {
    ...{ seconds, cues: cues.length, encoding },
    ...(transcript.length > LONGEST_TRANSCRIPT ? {} : { transcript }),
  }
}
