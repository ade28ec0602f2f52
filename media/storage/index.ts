import { openFolder } from './folder'
import type { S3Options } from './s3-options'
import { StorageUnusable } from './storage'
import type { Storage } from './storage'

export { hashFile } from './disk'
export { AREAS, StorageError, StorageUnusable } from './storage'
export type { Area, OpenedFile, PathOf, Storage, StoredFile, SweepFinding } from './storage'
export type { Patience, S3Options } from './s3-options'

export interface StorageOptions {
  /** A folder on this disk: of everything, or with a bucket of what comes in and of copies in use. */
  readonly root: string
  readonly s3?: S3Options | null
}

/** @throws StorageUnusable */
export async function openStorage({ root, s3 }: StorageOptions): Promise<Storage> {
  if (s3) return (await import('./s3')).openS3(root, s3)
  return openFolder(root).catch((error: unknown) => {
    throw new StorageUnusable('folder', error)
  })
}
