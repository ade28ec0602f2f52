import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { errorCode, writeFailure } from './refusal'
import type { ByteRange } from './range'

/** 'sealed' holds originals and never changes a file; 'renditions' and 'blind' hold what can be made again. */
export const AREAS = ['sealed', 'renditions', 'blind'] as const
export type Area = (typeof AREAS)[number]

export interface StoredFile {
  readonly id: string
  /** Length in bytes. */
  readonly bytes: number
  readonly modified: Date
}

export interface OpenedFile {
  readonly stream: Readable
  /** Length of the whole file in bytes, not of the range. */
  readonly bytes: number
}

export interface SweepFinding {
  /** Files whose id nobody knows, older than the age asked for. */
  readonly orphans: readonly (StoredFile & { readonly area: Area })[]
  /** Names in the temporary folder that old writers left behind. */
  readonly unfinished: readonly string[]
}

/** A wrong id, or another file under a sealed id: a fault of the program, never of the person. */
export class StorageError extends Error {
  readonly code: 'storage_id_invalid' | 'storage_sealed_differs'

  constructor(code: StorageError['code']) {
    super(code)
    this.name = 'StorageError'
    this.code = code
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV'])

/** A folder of files under ids. Every method rejects with StorageError('storage_id_invalid') for an id that is no uuid. */
export interface Storage {
  /** Where uploads are written before they are put: on the same disk, so that putting is a rename. */
  readonly tempDir: string
  /** A new path in `tempDir` for a maker to write to. */
  tempPath(): Promise<string>
  /** The path in `tempDir` of a file that comes in parts. The file need not exist. */
  partPath(id: string): string
  /** How many bytes the disk still has room for. */
  room(): Promise<number>
  /**
   * Takes the file at `path` (which is gone afterwards) in under its id: flushed to the disk first, renamed second, so
   * that a file under its final name is always whole. Putting the same bytes again is fine.
   * @throws MediaRefusal `disk_full`; StorageError `storage_sealed_differs` when other bytes are sealed under this id.
   */
  put(area: Area, id: string, path: string): Promise<StoredFile>
  /** The bytes, whole or a range (inclusive at both ends), or null when there is no such file. */
  read(area: Area, id: string, range?: ByteRange): Promise<OpenedFile | null>
  stat(area: Area, id: string): Promise<StoredFile | null>
  /** The path for a tool that must read it by itself. The file need not exist. */
  path(area: Area, id: string): string
  /** sha256 in hex of what is on the disk now, or null when there is no such file. */
  hash(area: Area, id: string): Promise<string | null>
  /** True when there was one. */
  remove(area: Area, id: string): Promise<boolean>
  /** Every file of an area, in the order of ids. */
  list(area: Area): AsyncIterable<StoredFile>
  /**
   * Finds, and does not remove: files, temporary ones too, whose id is not in `known`, untouched for longer than
   * `olderThanSeconds`. Choose an age longer than the slowest upload, or a running one is called an orphan.
   */
  sweep(asked: { known: ReadonlySet<string>; olderThanSeconds: number }): Promise<SweepFinding>
  /** Removes one name that `sweep` found unfinished. */
  discardUnfinished(name: string): Promise<void>
}

/** Opens (and makes, when missing) a folder store below `root`. */
export async function openStorage({ root }: { root: string }): Promise<Storage> {
  const tempDir = join(root, 'unfinished')
  for (const folder of [tempDir, ...AREAS.map((area) => join(root, area))]) await makeFolder(folder)

  const path = (area: Area, id: string) => join(root, area, checked(id).slice(0, 2), id)
  return {
    tempDir,
    path,
    tempPath: async () => join(tempDir, randomUUID()),
    partPath: (id) => join(tempDir, checked(id)),
    room: async () => {
      const { bavail, bsize } = await statfs(root)
      return bavail * bsize
    },
    put: async (area, id, from) => putFile(path(area, id), from, { id, sealed: area === 'sealed', tempDir }),
    read: async (area, id, range) => readFile(path(area, id), range),
    stat: async (area, id) => statFile(path(area, id), id),
    hash: async (area, id) => hashFile(path(area, id)),
    remove: async (area, id) => removeFile(path(area, id)),
    list: (area) => listArea(join(root, area)),
    sweep: async (asked) => sweepRoot(root, tempDir, asked),
    discardUnfinished: async (name) => rm(join(tempDir, checked(name)), { force: true }),
  }
}

function checked(id: string): string {
  if (!UUID.test(id)) throw new StorageError('storage_id_invalid')
  return id
}

async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (first !== undefined) await flushFolder(dirname(first))
}

/** Without this a rename may be lost with the power, although the bytes are safe. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

interface PutOptions {
  id: string
  sealed: boolean
  tempDir: string
}

async function putFile(target: string, from: string, { id, sealed, tempDir }: PutOptions): Promise<StoredFile> {
  try {
    await makeFolder(dirname(target))
    const local = await bringToThisDisk(from, tempDir)
    await flushFile(local)
    if (sealed) await sealAs(target, local)
    else await rename(local, target)
    await flushFolder(dirname(target))
    if (local !== from) await rm(from, { force: true })
  } catch (error) {
    throw writeFailure(error)
  }
  const stored = await statFile(target, id)
  if (stored === null) throw new Error('a file that was just put is gone')
  return stored
}

async function bringToThisDisk(from: string, tempDir: string): Promise<string> {
  const [there, here] = [await stat(from), await stat(tempDir)]
  if (there.dev === here.dev) return from
  const copy = join(tempDir, randomUUID())
  try {
    await copyFile(from, copy, constants.COPYFILE_EXCL)
    return copy
  } catch (error) {
    await rm(copy, { force: true })
    throw error
  }
}

async function flushFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A link, unlike a rename, never replaces what is there: two writers of one sealed id cannot overwrite each other. */
async function sealAs(target: string, local: string): Promise<void> {
  try {
    await link(local, target)
    await rm(local)
    return
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' && !NO_HARD_LINKS.has(errorCode(error))) throw error
  }
  const there = await hashFile(target)
  if (there === null) return rename(local, target)
  if (there !== (await hashFile(local))) throw new StorageError('storage_sealed_differs')
  await rm(local)
}

async function readFile(path: string, range?: ByteRange): Promise<OpenedFile | null> {
  const handle = await openOrNull(path)
  if (handle === null) return null
  try {
    const { size } = await handle.stat()
    return { stream: handle.createReadStream({ ...range, autoClose: true }), bytes: size }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function openOrNull(path: string) {
  return open(path, 'r').catch(nullWhenMissing)
}

function nullWhenMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}

async function statFile(path: string, id: string): Promise<StoredFile | null> {
  const found = await stat(path).catch(nullWhenMissing)
  return found === null ? null : { id, bytes: found.size, modified: found.mtime }
}

/** sha256 in hex of the file at a path, or null when there is none; memory stays flat at any length. */
export async function hashFile(path: string): Promise<string | null> {
  const opened = await readFile(path)
  if (opened === null) return null
  const hash = createHash('sha256')
  for await (const chunk of opened.stream) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function removeFile(path: string): Promise<boolean> {
  return (await rm(path).then(() => true, nullWhenMissing)) ?? false
}

async function* listArea(folder: string): AsyncIterable<StoredFile> {
  for (const shard of (await readdir(folder)).sort()) {
    for (const id of (await readdir(join(folder, shard))).sort()) {
      const found = UUID.test(id) ? await statFile(join(folder, shard, id), id) : null
      if (found !== null) yield found
    }
  }
}

async function sweepRoot(
  root: string,
  tempDir: string,
  { known, olderThanSeconds }: { known: ReadonlySet<string>; olderThanSeconds: number },
): Promise<SweepFinding> {
  const before = Date.now() - olderThanSeconds * 1000
  const orphans: (StoredFile & { area: Area })[] = []
  for (const area of AREAS) {
    for await (const file of listArea(join(root, area))) {
      if (!known.has(file.id) && file.modified.getTime() < before) orphans.push({ ...file, area })
    }
  }
  const unfinished: string[] = []
  for (const name of (await readdir(tempDir)).sort()) {
    const found = UUID.test(name) && !known.has(name) ? await statFile(join(tempDir, name), name) : null
    if (found !== null && found.modified.getTime() < before) unfinished.push(name)
  }
  return { orphans, unfinished }
}
