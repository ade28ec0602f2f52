import { readSubtitles } from '../subtitles/cues'
import type { Facts } from './facts'

/** How many cues there are, and when the last one ends. */
export async function subtitlesFacts(path: string): Promise<Facts> {
  const { cues, encoding } = await readSubtitles(path)
  return { seconds: Math.max(...cues.map(({ to }) => to)) / 1000, cues: cues.length, encoding }
}
