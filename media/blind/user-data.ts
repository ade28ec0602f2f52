import type { FileHandle } from 'node:fs/promises'
import { boxAt, boxesIn } from '../boxes'
import type { Box } from '../boxes'
import { samplesOf } from './movie-samples'

/** How a coding splits its samples into units, and which of them hold messages beside the picture (SEI). */
interface Coding {
  /** Box of the sample entry that holds the parameters. */
  readonly parameters: string
  /** Where that box says how long the length before each unit is, in its two lowest bits. */
  readonly lengthAt: number
  readonly headerLength: number
  readonly isMessages: (header: number) => boolean
}

/** ISO/IEC 14496-15 §5.3.3 and §8.3.3; ITU-T H.264 table 7-1 and H.265 table 7-1. */
const AVC: Coding = {
  ...{ parameters: 'avcC', lengthAt: 4, headerLength: 1 },
  isMessages: (header) => (header & 0x1f) === 6,
}
const HEVC: Coding = {
  ...{ parameters: 'hvcC', lengthAt: 21, headerLength: 2 },
  isMessages: (header) => [39, 40].includes((header >> 1) & 0x3f),
}
const CODINGS: Readonly<Record<string, Coding>> = {
  ...{ avc1: AVC, avc2: AVC, avc3: AVC, avc4: AVC },
  ...{ hvc1: HEVC, hev1: HEVC, dvh1: HEVC, dvhe: HEVC },
}

/** Fields of a picture's sample entry before its boxes. */
const PICTURE_FIELDS = 78
/** Messages of any text or data: registered with somebody, or by whoever likes (H.264 and H.265, annex D). */
const USER_DATA: readonly number[] = [4, 5]
/** A message that says nothing, of any length. */
const FILLER = 3
/** Longer messages are none that an encoder writes. */
const LONGEST = 1024 * 1024

/**
 * Overwrites what an encoder wrote beside the picture as free text or data (SEI `user_data`) with filler of the same
 * length, in the samples of a track and in its parameters. Encoders write their settings there, cameras who and where
 * they are; no picture depends on it. Tracks of other codings, and movie fragments, stay as they are.
 *
 * @param bytes of the movie box, in which the parameters are changed
 */
export async function blankUserData(file: FileHandle, bytes: Buffer, track: Box): Promise<void> {
  const list = boxAt(bytes, track, ['mdia', 'minf', 'stbl', 'stsd'])
  for (const entry of list === null ? [] : boxesIn(bytes, Math.min(list.end, list.body + 8), list.end)) {
    const coding = CODINGS[entry.type]
    if (coding === undefined || entry.end - entry.body < PICTURE_FIELDS) continue
    const inside = boxesIn(bytes, entry.body + PICTURE_FIELDS, entry.end)
    const parameters = inside.find(({ type }) => type === coding.parameters)
    if (parameters === undefined) continue
    const lengthSize = (bytes.readUInt8(parameters.body + coding.lengthAt) & 3) + 1
    if (coding === HEVC) blankParameters(bytes, parameters)
    for (const { start, end } of samplesOf(bytes, track)) await blankSample(file, start, end, coding, lengthSize)
  }
}

/** One sample after the other, unit by unit; of what is no message the length alone is read. */
async function blankSample(
  file: FileHandle,
  start: number,
  end: number,
  { headerLength, isMessages }: Coding,
  lengthSize: number,
): Promise<void> {
  const head = Buffer.alloc(lengthSize + 1)
  for (let at = start; at + head.length < end;) {
    if ((await file.read(head, 0, head.length, at)).bytesRead < head.length) return
    const length = head.readUIntBE(0, lengthSize)
    const unit = at + lengthSize
    // What does not fit is no sample of this coding, whatever the tables say.
    if (length === 0 || unit + length > end) return
    if (isMessages(head.readUInt8(lengthSize)) && length <= LONGEST) {
      const messages = Buffer.alloc(length)
      await file.read(messages, 0, length, unit)
      if (fillMessages(messages, headerLength)) await file.write(messages, 0, length, unit)
    }
    at = unit + length
  }
}

/** H.265 keeps whole units in its parameters, messages among them: arrays of units of one type each. */
function blankParameters(bytes: Buffer, { body, end }: Box): void {
  let at = body + 23
  for (let arrays = bytes.readUInt8(body + 22); arrays > 0 && at + 3 <= end; arrays--) {
    let units = bytes.readUInt16BE(at + 1)
    for (at += 3; units > 0 && at + 2 <= end; units--) {
      const length = bytes.readUInt16BE(at)
      const unit = bytes.subarray(at + 2, Math.min(end, at + 2 + length))
      if (unit.length > 0 && HEVC.isMessages(unit.readUInt8(0))) fillMessages(unit, HEVC.headerLength)
      at += 2 + length
    }
  }
}

/** Makes a unit of messages into filler when there is user data in it; answers whether there was. */
export function fillMessages(unit: Buffer, headerLength: number): boolean {
  const body = unit.subarray(headerLength)
  if (!typesIn(withoutGuards(body)).some((type) => USER_DATA.includes(type))) return false
  // The last byte ends the unit, another is the type. Where size and payload come out one short, an empty message goes before.
  const isOdd = (body.length - 2) % 256 === 0
  const at = isOdd ? 2 : 0
  const left = body.length - 2 - at
  const sizes = Math.ceil(left / 256)
  body.fill(0xff)
  if (isOdd) body.set([FILLER, 0])
  body[at] = FILLER
  body[at + sizes] = left - sizes - 255 * (sizes - 1)
  body[body.length - 1] = 0x80
  return true
}

/** A byte of 3 after two zeros is there so that nothing looks like the start of a unit (H.264 §7.4.1). */
function withoutGuards(body: Buffer): number[] {
  const bytes: number[] = []
  let zeros = 0
  for (const byte of body) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0
      continue
    }
    bytes.push(byte)
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return bytes
}

/** The types of the messages in a unit (H.264 §7.3.2.3.1): type and size are written as so many times 255 and a rest. */
function typesIn(bytes: readonly number[]): number[] {
  const types: number[] = []
  let at = 0
  const number = () => {
    let value = 0
    while (bytes[at] === 255) {
      value += 255
      at++
    }
    return value + (bytes[at++] ?? 0)
  }
  while (at < bytes.length - 1) {
    types.push(number())
    const size = number()
    at += size
  }
  return types
}
