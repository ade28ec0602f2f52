import { DEMUXERS } from '../facts/timed'
import type { Kind } from '../kinds'
import type { Tools } from '../tools'
import { labelInPackage } from '../package/write'
import { labelInDocx } from './docx'
import { NOTHING, labelInGif, labelInImage } from './image'
import type { Carried } from './image'
import { NO_LABEL, parseLabel } from './label'
import type { Label } from './label'
import { labelInPdf } from './pdf'
import { scanForLabel } from './scan'
import { labelInText } from './text'
import { labelInTags } from './timed'
import { labelInVtt } from './vtt'
import { labelInWav } from './wav'

/** Containers that a label is read from: the kinds that are taken, and some that others may send one day. */
export type Container = Kind | 'mkv' | 'flac' | 'ogg' | 'text'

type Reader = (path: string, tools: Tools) => Promise<Carried>

const tags =
  (demuxer: string): Reader =>
  async (path, { ffprobe }) =>
    ffprobe === null ? NOTHING : labelInTags(path, demuxer, ffprobe)

/**
 * Where each container keeps the label. What is written is said in docs/ai-labels.md: pictures by XMP, films and sounds
 * by tags, PDF and DOCX by their properties. A GIF is only read: its renditions are WebP and JPEG.
 */
const CARRIERS: Readonly<Record<Container, Reader>> = {
  jpeg: labelInImage,
  png: labelInImage,
  webp: labelInImage,
  avif: labelInImage,
  gif: labelInGif,
  mp4: tags(DEMUXERS.mp4 ?? ''),
  quicktime: tags(DEMUXERS.quicktime ?? ''),
  m4a: tags(DEMUXERS.m4a ?? ''),
  webm: tags(DEMUXERS.webm ?? ''),
  mkv: tags('matroska'),
  mp3: tags(DEMUXERS.mp3 ?? ''),
  flac: tags('flac'),
  ogg: tags('ogg'),
  wav: labelInWav,
  pdf: labelInPdf,
  docx: labelInDocx,
  text: labelInText,
  vtt: labelInVtt,
  srt: () => Promise.resolve(NOTHING),
  zip: labelInPackage,
}

/** Texts and packages may speak of labels without having one: there only the place of the label counts. */
const PLACE_ONLY: ReadonlySet<Container> = new Set(['text', 'zip', 'docx', 'vtt', 'srt'])

/**
 * The label that a file carries. A label found is `found`, whatever it says about how sure it is; one that cannot be
 * read, or words of another standard that say the same, make the file `suspected`. Without ffprobe the bytes of films
 * and sounds are searched instead. A carrier that breaks its reader is searched too: intake does not stop at metadata.
 */
export async function readLabel(path: string, container: Container, tools: Tools): Promise<Label> {
  const carried = await CARRIERS[container](path, tools).catch(() => NOTHING)
  if (carried.raw !== null && carried.raw.trim() !== '') return parseLabel(carried.raw)
  if (PLACE_ONLY.has(container)) return NO_LABEL
  const scanned = await scanForLabel(path)
  if (scanned.raw !== null) return parseLabel(scanned.raw)
  return carried.traces || scanned.traces ? { ...NO_LABEL, state: 'suspected' } : NO_LABEL
}
