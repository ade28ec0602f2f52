import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { Facts } from '../facts/facts'
import { MediaRefusal } from '../refusal'
import { isJunk, mustBeSafe, placed, readNames } from './names'
import { StretchReader } from './stretches'
import type { Stretches } from './stretches'

/** Limits of what a package may hold: files, and bytes unpacked. */
export const MOST_ENTRIES = 5000
export const MOST_UNPACKED = 512 * 1024 * 1024
/** What unpacks to much more than it is, is no work but a burden; small ones may, since text packs well. */
const MOST_TIMES = 100
const SMALL = 32 * 1024 * 1024

/** Where a package that leaves says whose it is, as JSON: a zip has no place for it that unpacking keeps. */
export const MARKS = 'kepu-marks.json'

export interface PackedFile {
  /** Its place in the work, with `/` between folders. */
  readonly name: string
  readonly bytes: number
  /** In hex. */
  readonly sha256: string
}

export interface Package {
  /** In the order of their names' code points. */
  readonly names: readonly string[]
  /** @throws MediaRefusal `archive_broken`; while it is read, when there are more or fewer bytes than the archive says */
  open(name: string): Promise<Readable>
  /** Those of them whose letters were guessed (`readNames`). */
  readonly guessed: readonly string[]
  has(name: string): boolean
  /** Length of a file, unpacked. */
  bytes(name: string): number
  /** CRC-32 that a file must have. */
  checksum(name: string): number
  close(): void
}

const SYMBOLIC_LINK = 0o120000
const FILE_TYPE = 0o170000

const isFolder = (name: string) => name.endsWith('/')
const broken = (error: unknown) =>
  error instanceof MediaRefusal ? error : new MediaRefusal('archive_broken', {}, error)

/**
 * Opens a game or another work made of files, as a zip: a file here by its path, any other by its stretches.
 * @throws MediaRefusal `archive_broken` (cut, encrypted, or with names or links that lead out of it), `package_too_many
 * {entries,maxEntries}`, `package_too_large {maxBytes}`, `package_names_clash`, `package_no_index`,
 * `package_forbidden_file {ending}`, `package_nested`
 */
export async function openPackage(from: string | Stretches): Promise<Package> {
  const options = { autoClose: false, decodeStrings: false }
  const opening =
    typeof from === 'string'
      ? yauzl.openPromise(from, options)
      : yauzl.fromRandomAccessReaderPromise(new StretchReader(from), from.bytes, options)
  const zip = await opening.catch((error: unknown) => {
    throw broken(error)
  })
  try {
    const { files: entries, guessed } = await filesOf(zip)
    const places = placed([...entries.keys()])
    const entryOf = (name: string) => {
      const entry = entries.get(places.get(name) ?? '')
      if (entry === undefined) throw new MediaRefusal('archive_broken')
      return entry
    }
    const names = [...places.keys()].sort()
    return {
      names,
      guessed: names.filter((name) => guessed.has(places.get(name) ?? '')),
      has: (name) => places.has(name),
      bytes: (name) => entryOf(name).uncompressedSize,
      open: async (name) => zip.openReadStreamPromise(entryOf(name)),
      checksum: (name) => entryOf(name).crc32,
      close: () => {
        zip.close()
      },
    }
  } catch (error) {
    zip.close()
    throw broken(error)
  }
}

async function filesOf(zip: ZipFile): Promise<{ files: Map<string, Entry>; guessed: Set<string> }> {
  if (zip.entryCount > MOST_ENTRIES)
    throw new MediaRefusal('package_too_many', { entries: zip.entryCount, maxEntries: MOST_ENTRIES })
  const all: Entry[] = []
  for await (const entry of zip.eachEntry()) all.push(entry)
  const files = new Map<string, Entry>()
  const guessed = new Set<string>()
  const maxBytes = Math.min(MOST_UNPACKED, Math.max(SMALL, MOST_TIMES * zip.fileSize))
  let [packed, unpacked] = [0, 0]
  for (const [index, { name, guessed: isGuessed }] of readNames(all).entries()) {
    const entry = all[index]
    if (entry === undefined || isJunk(name)) continue
    mustBeSafe(isFolder(name) ? name.slice(0, -1) : name)
    if (isFolder(name)) continue
    if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK || entry.isEncrypted())
      throw new MediaRefusal('archive_broken')
    const imitates = name.toLowerCase() === MARKS && name !== MARKS
    if (files.has(name) || imitates) throw new MediaRefusal('package_names_clash')
    files.set(name, entry)
    if (isGuessed) guessed.add(name)
    packed += entry.compressedSize
    // More than there is: files that lie over one another, to be unpacked again and again.
    if (packed > zip.fileSize) throw new MediaRefusal('archive_broken')
    unpacked += entry.uncompressedSize
    if (unpacked > maxBytes) throw new MediaRefusal('package_too_large', { maxBytes })
  }
  return { files, guessed }
}

/**
 * Unpacks every file of a package once, to nowhere: what it really holds, without marks that we gave it once. An archive
 * that lies about a size ends here.
 * @throws MediaRefusal as `openPackage`
 */
async function packedFiles(path: string): Promise<{ files: PackedFile[]; guessed: readonly string[] }> {
  const opened = await openPackage(path)
  try {
    const files: PackedFile[] = []
    for (const name of opened.names.filter((each) => each !== MARKS)) files.push(await hashed(opened, name))
    return { files, guessed: opened.guessed }
  } catch (error) {
    throw broken(error)
  } finally {
    opened.close()
  }
}

/** What a zip begins with, whatever its name says. */
const ZIP = Buffer.from('504b0304', 'hex')

async function hashed(opened: Package, name: string): Promise<PackedFile> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let [bytes, checksum] = [0, 0]
  for await (const chunk of (await opened.open(name)) as AsyncIterable<Buffer>) {
    if (head.length < ZIP.length) head = Buffer.concat([head, chunk.subarray(0, ZIP.length)])
    if (head.subarray(0, ZIP.length).equals(ZIP)) throw new MediaRefusal('package_nested')
    bytes += chunk.length
    checksum = crc32(chunk, checksum)
    hash.update(chunk)
  }
  if (checksum !== opened.checksum(name)) throw new MediaRefusal('archive_broken')
  return { name, bytes, sha256: hash.digest('hex') }
}

/** One hash for a package's contents, however it was packed: of its files' hashes and names, in their order. */
function contentHash(files: readonly PackedFile[]): string {
  const hash = createHash('sha256')
  for (const { name, sha256 } of files) hash.update(`${sha256}  ${name}\n`)
  return hash.digest('hex')
}

/** Enough to see whether the letters are right. */
const NAMES_SHOWN = 20

/** @throws MediaRefusal as `openPackage` */
export async function packageFacts(path: string): Promise<Facts> {
  const { files, guessed } = await packedFiles(path)
  const guessedNames = guessed.slice(0, NAMES_SHOWN)
  return {
    entries: files.length,
    contentSha256: contentHash(files),
    ...(guessedNames.length > 0 ? { guessedNames } : {}),
  }
}
