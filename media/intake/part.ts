import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { MediaRefusal, writeFailure } from '../refusal'
import { unbroken, writeAll } from './receive'

export interface PartLimits {
  readonly path: string
  /** Where in the file the bytes belong. What lies there already is written over. */
  readonly from: number
  /** The length of the whole file, in bytes. */
  readonly most: number
  /** Told every few seconds how much is on the disk for certain; `false`, or a failure, ends the writing. */
  readonly noted: (received: number) => Promise<boolean>
  /** Given every byte that was written, in order. */
  readonly hash?: { update(bytes: Uint8Array): unknown } | null
}

export interface ReceivedPart {
  /** How much of the file is on the disk for certain. */
  readonly received: number
  /** Why no more came; `null` when the sender sent all it wanted to. */
  readonly broken: Error | null
}

/** Between two notes, in milliseconds. */
const beat = 5_000

/**
 * Writes a stream into a file that is brought in parts, and tells how far it came, whether the stream ended or broke off.
 * Nothing is told before it is flushed. Memory stays flat at any length.
 * @throws nothing that the stream or the disk do: that is `broken`, as MediaRefusal `upload_interrupted`, `disk_full`,
 * or `file_too_large` where more came than was declared.
 */
export async function receivePart(source: Readable, limits: PartLimits): Promise<ReceivedPart> {
  // Until the file is open nobody reads, and a failing stream that nobody listens to would end the process.
  source.once('error', () => undefined)
  try {
    const handle = await open(limits.path, constants.O_RDWR | constants.O_CREAT, 0o600)
    try {
      return await pour(source, handle, limits)
    } finally {
      await handle.close()
    }
  } catch (error) {
    return { received: limits.from, broken: asError(writeFailure(error)) }
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error('the part broke off', { cause: error }))

async function pour(
  source: Readable,
  handle: FileHandle,
  { from, most, noted, hash }: PartLimits,
): Promise<ReceivedPart> {
  let at = from
  let broken: Error | null = null
  const stop = everyBeat(source, async () => {
    const now = at
    await handle.datasync()
    return noted(now)
  })
  try {
    for await (const chunk of unbroken(source)) {
      if (at + chunk.length > most) throw new MediaRefusal('file_too_large', { maxBytes: most })
      await writeAll(handle, chunk, at)
      at += chunk.length
      hash?.update(chunk)
    }
  } catch (error) {
    broken = asError(error)
  }
  await stop()
  await handle.datasync()
  return { received: at, broken }
}

/** Notes how far it is, and lets go of the sender when nobody wants this writing any more. */
function everyBeat(source: Readable, note: () => Promise<boolean>): () => Promise<void> {
  const letGo = () => void source.destroy()
  let noting = Promise.resolve()
  const timer = setInterval(() => {
    noting = noting.then(note).then((wanted) => {
      if (!wanted) letGo()
    }, letGo)
  }, beat)
  return () => {
    clearInterval(timer)
    return noting
  }
}
