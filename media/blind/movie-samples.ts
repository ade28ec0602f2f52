import { BrokenBoxes, boxAt, handlerOf } from '../boxes'
import type { Box } from '../boxes'

/** Bytes of the file, end excluded. */
export interface ByteRun {
  readonly start: number
  readonly end: number
}

/**
 * Where the samples of one track lie in the file, one run per chunk, worked out from the tables of its `stbl`
 * (ISO/IEC 14496-12 §8.7): chunk offsets, samples per chunk, sample sizes.
 */
export function sampleRuns(bytes: Buffer, track: Box): ByteRun[] {
  const table = boxAt(bytes, track, ['mdia', 'minf', 'stbl'])
  if (table === null) return []
  const offsets = chunkOffsets(bytes, table)
  const perChunk = samplesPerChunk(bytes, table, offsets.length)
  const sizes = sampleSizes(bytes, table)
  let sample = 0
  return offsets.map((start, chunk) => {
    let length = 0
    for (let left = perChunk[chunk] ?? 0; left > 0; left--) length += sizes(sample++)
    return { start, end: start + length }
  })
}

/** Where each sample of one track lies, in the order of the chunks. */
export function* samplesOf(bytes: Buffer, track: Box): Generator<ByteRun> {
  const table = boxAt(bytes, track, ['mdia', 'minf', 'stbl'])
  if (table === null) return
  const offsets = chunkOffsets(bytes, table)
  const perChunk = samplesPerChunk(bytes, table, offsets.length)
  const sizes = sampleSizes(bytes, table)
  const count = bytes.readUInt32BE((boxAt(bytes, table, ['stsz'])?.body ?? bytes.length) + 8)
  let sample = 0
  for (const [chunk, start] of offsets.entries()) {
    let at = start
    for (let left = perChunk[chunk] ?? 0; left > 0; left--) {
      // Here the tables end, whatever a chunk says.
      if (sample >= count) return
      const size = sizes(sample++)
      yield { start: at, end: at + size }
      at += size
    }
  }
}

/**
 * What the runs leave uncovered of a stretch: bytes that no track plays. Null when the tables of a track do not say
 * exactly which bytes it plays: sound with one size for all samples (QuickTime counts those differently), compact
 * size tables, and tracks that keep further data beside their samples.
 */
export function unplayed(bytes: Buffer, tracks: readonly Box[], home: ByteRun): ByteRun[] | null {
  if (!tracks.every((track) => exactSizes(bytes, track))) return null
  const runs = tracks.flatMap((track) => sampleRuns(bytes, track)).sort((one, two) => one.start - two.start)
  const gaps: ByteRun[] = []
  let at = home.start
  for (const run of runs) {
    if (run.start > at && at < home.end) gaps.push({ start: at, end: Math.min(run.start, home.end) })
    at = Math.max(at, run.end)
  }
  return at < home.end ? [...gaps, { start: at, end: home.end }] : gaps
}

function exactSizes(bytes: Buffer, track: Box): boolean {
  const table = boxAt(bytes, track, ['mdia', 'minf', 'stbl'])
  const sizes = table === null ? null : boxAt(bytes, table, ['stsz'])
  if (table === null || sizes === null || boxAt(bytes, table, ['saio']) !== null) return false
  return bytes.readUInt32BE(sizes.body + 4) === 0 || handlerOf(bytes, track) !== 'soun'
}

/** Reads `count` rows of `width` bytes behind a header of `head` bytes; a count that does not fit its box is a lie. */
function rows(box: Box, count: number, head: number, width: number): number[] {
  if (box.body + head + count * width > box.end) throw new BrokenBoxes(`${box.type} with ${count} rows`)
  return Array.from({ length: count }, (_, row) => box.body + head + row * width)
}

function chunkOffsets(bytes: Buffer, table: Box): number[] {
  const short = boxAt(bytes, table, ['stco'])
  if (short !== null) return rows(short, bytes.readUInt32BE(short.body + 4), 8, 4).map((at) => bytes.readUInt32BE(at))
  const long = boxAt(bytes, table, ['co64'])
  if (long === null) return []
  return rows(long, bytes.readUInt32BE(long.body + 4), 8, 8).map((at) => Number(bytes.readBigUInt64BE(at)))
}

/** `stsc` says from which chunk on how many samples lie in each. */
function samplesPerChunk(bytes: Buffer, table: Box, chunks: number): number[] {
  const box = boxAt(bytes, table, ['stsc'])
  const steps = (box === null ? [] : rows(box, bytes.readUInt32BE(box.body + 4), 8, 12)).map((at) => ({
    first: bytes.readUInt32BE(at) - 1,
    samples: bytes.readUInt32BE(at + 4),
  }))
  let step = -1
  return Array.from({ length: chunks }, (_, chunk) => {
    while ((steps[step + 1]?.first ?? Infinity) <= chunk) step++
    return steps[step]?.samples ?? 0
  })
}

function sampleSizes(bytes: Buffer, table: Box): (sample: number) => number {
  const box = boxAt(bytes, table, ['stsz'])
  if (box === null) throw new BrokenBoxes('a track without sample sizes')
  const same = bytes.readUInt32BE(box.body + 4)
  const count = bytes.readUInt32BE(box.body + 8)
  if (same !== 0) return (sample) => (sample < count ? same : 0)
  const places = rows(box, count, 12, 4)
  return (sample) => {
    const at = places[sample]
    return at === undefined ? 0 : bytes.readUInt32BE(at)
  }
}
