import { Readable } from 'node:stream'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import type { ByteRange } from '../range'
import { answeredOrNull, unavailable } from './bucket'
import type { Bucket } from './bucket'
import type { OpenedFile } from './storage'

/** A file, or a range of it; `null` when there is none. */
export async function readObject(bucket: Bucket, key: string, range?: ByteRange): Promise<OpenedFile | null> {
  const first = await get(bucket, key, range)
  if (first === null) return null
  const start = range?.start ?? 0
  const stream = goingOn({
    first: first.body,
    length: first.length,
    tries: bucket.tries,
    again: async (done) => {
      const next = await get(bucket, key, { start: start + done, end: start + first.length - 1 }, first.etag)
      if (next === null) throw new Error('the file is gone')
      return next.body
    },
  })
  return { stream, bytes: first.bytes }
}

interface Got {
  body: Readable
  /** Of what comes, and of the whole file, in bytes. */
  length: number
  bytes: number
  etag: string | undefined
}

async function get(
  { client, name, prefix }: Bucket,
  key: string,
  range?: ByteRange,
  etag?: string,
): Promise<Got | null> {
  const asked = {
    ...{ Bucket: name, Key: prefix + key },
    ...(range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }),
    ...(etag === undefined ? {} : { IfMatch: etag }),
  }
  const answer = await answeredOrNull(client.send(new GetObjectCommand(asked)))
  if (answer === null) return null
  const body = answer.Body as Readable
  // Between two reads nobody listens, and a connection that breaks off then must not end the process.
  body.on('error', () => undefined)
  const length = answer.ContentLength ?? 0
  const bytes = Number(/\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1] ?? length)
  return { body, length, bytes, etag: answer.ETag }
}

interface Going {
  readonly first: Readable
  /** How many bytes are to come. */
  readonly length: number
  readonly tries: number
  /** The rest, when so many bytes have come. */
  readonly again: (done: number) => Promise<Readable>
}

/**
 * One stream, whatever becomes of the connection: where it breaks off, or was closed because its reader paused, the rest is
 * asked for. Whoever lets go of the stream closes the connection.
 */
function goingOn({ first, length, tries, again }: Going): Readable {
  let body = first
  let chunks = iterate(body)
  let done = 0

  async function next(): Promise<Buffer | null> {
    for (let tried = 1; done < length; tried++) {
      const chunk = await chunks.next().then(({ value }) => value, orEnd(tried))
      if (chunk !== undefined) {
        done += chunk.length
        return chunk
      }
      if (tried >= tries) throw new Error('the file broke off')
      await goOn()
    }
    return null
  }

  const orEnd = (tried: number) => (error: unknown) => {
    if (stream.destroyed || tried >= tries) throw error
    return undefined
  }

  async function goOn() {
    body.destroy()
    body = await again(done)
    if (stream.destroyed) body.destroy()
    chunks = iterate(body)
  }

  const stream = new Readable({
    read() {
      next().then(
        (chunk) => this.push(chunk),
        (error: unknown) => this.destroy(unavailable(error)),
      )
    },
    destroy(error, closed) {
      body.destroy()
      closed(error)
    },
  })
  return stream
}

const iterate = (body: Readable): AsyncIterator<Buffer, undefined> =>
  body[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>
