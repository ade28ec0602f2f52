import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, copyFile, link, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode, writeFailure } from '../refusal'
import { flushFolder, hashFile, makeFolder, nullWhenMissing, openTempFolder, readFile, statFile } from './disk'
import { AREAS, StorageError, checked, isId, orphansOf } from './storage'
import type { Area, PathOf, Storage, StoredFile } from './storage'

const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV'])

/** Opens (and makes, when missing) a folder store below `root`. Uploads are written on the same disk, so putting is a rename. */
export async function openFolder(root: string): Promise<Storage> {
  const temp = await openTempFolder(root)
  for (const area of AREAS) await makeFolder(join(root, area))
  const { tempDir, tempPath, partPath, room } = temp
  const path = (area: Area, id: string) => join(root, area, checked(id).slice(0, 2), id)
  const pathOf: PathOf = async (area, id) => {
    if ((await statFile(path(area, id), id)) === null) throw new StorageError('storage_file_missing')
    return path(area, id)
  }
  const list = (area: Area) => listArea(join(root, area))
  return {
    ...{ tempDir, tempPath, partPath, room, list },
    put: async (area, id, from) => putFile(path(area, id), from, { sealed: area === 'sealed', tempDir }),
    read: async (area, id, range) => readFile(path(area, id), range),
    stat: async (area, id) => statFile(path(area, id), id),
    local: (use) => use(pathOf),
    hash: async (area, id) => hashFile(path(area, id)),
    remove: async (area, id) => removeFile(path(area, id)),
    sweep: async (asked) => ({ orphans: await orphansOf({ list }, asked), unfinished: await temp.unfinished(asked) }),
    discardUnfinished: async (name) => temp.discard(name),
    ready: () => access(tempDir, constants.W_OK),
    createOnly: true,
  }
}

interface PutOptions {
  sealed: boolean
  tempDir: string
}

/** Flushed to the disk first, renamed second. */
async function putFile(target: string, from: string, { sealed, tempDir }: PutOptions): Promise<void> {
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

async function removeFile(path: string): Promise<boolean> {
  return (await rm(path).then(() => true, nullWhenMissing)) ?? false
}

async function* listArea(folder: string): AsyncIterable<StoredFile> {
  for (const shard of (await readdir(folder)).sort()) {
    for (const id of (await readdir(join(folder, shard))).sort()) {
      const found = isId(id) ? await statFile(join(folder, shard, id), id) : null
      if (found !== null) yield found
    }
  }
}
