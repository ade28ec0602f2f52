import { readSubtitles } from '../subtitles/cues'
import { NOTHING } from './image'
import type { Carried } from './image'
import { tagsOf } from './marks'
import type { Marks } from './marks'

/** Reads a comment `AIGC: …` of a WebVTT file. The standard names no place in subtitles; this is ours. */
export async function labelInVtt(path: string): Promise<Carried> {
  const { notes } = await readSubtitles(path)
  const found = notes.find((note) => note.startsWith('AIGC:'))
  return found === undefined ? NOTHING : { raw: found.slice('AIGC:'.length).trim(), traces: false }
}

/** Our marks as comments, one for each. An arrow, which no comment may hold, is written as JSON can. */
export const vttNotes = ({ label, rights }: Marks): string[] =>
  Object.entries(tagsOf({ label: label?.replaceAll('-->', '--\\u003e') ?? null, ...(rights ? { rights } : {}) })).map(
    ([key, text]) => `${key}: ${text}`,
  )
