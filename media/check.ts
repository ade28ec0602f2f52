import { stat } from 'node:fs/promises'
import sharp from 'sharp'
import { imageFacts } from './facts/image'
import { MAX_PIXELS } from './facts/facts'
import type { Facts } from './facts/facts'
import { loudnessOf } from './facts/loudness'
import { movieFacts } from './facts/movie'
import { pdfFacts } from './facts/pdf'
import { subtitlesFacts } from './facts/subtitles'
import { DEMUXERS, timedFacts } from './facts/timed'
import type { Kind } from './kinds'
import { readLabel } from './labels/carriers'
import { mustBeginWithLine } from './labels/docx'
import { carries } from './labels/label'
import { tagsOf } from './labels/marks'
import type { Marks } from './labels/marks'
import { tagsIn } from './labels/timed'
import { xmpPacket } from './labels/xmp'
import { MakeFailure } from './make/failure'
import { packageFacts } from './package/read'
import type { Step } from './plan'
import type { Tools } from './tools'
import { mustShowCorner } from './visible/corner'
import { mustBeginWithCue } from './visible/cue'
import { filmMustShowCorner } from './visible/film'

/** A rendition that is what was planned and says what it must. */
export interface Checked {
  readonly kind: Kind
  readonly facts: Facts
}

/** A film may lose this share of its length to rounding, no more: tools exit well on half a film. */
const SHORTEST = 0.98
/** Seconds by which encoders lengthen short sounds with their own silence. */
const SLACK = 0.15

/**
 * Reads a rendition back: it decodes, it has size, length and kind of the plan, no more bytes than are allowed, the
 * label that was to be written, the words or the cue that tell people, and no metadata besides the marks. Only then it counts.
 * SubRip has no place for a label: there the WebVTT beside it carries it.
 * @throws MakeFailure `differs_from_plan`, `label_lost`
 */
export async function checkRendition(path: string, step: Step, marks: Marks, tools: Tools): Promise<Checked> {
  const kind = kindMade(step)
  const facts = await factsOf(path, kind, tools)
  mustBeAsPlanned(facts, step, (await stat(path)).size)
  const label = await readLabel(path, kind, tools)
  if (kind !== 'srt' && !carries(label, marks.label))
    throw new MakeFailure('label_lost', `${kind}: ${label.raw ?? label.state}`)
  if (step.make === 'picture' || step.make === 'poster') await onlyOurPacket(path, marks)
  if (step.make === 'film' || step.make === 'sound') await onlyOurTags(path, kind, marks, tools)
  await mustTellPeople(path, kind, step, tools)
  return { kind, facts: { ...facts, ...(await heard(path, kind, facts, tools)) } }
}

/** How loud it has become: told to whoever takes it, and no reason to refuse it. */
async function heard(path: string, kind: Kind, { hasAudio }: Facts, { ffmpeg }: Tools): Promise<Pick<Facts, 'lufs'>> {
  const lufs = hasAudio === true && ffmpeg !== null ? await loudnessOf(path, kind, ffmpeg) : null
  return lufs === null ? {} : { lufs }
}

/** What people are to see and hear is looked for where it is to be. Drawn words of a PDF are not: nothing here draws its pages. */
async function mustTellPeople(path: string, kind: Kind, step: Step, tools: Tools): Promise<void> {
  if (step.make === 'film' && step.corner) await filmMustShowCorner(path, step, step.corner, tools)
  if ((step.make === 'picture' || step.make === 'poster') && step.corner) await mustShowCorner(path, step, step.corner)
  if (step.make === 'sound' && step.cue) await mustBeginWithCue(path, kind, step.cue, tools)
  if (step.make === 'document' && step.format === 'docx' && step.line !== undefined)
    await mustBeginWithLine(path, step.line)
}

function kindMade(step: Step): Kind {
  switch (step.make) {
    case 'film':
      return 'mp4'
    case 'poster':
      return 'jpeg'
    case 'print':
      return 'pdf'
    case 'package':
      return 'zip'
    case 'picture':
    case 'sound':
    case 'document':
    case 'subtitles':
      return step.format
  }
}

async function factsOf(path: string, kind: Kind, { ffprobe }: Tools): Promise<Facts> {
  if (kind === 'mp4') await movieFacts(path, kind)
  if (kind === 'mp4' || kind === 'm4a' || kind === 'mp3') {
    if (ffprobe === null) throw new MakeFailure('not_made', 'ffprobe is missing')
    return timedFacts(path, kind, ffprobe)
  }
  if (kind === 'pdf') return pdfFacts(path)
  if (kind === 'docx') return {}
  if (kind === 'zip') return packageFacts(path)
  if (kind === 'vtt' || kind === 'srt') return subtitlesFacts(path)
  return imageFacts(path, kind, { maxPixels: MAX_PIXELS, maxFrames: Infinity })
}

function mustBeAsPlanned(facts: Facts, step: Step, bytes: number): void {
  const wrong = (what: string, made: unknown, wanted: unknown) =>
    new MakeFailure('differs_from_plan', `${what} ${String(made)} instead of ${String(wanted)}`)
  if ('width' in step && (facts.width !== step.width || facts.height !== step.height))
    throw wrong('size', `${facts.width}x${facts.height}`, `${step.width}x${step.height}`)
  if ('seconds' in step && (facts.seconds ?? 0) < step.seconds * SHORTEST - SLACK)
    throw wrong('seconds', facts.seconds, step.seconds)
  if (step.make === 'film' && (facts.codec !== 'h264' || facts.hasAudio !== step.sound))
    throw wrong('streams', `${facts.codec} ${facts.hasAudio}`, `h264 ${step.sound}`)
  if (step.make === 'print' && facts.pages !== step.pages.length) throw wrong('pages', facts.pages, step.pages.length)
  if (step.make === 'film' && step.rate !== undefined && facts.rate !== step.rate)
    throw wrong('pictures per second', facts.rate, step.rate)
  if (step.make === 'package' && facts.contentSha256 !== step.contentSha256)
    throw wrong('contents', facts.contentSha256, step.contentSha256)
  if ('maxBytes' in step && bytes > (step.maxBytes ?? Infinity)) throw wrong('bytes', bytes, step.maxBytes)
}

async function onlyOurPacket(path: string, marks: Marks): Promise<void> {
  const { exif, xmp, iptc } = await sharp(path).metadata()
  const same = (xmp?.toString('utf8').replace(/\0+$/, '') ?? null) === xmpPacket(marks)
  if (exif !== undefined || iptc !== undefined || !same) throw new MakeFailure('differs_from_plan', 'other metadata')
}

/** What containers say of themselves and their streams. */
const STRUCTURE =
  /^(major_brand|minor_version|compatible_brands|language|handler_name|vendor_id|encoder|timecode|creation_time)$/i

async function onlyOurTags(path: string, kind: Kind, marks: Marks, { ffprobe }: Tools): Promise<void> {
  const found = ffprobe === null ? null : await tagsIn(path, DEMUXERS[kind] ?? 'mov', ffprobe)
  const ours = tagsOf(marks)
  const others = [...(found ?? [])].filter(([name]) => !STRUCTURE.test(name))
  const strange = others.find(([name, text]) => ours[name] !== text)
  if (found === null || strange !== undefined)
    throw new MakeFailure('differs_from_plan', `other metadata: ${strange?.[0] ?? 'unreadable'}`)
  const lacking = Object.keys(ours).find((name) => found.get(name) !== ours[name])
  if (lacking !== undefined) throw new MakeFailure('differs_from_plan', `no ${lacking}`)
}
