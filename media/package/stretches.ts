import { PassThrough, pipeline } from 'node:stream'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import type { ByteRange } from '../range'

/** A file that is read in stretches, wherever it lies. */
export interface Stretches {
  /** Length of the whole in bytes. */
  readonly bytes: number
  /** @returns null when it is not there any more */
  read(range: ByteRange): Promise<{ readonly stream: Readable } | null>
}

/** The list at a package's end is read in small bites: so many bytes are fetched at once. */
const WINDOW = 64 * 1024

interface Held {
  readonly start: number
  readonly bytes: Buffer
}

/** What yauzl reads an archive by. Ends are exclusive there. */
export class StretchReader extends yauzl.RandomAccessReader {
  private held: Held = { start: 0, bytes: Buffer.alloc(0) }

  constructor(private readonly file: Stretches) {
    super()
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const through = new PassThrough()
    this.file.read({ start, end: end - 1 }).then(
      (opened) => {
        if (opened === null) through.destroy(new Error('the package is gone'))
        else pipeline(opened.stream, through, () => undefined)
      },
      (error: unknown) => through.destroy(error instanceof Error ? error : new Error(String(error))),
    )
    return through
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.stretch(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset)
        callback(null)
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)))
      },
    )
  }

  private async stretch(start: number, length: number): Promise<Buffer> {
    if (!holds(this.held, start, length)) this.held = { start, bytes: await this.fetched(start, length) }
    const { held } = this
    // Somebody else may have fetched another stretch meanwhile.
    if (!holds(held, start, length)) return (await this.fetched(start, length)).subarray(0, length)
    return held.bytes.subarray(start - held.start, start - held.start + length)
  }

  private async fetched(start: number, length: number): Promise<Buffer> {
    const end = Math.min(this.file.bytes, start + Math.max(length, WINDOW)) - 1
    const opened = await this.file.read({ start, end })
    if (opened === null) throw new Error('the package is gone')
    const parts: Buffer[] = []
    for await (const part of opened.stream as AsyncIterable<Buffer>) parts.push(part)
    const bytes = Buffer.concat(parts)
    if (bytes.length < length) throw new Error('the package is cut off')
    return bytes
  }
}

const holds = (held: Held, start: number, length: number): boolean =>
  start >= held.start && start + length <= held.start + held.bytes.length
