import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { errorCode } from '../refusal'
import type { ByteRange } from '../range'
import { checked, isId } from './storage'
import type { OpenedFile, Storage, StoredFile, Swept } from './storage'

/** The folder for files that are not put yet, which every store has on this disk. */
export interface TempFolder extends Pick<Storage, 'tempDir' | 'tempPath' | 'partPath' | 'room'> {
  unfinished(asked: Swept): Promise<string[]>
  discard(name: string): Promise<void>
}

export async function openTempFolder(root: string): Promise<TempFolder> {
  const tempDir = join(root, 'unfinished')
  await makeFolder(tempDir)
  return {
    tempDir,
    tempPath: async () => join(tempDir, randomUUID()),
    partPath: (id) => join(tempDir, checked(id)),
    room: async () => {
      const { bavail, bsize } = await statfs(tempDir)
      return bavail * bsize
    },
    unfinished: (asked) => unfinishedIn(tempDir, asked),
    discard: async (name) => rm(join(tempDir, checked(name)), { force: true }),
  }
}

async function unfinishedIn(tempDir: string, { known, olderThanSeconds }: Swept): Promise<string[]> {
  const before = Date.now() - olderThanSeconds * 1000
  const unfinished: string[] = []
  for (const name of (await readdir(tempDir)).sort()) {
    const found = isId(name) && !known.has(name) ? await statFile(join(tempDir, name), name) : null
    if (found !== null && found.modified.getTime() < before) unfinished.push(name)
  }
  return unfinished
}

export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (first !== undefined) await flushFolder(dirname(first))
}

/** Without this a rename may be lost with the power, although the bytes are safe. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function readFile(path: string, range?: ByteRange): Promise<OpenedFile | null> {
  const handle = await open(path, 'r').catch(nullWhenMissing)
  if (handle === null) return null
  try {
    const { size } = await handle.stat()
    return { stream: handle.createReadStream({ ...range, autoClose: true }), bytes: size }
  } catch (error) {
    await handle.close()
    throw error
  }
}

export async function statFile(path: string, id: string): Promise<StoredFile | null> {
  const found = await stat(path).catch(nullWhenMissing)
  return found === null ? null : { id, bytes: found.size, modified: found.mtime }
}

export function nullWhenMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}

/** sha256 in hex of the file at a path, or null when there is none; memory stays flat at any length. */
export async function hashFile(path: string): Promise<string | null> {
  const opened = await readFile(path)
  return opened === null ? null : hashOf(opened.stream)
}

export async function hashOf(stream: Readable): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of stream) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
