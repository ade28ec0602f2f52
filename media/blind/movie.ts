import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { BrokenBoxes, boxAt, boxesIn, fromBrokenBoxes, handlerOf, loadBox, outerBoxes } from '../boxes'
import type { Box } from '../boxes'
import { sampleRuns, unplayed } from './movie-samples'
import type { ByteRun } from './movie-samples'
import { blankUserData } from './user-data'

/** Why a film cannot be made blind in place. */
export type MovieObstacle = 'broken' | 'fragmented_data_track' | 'external_media'

const words = (list: string) => new Set(list.split(' '))

/**
 * What a player needs, container by container (ISO/IEC 14496-12 and the QuickTime file format). Everything else is
 * blanked: `udta`, `meta`, `uuid`, `©xyz`, `tref` (chapters), what nobody has heard of, and old free space.
 */
const KEPT: Readonly<Record<string, ReadonlySet<string>>> = {
  '': words('ftyp styp moov mdat moof sidx ssix mfra'),
  moov: words('mvhd trak mvex'),
  mvex: words('mehd trex leva'),
  trak: words('tkhd edts mdia'),
  edts: words('elst'),
  mdia: words('mdhd hdlr minf elng'),
  minf: words('vmhd smhd hmhd nmhd sthd gmhd hdlr dinf stbl'),
  gmhd: words('gmin'),
  dinf: words('dref'),
  stbl: words('stsd stts ctts cslg stsc stsz stz2 stco co64 stss stsh sdtp sbgp sgpd subs saiz saio padb stdp'),
  moof: words('mfhd traf'),
  traf: words('tfhd tfdt trun sbgp sgpd subs saiz saio'),
}

/** Pictures, sound and subtitles are the work; tracks of places, time codes, chapters and hints are not. */
const KEPT_TRACKS = words('vide soun sbtl subt clcp')

/**
 * Blanks, in place and without moving a byte, everything in an MP4, MOV or M4A that a player does not need: boxes keep
 * their length and become `free` filled with zeros; dates, handler and compressor names are zeroed; data tracks lose
 * their samples, bytes of media data that nobody plays are zeroed, and free text beside the picture of H.264 and H.265
 * becomes filler. Deterministic. What else is inside the compressed picture and sound stays.
 * Answers why it cannot be done, or null when it is done.
 */
export async function blankMovie(path: string): Promise<MovieObstacle | null> {
  const file = await open(path, 'r+')
  try {
    const outer = await outerBoxes(file, (await file.stat()).size)
    const movie = outer.find((box) => box.type === 'moov')
    if (movie === undefined) return 'broken'
    const obstacle = await blankHeader(file, movie, outer)
    if (obstacle !== null) return obstacle
    for (const box of outer) {
      if (box.type === 'moof') await rewrite(file, box, blankChildren)
      else if (!KEPT['']?.has(box.type)) await blankOuter(file, box)
    }
    await file.sync()
    return null
  } catch (error) {
    if (fromBrokenBoxes(error)) return 'broken'
    throw error
  } finally {
    await file.close()
  }
}

async function blankHeader(file: FileHandle, movie: Box, outer: readonly Box[]): Promise<MovieObstacle | null> {
  const bytes = await loadBox(file, movie)
  const root = boxesIn(bytes, 0, bytes.length)[0]
  if (root === undefined) return 'broken'
  const tracks = boxesIn(bytes, root.body, root.end).filter((box) => box.type === 'trak')
  const dropped = tracks.filter((track) => !KEPT_TRACKS.has(handlerOf(bytes, track)))
  if (tracks.length === dropped.length) return 'broken'
  if (dropped.length > 0 && outer.some((box) => box.type === 'moof')) return 'fragmented_data_track'
  if (tracks.some((track) => !selfContained(bytes, track))) return 'external_media'

  const media = outer.filter((box) => box.type === 'mdat')
  for (const track of dropped) {
    for (const run of sampleRuns(bytes, track)) await zero(file, clipped(run, media))
    blank(bytes, track)
  }
  const played = tracks.filter((track) => !dropped.includes(track))
  for (const track of played) await blankUserData(file, bytes, track)
  for (const { body, end } of outer.some((box) => box.type === 'moof') ? [] : media) {
    for (const gap of unplayed(bytes, played, { start: body, end }) ?? []) await zero(file, gap)
  }
  blankChildren(bytes, root)
  await file.write(bytes, 0, bytes.length, movie.start)
  return null
}

