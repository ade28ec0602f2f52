import { copyFile, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { LARGEST_PDF_READ } from '../facts/pdf'
import type { Kind } from '../kinds'
import { readLabel } from '../labels/carriers'
import { writtenLabel } from '../labels/label'
import { writePdfMarks } from '../labels/pdf'
import { xmpPacket } from '../labels/xmp'
import { writeFailure } from '../refusal'
import { asSrt, asVtt, readSubtitles } from '../subtitles/cues'
import type { Tools } from '../tools'
import { writeBlindDocx } from './docx'
import { redrawImage } from './image'
import { blankMovie } from './movie'
import { writeBlindPackage } from './package'
import { blankPdf } from './pdf'
import type { PdfObstacle } from './pdf'
import { copySoundBare } from './sound'
import { copyWebmBare } from './webm'

export type BlindCopy =
  | { readonly ok: true; readonly kind: Kind }
  | {
      readonly ok: false
      readonly code: 'blind_copy_not_possible' | 'pdf_metadata_unremovable'
      /** A technical word for the officer: `encrypted`, `signed`, `packed`, `ffmpeg_missing` … */
      readonly reason: string
    }

const impossible = (reason: string): BlindCopy => ({ ok: false, code: 'blind_copy_not_possible', reason })

/**
 * Writes a copy of a probed file to `outPath` from which everything that tells its maker is gone, except what can be
 * seen, heard or read in the work itself. The caller gives the copy a neutral id and name; `wordsFoundIn` hunts for
 * known names afterwards. Nothing is left at `outPath` when the answer is not ok.
 * @throws MediaRefusal `disk_full`; any error of reading a file that was not probed first.
 */
export async function blindCopy(path: string, kind: Kind, tools: Tools, outPath: string): Promise<BlindCopy> {
  try {
    const answer = await copyBlind(path, kind, tools, outPath)
    if (!answer.ok) await rm(outPath, { force: true })
    return answer
  } catch (error) {
    await rm(outPath, { force: true })
    throw writeFailure(error)
  }
}

async function copyBlind(path: string, kind: Kind, tools: Tools, outPath: string): Promise<BlindCopy> {
  switch (kind) {
    case 'mp4':
    case 'quicktime':
    case 'm4a': {
      await copyFile(path, outPath)
      const obstacle = await blankMovie(outPath)
      return obstacle === null ? { ok: true, kind } : impossible(obstacle)
    }
    case 'pdf':
      return copyPdf(path, outPath)
    case 'docx': {
      const obstacle = await writeBlindDocx(path, outPath)
      return obstacle === null ? { ok: true, kind } : impossible(obstacle)
    }
    case 'webm':
      if (tools.ffmpeg === null) return impossible('ffmpeg_missing')
      return (await copyWebmBare(path, tools.ffmpeg, outPath)) ? { ok: true, kind } : impossible('broken')
    case 'vtt':
    case 'srt': {
      const { cues } = await readSubtitles(path)
      await writeFile(outPath, kind === 'srt' ? asSrt(cues) : asVtt(cues))
      return { ok: true, kind }
    }
    case 'zip': {
      const obstacle = await writeBlindPackage(path, outPath, async (inside, insideKind, to) => {
        const answer = await copyInside(inside, insideKind, tools, to)
        return answer.ok ? null : answer.reason
      })
      return obstacle === null ? { ok: true, kind } : impossible(obstacle)
    }
    default:
      return (await redrawImage(path, kind, outPath, await noticeIn(path, kind, tools)))
        ? { ok: true, kind }
        : impossible('kind')
  }
}

/** That it was generated, as XMP, where the original says so: how sure that is, and nobody's name or number. */
async function noticeIn(path: string, kind: Kind, tools: Tools): Promise<string | null> {
  const { state, raw, fields } = await readLabel(path, kind, tools)
  const { Label } = fields
  return xmpPacket({ label: writtenLabel({ state, raw, fields: Label === undefined ? {} : { Label } }) })
}

/** A sound by itself is left to an officer, who hears whose voice it is; those of a game lose their tags. */
async function copyInside(path: string, kind: Kind, tools: Tools, outPath: string): Promise<BlindCopy> {
  return (await copySoundBare(path, kind, outPath)) ? { ok: true, kind } : copyBlind(path, kind, tools, outPath)
}

async function copyPdf(path: string, outPath: string): Promise<BlindCopy> {
  if ((await stat(path)).size > LARGEST_PDF_READ)
    return { ok: false, code: 'pdf_metadata_unremovable', reason: 'too_large' }
  const bytes = await readFile(path)
  const obstacle = blankPdf(bytes)
  if (obstacle === null) {
    await writeFile(outPath, bytes)
    return { ok: true, kind: 'pdf' }
  }
  const done = HIDDEN.has(obstacle) && (await rewrittenBlind(path, outPath))
  return done ? { ok: true, kind: 'pdf' } : { ok: false, code: 'pdf_metadata_unremovable', reason: obstacle }
}

/** What stands where nothing can be overwritten in its place: in packed objects, as programs write them since PDF 1.5. */
const HIDDEN: ReadonlySet<PdfObstacle> = new Set(['packed', 'private_data', 'unknown_filter'])

/** Writes the pages anew, as for a release but without any marks, and overwrites what that left. False when either fails. */
async function rewrittenBlind(path: string, outPath: string): Promise<boolean> {
  try {
    await writePdfMarks(path, outPath, { label: null })
  } catch {
    return false
  }
  const bytes = await readFile(outPath)
  if (blankPdf(bytes) !== null) return false
  await writeFile(outPath, bytes)
  return true
}
