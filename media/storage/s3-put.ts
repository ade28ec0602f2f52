import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { CompletedPart } from '@aws-sdk/client-s3'
import { answered, isTaken } from './bucket'
import type { Bucket } from './bucket'

/** Of one part in bytes, and so much memory a put takes; ten thousand of them are 78 GiB. */
const PART = 8 * 1024 * 1024

/**
 * What became of a file that was sent: whole there and its checksum confirmed by the server; there, and the server says
 * nothing of checksums; or not written, since something lies there.
 */
export type Sent = 'confirmed' | 'unconfirmed' | 'taken'

/**
 * Sends a file, in one piece or in parts; nothing is seen of it before it is whole.
 * @param create only where nothing lies there
 */
export async function sendFile(bucket: Bucket, key: string, path: string, create: boolean): Promise<Sent> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const work =
      size <= PART ? inOnePiece(bucket, key, handle, size, create) : inParts(bucket, key, handle, size, create)
    return await answered(work.catch(takenOrThrow))
  } finally {
    await handle.close()
  }
}

function takenOrThrow(error: unknown): Sent {
  if (isTaken(error)) return 'taken'
  throw error
}

const condition = (create: boolean) => (create ? { IfNoneMatch: '*' } : {})
const sumOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64')

async function inOnePiece(
  { client, name, prefix }: Bucket,
  key: string,
  file: FileHandle,
  size: number,
  create: boolean,
) {
  const Body = await bytesAt(file, 0, Buffer.alloc(size))
  const ChecksumSHA256 = sumOf(Body)
  const answer = await client.send(
    new PutObjectCommand({ Bucket: name, Key: prefix + key, Body, ChecksumSHA256, ...condition(create) }),
  )
  return answer.ChecksumSHA256 === ChecksumSHA256 ? 'confirmed' : 'unconfirmed'
}

async function inParts({ client, name, prefix }: Bucket, key: string, file: FileHandle, size: number, create: boolean) {
  const where = { Bucket: name, Key: prefix + key }
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...where, ChecksumAlgorithm: 'SHA256' }))
  const upload = { ...where, UploadId }
  try {
    const parts: CompletedPart[] = []
    let confirmed = true
    const buffer = Buffer.alloc(PART)
    for (let from = 0; from < size; from += PART) {
      const Body = await bytesAt(file, from, buffer.subarray(0, Math.min(PART, size - from)))
      const part = { PartNumber: parts.length + 1, ChecksumSHA256: sumOf(Body) }
      const answer = await client.send(new UploadPartCommand({ ...upload, ...part, Body }))
      confirmed &&= answer.ChecksumSHA256 === part.ChecksumSHA256
      parts.push({ ...part, ETag: answer.ETag })
    }
    const done = { ...upload, MultipartUpload: { Parts: parts }, ...condition(create) }
    await client.send(new CompleteMultipartUploadCommand(done))
    return confirmed ? 'confirmed' : 'unconfirmed'
  } catch (error) {
    // Where this fails too the sweep finds it, and a rule of the bucket may remove it before.
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined)
    throw error
  }
}

/** @throws Error when the file became shorter meanwhile */
async function bytesAt(file: FileHandle, from: number, into: Buffer): Promise<Buffer> {
  for (let read = 0; read < into.length;) {
    const { bytesRead } = await file.read(into, read, into.length - read, from + read)
    if (bytesRead === 0) throw new Error('the file became shorter while it was sent')
    read += bytesRead
  }
  return into
}