async function rewrite(file: FileHandle, box: Box, change: (bytes: Buffer, inner: Box) => void): Promise<void> {
  const bytes = await loadBox(file, box)
  const inner = boxesIn(bytes, 0, bytes.length)[0]
  if (inner !== undefined) change(bytes, inner)
  await file.write(bytes, 0, bytes.length, box.start)
}

/** Bytes outside of the media data are never a sample, whatever a table says. */
function clipped(run: ByteRun, media: readonly Box[]): ByteRun {
  const home = media.find((box) => run.start >= box.body && run.end <= box.end)
  if (home === undefined) throw new BrokenBoxes('a sample outside of the media data')
  return run
}

function blankChildren(bytes: Buffer, parent: Box): void {
  const kept = KEPT[parent.type]
  if (kept === undefined) {
    blankFields(bytes, parent)
    return
  }
  for (const child of boxesIn(bytes, parent.body, parent.end)) {
    if (kept.has(child.type)) blankChildren(bytes, child)
    else blank(bytes, child)
  }
}

function blank(bytes: Buffer, box: Box): void {
  bytes.write('free', box.start + 4, 'latin1')
  bytes.fill(0, box.body, box.end)
}

/** Single fields that name a person, a device or a time, in boxes that must stay. */
function blankFields(bytes: Buffer, box: Box): void {
  switch (box.type) {
    case 'mvhd':
    case 'tkhd':
    case 'mdhd':
      bytes.fill(0, box.body + 4, box.body + (bytes.readUInt8(box.body) === 1 ? 20 : 12))
      break
    case 'hdlr':
      bytes.fill(0, Math.min(box.end, box.body + 12), box.end)
      break
    case 'dref':
      for (const entry of entries(bytes, box)) bytes.fill(0, Math.min(entry.end, entry.body + 4), entry.end)
      break
    case 'stsd':
      for (const entry of entries(bytes, box)) blankSampleEntry(bytes, entry)
  }
}

/** A list of boxes behind version, flags and a count. */
function entries(bytes: Buffer, box: Box): Box[] {
  return boxesIn(bytes, Math.min(box.end, box.body + 8), box.end)
}

const PICTURE_ENTRIES = words(
  'avc1 avc2 avc3 avc4 hvc1 hev1 dvh1 dvhe av01 vp08 vp09 mp4v apcn apch apcs apco ap4h jpeg',
)
const PICTURE_FIELDS = 78
const COMPRESSOR = { from: 42, to: 74 }

/** A picture's sample entry holds 32 bytes for the name of the maker's encoder, and boxes behind its fixed fields. */
function blankSampleEntry(bytes: Buffer, entry: Box): void {
  if (!PICTURE_ENTRIES.has(entry.type) || entry.end - entry.body < PICTURE_FIELDS) return
  bytes.fill(0, entry.body + COMPRESSOR.from, entry.body + COMPRESSOR.to)
  for (const box of boxesIn(bytes, entry.body + PICTURE_FIELDS, entry.end)) {
    if (['uuid', 'udta', 'meta', 'free', 'skip'].includes(box.type)) blank(bytes, box)
  }
}

/** False when a track takes its data from another file: the entry would hold that file's path on its maker's disk. */
function selfContained(bytes: Buffer, track: Box): boolean {
  const list = boxAt(bytes, track, ['mdia', 'minf', 'dinf', 'dref'])
  return list === null || entries(bytes, list).every((entry) => (bytes.readUInt32BE(entry.body) & 1) === 1)
}

async function blankOuter(file: FileHandle, box: Box): Promise<void> {
  await file.write(Buffer.from('free', 'latin1'), 0, 4, box.start + 4)
  await zero(file, { start: box.body, end: box.end })
}

const ZEROS = Buffer.alloc(1024 * 1024)

async function zero(file: FileHandle, { start, end }: ByteRun): Promise<void> {
  for (let at = start; at < end; at += ZEROS.length) {
    await file.write(ZEROS, 0, Math.min(ZEROS.length, end - at), at)
  }
}
