import type { FileHandle } from 'node:fs/promises'
import { errorCode } from './refusal'

/** One box (QuickTime calls it atom) of an ISO base media file (ISO/IEC 14496-12 §4.2); offsets in bytes. */
export interface Box {
  readonly type: string
  /** First byte of the header. */
  readonly start: number
  /** First byte after the header. */
  readonly body: number
  /** First byte after the box. */
  readonly end: number
}

/** The boxes contradict the length of the file: it was cut off, or it is not what it says. */
export class BrokenBoxes extends Error {}

const BEYOND_BUFFER = new Set(['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS'])

/** True for an error that comes from the file's own contradictions: a field was read beyond the end of its box. */
export function fromBrokenBoxes(error: unknown): boolean {
  return error instanceof BrokenBoxes || BEYOND_BUFFER.has(errorCode(error))
}

interface Header {
  type: string
  length: number
  headerLength: number
}

/** `left` is what remains from the header's first byte on; a length of 0 means "to the end". */
function readHeader(bytes: Buffer, at: number, left: number): Header {
  const short = bytes.readUInt32BE(at)
  const type = bytes.toString('latin1', at + 4, at + 8)
  const large = short === 1
  if (large && bytes.length < at + 16) throw new BrokenBoxes(`a cut header of ${type}`)
  const headerLength = large ? 16 : 8
  const length = large ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? left : short
  if (length < headerLength || length > left) throw new BrokenBoxes(`${type} of ${length} bytes where ${left} remain`)
  return { type, length, headerLength }
}

/** The boxes between two offsets of a buffer. Fewer than 8 bytes at the end are padding, as QuickTime writes it. */
export function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const found: Box[] = []
  for (let at = from; to - at >= 8;) {
    const { type, length, headerLength } = readHeader(bytes, at, to - at)
    found.push({ type, start: at, body: at + headerLength, end: at + length })
    at += length
  }
  return found
}

/** The outermost boxes of a file, reading their headers only. Throws BrokenBoxes when they do not fill the file. */
export async function outerBoxes(file: FileHandle, fileLength: number): Promise<Box[]> {
  const found: Box[] = []
  const head = Buffer.alloc(16)
  for (let at = 0; at < fileLength;) {
    const { bytesRead } = await file.read(head, 0, 16, at)
    if (bytesRead < 8) throw new BrokenBoxes('bytes behind the last box')
    const { type, length, headerLength } = readHeader(head.subarray(0, bytesRead), 0, fileLength - at)
    found.push({ type, start: at, body: at + headerLength, end: at + length })
    at += length
  }
  return found
}

/** Largest movie header that is read into memory; an hour of 60 frames a second needs about 6 MiB. */
const LONGEST_HEADER = 64 * 1024 * 1024

/** The whole of one outer box, header included. */
export async function loadBox(file: FileHandle, box: Box): Promise<Buffer> {
  const length = box.end - box.start
  if (length > LONGEST_HEADER) throw new BrokenBoxes(`${box.type} of ${length} bytes`)
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, box.start)
  if (bytesRead < length) throw new BrokenBoxes(`${box.type} is cut off`)
  return bytes
}

/** The first box reached by a path of types, such as `['mdia', 'hdlr']`, below `parent`. */
export function boxAt(bytes: Buffer, parent: Box, path: readonly string[]): Box | null {
  const [first, ...rest] = path
  if (first === undefined) return parent
  const child = boxesIn(bytes, parent.body, parent.end).find((box) => box.type === first)
  return child === undefined ? null : boxAt(bytes, child, rest)
}

/** The handler type of a track (`vide`, `soun`, `meta`, `tmcd` …), or an empty string. */
export function handlerOf(bytes: Buffer, track: Box): string {
  const handler = boxAt(bytes, track, ['mdia', 'hdlr'])
  return handler === null || handler.end - handler.body < 12
    ? ''
    : bytes.toString('latin1', handler.body + 8, handler.body + 12)
}
