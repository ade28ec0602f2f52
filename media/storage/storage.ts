import type { Readable } from 'node:stream'
import type { ByteRange } from '../range'

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
  /** Names in the temporary folder, and of unfinished parts in a bucket, that old writers left behind. */
  readonly unfinished: readonly string[]
}

export interface Swept {
  readonly known: ReadonlySet<string>
  readonly olderThanSeconds: number
}

/** A wrong id, another file under a sealed id, or a file that is gone: a fault of the program, never of the person. */
export class StorageError extends Error {
  readonly code: 'storage_id_invalid' | 'storage_sealed_differs' | 'storage_file_missing'

  constructor(code: StorageError['code']) {
    super(code)
    this.name = 'StorageError'
    this.code = code
  }
}

/** The store cannot be used as it is configured: which part of the configuration is at fault. */
export class StorageUnusable extends Error {
  readonly fault: 'folder' | 'endpoint' | 'region' | 'bucket' | 'keys'

  constructor(fault: StorageUnusable['fault'], cause?: unknown) {
    super(`storage unusable: ${fault}`, { cause })
    this.name = 'StorageUnusable'
    this.fault = fault
  }
}

/** Where a stored file lies on this disk. @throws StorageError `storage_file_missing` */
export type PathOf = (area: Area, id: string) => Promise<string>

/**
 * Files under ids, in a folder or in a bucket. Every method rejects with StorageError('storage_id_invalid') for an id that
 * is no uuid, and those of a bucket with MediaRefusal('storage_unavailable') when it does not answer, tries included.
 */
export interface Storage {
  /** Where uploads are written before they are put; always on this disk. */
  readonly tempDir: string
  /** A new path in `tempDir` for a maker to write to. */
  tempPath(): Promise<string>
  /** The path in `tempDir` of a file that comes in parts. The file need not exist. */
  partPath(id: string): string
  /** How many bytes the disk of `tempDir` still has room for. */
  room(): Promise<number>
  /**
   * Takes the file at `path` (which is gone afterwards) in under its id, so that a file under its id is always whole.
   * Putting the same bytes again is fine.
   * @throws MediaRefusal `disk_full`; StorageError `storage_sealed_differs` when other bytes are sealed under this id.
   */
  put(area: Area, id: string, path: string): Promise<void>
  /** The bytes, whole or a range (inclusive at both ends), or null when there is no such file. */
  read(area: Area, id: string, range?: ByteRange): Promise<OpenedFile | null>
  stat(area: Area, id: string): Promise<StoredFile | null>
  /**
   * Does something with files that must lie on this disk: each that is asked for lies where `pathOf` says until `use` has
   * ended, and is there to be read only.
   */
  local<T>(use: (pathOf: PathOf) => Promise<T>): Promise<T>
  /** sha256 in hex of what is stored now, read anew, or null when there is no such file. */
  hash(area: Area, id: string): Promise<string | null>
  /** True when there was one. */
  remove(area: Area, id: string): Promise<boolean>
  /** Every file of an area, in the order of ids. */
  list(area: Area): AsyncIterable<StoredFile>
  /**
   * Finds, and does not remove: files, unfinished ones too, whose id is not in `known`, untouched for longer than
   * `olderThanSeconds`. Choose an age longer than the slowest upload, or a running one is called an orphan.
   */
  sweep(asked: Swept): Promise<SweepFinding>
  /** Removes one name that `sweep` found unfinished. */
  discardUnfinished(name: string): Promise<void>
  /** Resolves when files can be read and written now. */
  ready(): Promise<void>
  /** Whether the store itself refuses to replace what is sealed; if not, it is looked at before, and a race remains. */
  readonly createOnly: boolean
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isId = (id: string): boolean => UUID.test(id)

/** @throws StorageError `storage_id_invalid` */
export function checked(id: string): string {
  if (!isId(id)) throw new StorageError('storage_id_invalid')
  return id
}

/** What of a store nobody knows, and is old enough. */
export async function orphansOf(
  { list }: Pick<Storage, 'list'>,
  { known, olderThanSeconds }: Swept,
): Promise<(StoredFile & { area: Area })[]> {
  const before = Date.now() - olderThanSeconds * 1000
  const orphans: (StoredFile & { area: Area })[] = []
  for (const area of AREAS) {
    for await (const file of list(area)) {
      if (!known.has(file.id) && file.modified.getTime() < before) orphans.push({ ...file, area })
    }
  }
  return orphans
}
