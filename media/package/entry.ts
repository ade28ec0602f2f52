import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { ByteRange } from '../range'
import { MediaRefusal } from '../refusal'
import type { Package } from './read'

/**
 * A file of a package, whole or a range, unpacked on its way. Memory stays flat. The last bytes are held back until the
 * checksum is known: a file that was altered never comes whole.
 * @throws MediaRefusal `archive_broken`; while it is read, where its bytes are not those that the archive tells
 */
export async function openEntry(
  opened: Package,
  name: string,
  range: ByteRange = { start: 0, end: opened.bytes(name) - 1 },
): Promise<Readable> {
  const unpacked = await opened.open(name)
  const expected = { bytes: opened.bytes(name), checksum: opened.checksum(name) }
  return Readable.from(checked(unpacked as AsyncIterable<Buffer>, range, expected), { objectMode: false })
}

async function* checked(
  unpacked: AsyncIterable<Buffer>,
  { start, end }: ByteRange,
  expected: { bytes: number; checksum: number },
): AsyncGenerator<Buffer> {
  let [at, checksum] = [0, 0]
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of unpacked) {
    if (held.length > 0) yield held
    checksum = crc32(chunk, checksum)
    held = chunk.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at))
    at += chunk.length
    // What ends in the middle cannot be compared with the checksum of the whole.
    if (at > end && end + 1 < expected.bytes) break
  }
  if (end + 1 >= expected.bytes && checksum !== expected.checksum) throw new MediaRefusal('archive_broken')
  if (held.length > 0) yield held
}
