import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { MediaRefusal, writeFailure } from '../refusal'

export interface Received {
  /** The temporary file; whoever puts it into the storage or discards it ends its life. */
  readonly path: string
  readonly bytes: number
  /** Of all bytes, in hex. */
  readonly sha256: string
  /** Removes the temporary file; fine when it is gone already. */
  discard(): Promise<void>
}

/**
 * Writes a stream to a new temporary file, hashing and counting while it comes in; memory stays flat at any length.
 * Whatever goes wrong, the temporary file is gone before this rejects.
 * @param maxBytes the largest length taken, in bytes.
 * @throws MediaRefusal `file_too_large`, `file_empty`, `disk_full`, `upload_interrupted` (the source broke off).
 */
export async function receiveUpload(
  source: Readable,
  { maxBytes, tempDir }: { maxBytes: number; tempDir: string },
): Promise<Received> {
  const path = join(tempDir, randomUUID())
  const discard = () => rm(path, { force: true })
  // Until the file is open nobody reads, and a failing stream that nobody listens to would end the process.
  source.once('error', () => undefined)
  try {
    const handle = await openNew(path, tempDir)
    try {
      return { path, ...(await pour(source, handle, maxBytes)), discard }
    } finally {
      await handle.close()
    }
  } catch (error) {
    source.destroy()
    await discard()
    throw error
  }
}

async function openNew(path: string, tempDir: string): Promise<FileHandle> {
  try {
    await mkdir(tempDir, { recursive: true })
    return await open(path, 'wx', 0o600)
  } catch (error) {
    throw writeFailure(error)
  }
}

async function pour(
  source: Readable,
  handle: FileHandle,
  maxBytes: number,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of unbroken(source)) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new MediaRefusal('file_too_large', { maxBytes })
    hash.update(chunk)
    await writeAll(handle, chunk)
  }
  if (bytes === 0) throw new MediaRefusal('file_empty')
  return { bytes, sha256: hash.digest('hex') }
}

/** The chunks of a stream; a stream that fails or is cut off before its end becomes `upload_interrupted`. */
export async function* unbroken(source: Readable): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]()
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw new MediaRefusal('upload_interrupted', {}, error)
    })
    if (next.done === true) return
    yield Buffer.from(next.value as Uint8Array | string)
  }
}

/** All of a chunk, at a place of the file or where it ends. */
export async function writeAll(handle: FileHandle, chunk: Buffer, at: number | null = null): Promise<void> {
  try {
    for (let done = 0; done < chunk.length;) {
      const place = at === null ? null : at + done
      const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, place)
      done += bytesWritten
    }
  } catch (error) {
    throw writeFailure(error)
  }
}
