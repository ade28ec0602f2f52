import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readdir, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeFailure } from '../refusal'
import { makeFolder, statFile } from './disk'
import { StorageError } from './storage'
import type { Area, OpenedFile, PathOf } from './storage'

/** Copies on this disk of files that lie elsewhere: each stays while somebody uses it, and a little longer. */
export interface Copies {
  /** As `Storage.local`. */
  local<T>(use: (pathOf: PathOf) => Promise<T>): Promise<T>
  /** The file is another now, or none: who uses the copy keeps it, nobody else gets it. */
  forget(area: Area, id: string): void
}

export interface CopiesOptions {
  readonly folder: string
  readonly read: (area: Area, id: string) => Promise<OpenedFile | null>
  /** What copies that nobody uses may take, in bytes. */
  readonly idleBytes?: number
}

interface Copy {
  readonly key: string
  readonly path: string
  /** Resolves with its length when it lies there. */
  readonly brought: Promise<number>
  bytes: number
  users: number
  idle?: NodeJS.Timeout
}

const IDLE_BYTES = 1024 ** 3
/** The renditions of one file follow each other; an erased one must not lie about for long. */
const IDLE_MILLISECONDS = 600_000
/** Nothing uses a copy for so long: it was left by a process that died. */
const LEFT_MILLISECONDS = 86_400_000

export async function openCopies({ folder, read, idleBytes = IDLE_BYTES }: CopiesOptions): Promise<Copies> {
  await makeFolder(folder)
  await removeLeft(folder)
  /** In the order of their last use. */
  const copies = new Map<string, Copy>()

  function begin(area: Area, id: string): Copy {
    const path = join(folder, randomUUID())
    const copy: Copy = { key: `${area}/${id}`, path, brought: bring(read(area, id), path), bytes: 0, users: 0 }
    copy.brought.then(
      (bytes) => (copy.bytes = bytes),
      () => {
        letGo(copy)
      },
    )
    return copy
  }

  async function take(area: Area, id: string): Promise<Copy> {
    const copy = copies.get(`${area}/${id}`) ?? begin(area, id)
    copies.delete(copy.key)
    copies.set(copy.key, copy)
    clearTimeout(copy.idle)
    copy.users += 1
    await copy.brought
    await utimes(copy.path, new Date(), new Date())
    return copy
  }

  function giveBack(copy: Copy): void {
    copy.users -= 1
    if (copy.users > 0) return
    if (copies.get(copy.key) !== copy) {
      removeSoon(copy)
      return
    }
    copy.idle = setTimeout(() => {
      letGo(copy)
    }, IDLE_MILLISECONDS).unref()
    let bytes = 0
    for (const each of [...copies.values()].reverse()) {
      if (each.users > 0) continue
      bytes += each.bytes
      if (bytes > idleBytes) letGo(each)
    }
  }

  function letGo(copy: Copy): void {
    if (copies.get(copy.key) === copy) copies.delete(copy.key)
    clearTimeout(copy.idle)
    if (copy.users === 0) removeSoon(copy)
  }

  return {
    async local(use) {
      const taken: Promise<Copy>[] = []
      const pathOf: PathOf = async (area, id) => {
        const copy = take(area, id)
        taken.push(copy)
        return (await copy).path
      }
      try {
        return await use(pathOf)
      } finally {
        for (const each of await Promise.allSettled(taken)) if (each.status === 'fulfilled') giveBack(each.value)
      }
    },
    forget(area, id) {
      const copy = copies.get(`${area}/${id}`)
      if (copy !== undefined) letGo(copy)
    },
  }
}

const removeSoon = ({ path }: Copy) => void rm(path, { force: true }).catch(() => undefined)

/** @throws StorageError `storage_file_missing`; MediaRefusal `disk_full`, `storage_unavailable`; then nothing lies there. */
async function bring(opened: Promise<OpenedFile | null>, path: string): Promise<number> {
  const file = await opened
  if (file === null) throw new StorageError('storage_file_missing')
  await pour(file.stream, path)
  return file.bytes
}

async function pour(stream: Readable, path: string): Promise<void> {
  try {
    await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    await rm(path, { force: true })
    throw writeFailure(error)
  }
}

async function removeLeft(folder: string): Promise<void> {
  const before = Date.now() - LEFT_MILLISECONDS
  for (const name of await readdir(folder)) {
    const found = await statFile(join(folder, name), name)
    if (found !== null && found.modified.getTime() < before) await rm(join(folder, name), { force: true })
  }
}
