import { open } from 'node:fs/promises'
import { BrokenBoxes, boxAt, boxesIn, fromBrokenBoxes, handlerOf, loadBox, outerBoxes } from '../boxes'
import type { Box } from '../boxes'
import type { Facts } from './facts'
import type { Kind } from '../kinds'
import { MediaRefusal } from '../refusal'

const CODECS: Readonly<Record<string, string>> = {
  avc1: 'h264',
  avc3: 'h264',
  hvc1: 'hevc',
  hev1: 'hevc',
  av01: 'av1',
  vp09: 'vp9',
  mp4v: 'mpeg4',
  mp4a: 'aac',
}

/**
 * What the boxes of an MP4, MOV or M4A say, read without any tool; and that they fill the file exactly, which is how
 * a half-sent film that still plays its first second is found.
 */
export async function movieFacts(path: string, kind: Kind): Promise<Facts> {
  const broken = kind === 'm4a' ? 'audio_broken' : 'video_broken'
  const file = await open(path, 'r')
  try {
    const outer = await outerBoxes(file, (await file.stat()).size)
    const movie = outer.find((box) => box.type === 'moov')
    if (movie === undefined) throw new MediaRefusal(broken, { reason: 'header_missing' })
    const facts = factsOf(await loadBox(file, movie))
    if (kind !== 'm4a' && facts.width === undefined) throw new MediaRefusal(broken, { reason: 'no_picture' })
    return facts
  } catch (error) {
    throw fromBrokenBoxes(error) ? new MediaRefusal(broken, { reason: 'cut_off' }, error) : error
  } finally {
    await file.close()
  }
}

function factsOf(bytes: Buffer): Facts {
  const movie = boxesIn(bytes, 0, bytes.length)[0]
  if (movie === undefined) throw new BrokenBoxes('an empty header')
  const tracks = boxesIn(bytes, movie.body, movie.end).filter((box) => box.type === 'trak')
  const picture = tracks.find((track) => handlerOf(bytes, track) === 'vide')
  const sound = tracks.find((track) => handlerOf(bytes, track) === 'soun')
  const shown = picture ?? sound
  return {
    ...(picture === undefined ? {} : sizeOf(bytes, picture)),
    ...secondsOf(bytes, movie),
    ...(shown === undefined ? {} : codecOf(bytes, shown)),
    hasAudio: sound !== undefined,
  }
}

/** Fragmented films keep their length elsewhere; they say 0 here. */
function secondsOf(bytes: Buffer, movie: Box): Facts {
  const header = boxAt(bytes, movie, ['mvhd'])
  if (header === null) return {}
  const long = bytes.readUInt8(header.body) === 1
  const scale = bytes.readUInt32BE(header.body + (long ? 20 : 12))
  const units = long ? Number(bytes.readBigUInt64BE(header.body + 24)) : bytes.readUInt32BE(header.body + 16)
  return scale === 0 || units === 0 ? {} : { seconds: Math.round((units / scale) * 1000) / 1000 }
}

/** Width and height are 16.16 numbers at the end of the track header, behind a 3×3 matrix that may turn the picture. */
function sizeOf(bytes: Buffer, track: Box): Facts {
  const header = boxAt(bytes, track, ['tkhd'])
  if (header === null) return {}
  const width = Math.round(bytes.readUInt32BE(header.end - 8) / 65536)
  const height = Math.round(bytes.readUInt32BE(header.end - 4) / 65536)
  const turned = bytes.readInt32BE(header.end - 44) === 0 && bytes.readInt32BE(header.end - 40) !== 0
  return turned ? { width: height, height: width } : { width, height }
}

function codecOf(bytes: Buffer, track: Box): Facts {
  const table = boxAt(bytes, track, ['mdia', 'minf', 'stbl', 'stsd'])
  if (table === null || table.end - table.body < 16) return {}
  const name = bytes.toString('latin1', table.body + 12, table.body + 16)
  return { codec: CODECS[name] ?? name.trim() }
}
