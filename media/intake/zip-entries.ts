import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { MediaRefusal } from '../refusal'

const END_OF_DIRECTORY = 0x06054b50
const ENTRY = 0x02014b50
const END_LENGTH = 22
const LONGEST_COMMENT = 65535
const LONGEST_DIRECTORY = 16 * 1024 * 1024

/** How files may be packed (APPNOTE 4.4.5): as they are, or deflated, which is what every program packs by unless told otherwise. */
const METHODS: readonly number[] = [0, 8]
/** What people know other ways by. */
const KNOWN: Readonly<Record<number, string>> = {
  ...{ 1: 'Shrink', 6: 'Implode', 9: 'Deflate64', 12: 'BZIP2', 14: 'LZMA', 93: 'Zstandard', 95: 'XZ', 98: 'PPMd' },
}
/** Packed by whatever method and then encrypted (APPNOTE appendix E), and the flag of what is encrypted at all. */
const [AES, ENCRYPTED] = [99, 1]

/**
 * The names in a zip's central directory (APPNOTE 4.3.12), as bytes read as latin1: enough to tell a document from a
 * package and to count entries. Nothing is unpacked.
 * @throws MediaRefusal `archive_encrypted`; `archive_method {method}` for one that is packed in a way that is not read;
 * `archive_broken` for a cut, lying, split or ZIP64 archive (over 65,534 entries or 4 GiB).
 */
export async function zipEntries(path: string): Promise<string[]> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { count, offset, length } = await findDirectory(file, size)
    return namesIn(await readAt(file, offset, length), count)
  } finally {
    await file.close()
  }
}

async function findDirectory(file: FileHandle, size: number) {
  const tailLength = Math.min(size, END_LENGTH + LONGEST_COMMENT)
  const tail = await readAt(file, size - tailLength, tailLength)
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue
    const count = tail.readUInt16LE(at + 10)
    const length = tail.readUInt32LE(at + 12)
    const offset = tail.readUInt32LE(at + 16)
    const whole = offset + length <= size && length <= LONGEST_DIRECTORY && count < 0xffff
    if (whole && tail.readUInt16LE(at + 4) === 0) return { count, offset, length }
    break
  }
  throw new MediaRefusal('archive_broken')
}

function namesIn(directory: Buffer, count: number): string[] {
  const names: string[] = []
  for (let at = 0; names.length < count;) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) throw new MediaRefusal('archive_broken')
    mustBeReadable(directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10))
    const nameLength = directory.readUInt16LE(at + 28)
    names.push(directory.toString('latin1', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return names
}

function mustBeReadable(flags: number, method: number): void {
  if ((flags & ENCRYPTED) !== 0 || method === AES) throw new MediaRefusal('archive_encrypted')
  if (!METHODS.includes(method)) throw new MediaRefusal('archive_method', { method: KNOWN[method] ?? method })
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  if (bytesRead < length) throw new MediaRefusal('archive_broken')
  return bytes
}
