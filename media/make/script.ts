import { writeFile } from 'node:fs/promises'
import type { Step } from '../plan'
import { asAss } from '../subtitles/ass'
import { readSubtitles } from '../subtitles/cues'
import type { Tools } from '../tools'
import { mustDrawChinese } from './burn'

/** What is burned into a film: where its subtitles lie, if it has any, and where its script goes. */
export interface ScriptJob {
  readonly to: string
  readonly subtitles: string | null
  readonly film: Pick<Extract<Step, { make: 'film' }>, 'width' | 'height' | 'corner'>
}

/** @throws MakeFailure `font_missing` */
export async function writeScript({ to, subtitles, film }: ScriptJob, tools: Tools): Promise<void> {
  await mustDrawChinese(tools, to)
  const cues = subtitles === null ? [] : (await readSubtitles(subtitles)).cues
  await writeFile(to, asAss(cues, film, film.corner))
}
