import { readFile, stat, writeFile } from 'node:fs/promises'
import { writeDocxMarks } from '../labels/docx'
import type { Marks } from '../labels/marks'
import { writePdfMarks } from '../labels/pdf'
import { vttNotes } from '../labels/vtt'
import { xmpPacket } from '../labels/xmp'
import { writePackage } from '../package/write'
import type { Step } from '../plan'
import { asSrt, asVtt, readSubtitles } from '../subtitles/cues'
import { upright } from '../upright'
import { withCorner } from '../visible/corner'
import { makePrint } from './print'

export type StillStep = Extract<Step, { make: 'picture' | 'print' | 'document' | 'package' | 'subtitles' }>

/**
 * What is asked of the process that makes pictures and documents. Paths are ours, never a sender's; a picture may be
 * written over the one that it is made of.
 */
export interface StillJob {
  readonly from: string
  readonly to: string
  readonly step: StillStep
  readonly marks: Marks
  /** Where the pages of a print lie, in their order. */
  readonly pages?: readonly string[]
}

/** Does one job in this process. */
export async function makeStill({ from, to, step, marks, pages = [] }: StillJob): Promise<void> {
  if (step.make === 'picture') await makePicture(from, to, step, marks)
  else if (step.make === 'print') await makePrint(pages, to, marks, step.line)
  else if (step.make === 'subtitles') await makeSubtitles(from, to, step, marks)
  else if (step.make === 'package') await writePackage(from, to, marks)
  else if (step.format === 'docx') await writeDocxMarks(from, to, marks, step.line)
  else await writePdfMarks(from, to, marks, step.line)
}

async function makeSubtitles(
  from: string,
  to: string,
  { format }: Extract<Step, { make: 'subtitles' }>,
  marks: Marks,
): Promise<void> {
  const { cues } = await readSubtitles(from)
  await writeFile(to, format === 'srt' ? asSrt(cues) : asVtt(cues, vttNotes(marks)))
}

/** From what looks best to what is always small enough. */
const QUALITIES = [82, 72, 62, 52, 42, 32, 22, 12, 5]

/**
 * Draws a picture anew in the planned size: upright, in sRGB, with our marks and no other metadata. Where the profile
 * has a limit of bytes, the quality is lowered until it is kept.
 */
async function makePicture(
  from: string,
  to: string,
  step: Extract<Step, { make: 'picture' }>,
  marks: Marks,
): Promise<void> {
  const { width, height, animated, format, slice, maxBytes = Infinity, corner } = step
  const packet = xmpPacket(marks)
  const source = from === to ? await readFile(from) : from
  for (const quality of QUALITIES) {
    const whole = await upright(source, animated, { width, height: slice?.of ?? height })
    const part = slice ? whole.extract({ left: 0, top: slice.top, width, height }) : whole
    const plain = part.toColourspace('srgb')
    const sized = corner ? await withCorner(plain, { width, height }, corner) : plain
    const drawn =
      format === 'webp' ? sized.webp({ quality }) : sized.flatten({ background: '#ffffff' }).jpeg({ quality })
    await (packet === null ? drawn : drawn.withXmp(packet)).toFile(to)
    if ((await stat(to)).size <= maxBytes) return
  }
}
