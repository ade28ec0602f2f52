import busboy from 'busboy'
import type { Busboy } from 'busboy'
import type { Readable } from 'node:stream'
import { MediaRefusal } from '../refusal'
import { normaliseFileName } from './file-name'
import { receiveUpload } from './receive'
import type { Received } from './receive'

export interface ReceivedFile extends Received {
  /** The name of the form's field. */
  readonly field: string
  /** The sender's name for the file, normalised, or '' when none was given. */
  readonly name: string
  /** The type the sender declared, or '' when none. Not to be believed: `sniffKind` compares it. */
  readonly mime: string
}

export interface MultipartForm {
  /** Every value of every field, in the order sent. */
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly files: readonly ReceivedFile[]
  /** Removes all temporary files that are still there. */
  discard(): Promise<void>
}

export interface MultipartLimits {
  readonly tempDir: string
  /** Per file, in bytes. */
  readonly maxFileBytes: number
  readonly maxFiles?: number
  readonly maxFields?: number
  /** Per field value, in bytes of UTF-8. */
  readonly maxFieldBytes?: number
  /** How much of a refused request is still read (and thrown away), in bytes, so that a browser sees the answer. */
  readonly drainBytes?: number
}

const DEFAULTS = { maxFiles: 20, maxFields: 500, maxFieldBytes: 256 * 1024, drainBytes: 64 * 1024 * 1024 }

/**
 * Reads a multipart/form-data request: small fields into memory, files to temporary files one after another.
 * A file input that was left empty counts as no file. On any refusal every temporary file is removed first.
 * @param source the request's bytes. @param contentType its Content-Type header.
 * @throws MediaRefusal of `receiveUpload`, `form_not_multipart`, `form_broken`, `form_too_many_parts`,
 * `form_field_too_large`.
 */
export async function readMultipart(
  source: Readable,
  contentType: string | null | undefined,
  limits: MultipartLimits,
): Promise<MultipartForm> {
  const asked = { ...DEFAULTS, ...limits }
  const parser = openParser(contentType, asked)
  const fields = new Map<string, string[]>()
  const receiving: Promise<ReceivedFile | null>[] = []

  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('file', (field, stream, info) => {
        const one = receiveFile(stream, field, info, asked)
        one.catch(reject)
        receiving.push(one)
      })
      parser.on('field', (field, value, info) => {
        if (info.nameTruncated || info.valueTruncated) reject(tooLarge(asked.maxFieldBytes))
        else fields.set(field, [...(fields.get(field) ?? []), value])
      })
      for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
        parser.on(event, () => reject(new MediaRefusal('form_too_many_parts', pick(asked))))
      }
      parser.on('close', resolve)
      parser.on('error', (error) =>
        reject(new MediaRefusal(source.readableEnded ? 'form_broken' : 'upload_interrupted', {}, error)),
      )
      source.on('error', (error) => reject(new MediaRefusal('upload_interrupted', {}, error)))
      source.on('close', () => {
        if (!source.readableEnded) reject(new MediaRefusal('upload_interrupted'))
      })
      source.pipe(parser)
    })
    const files = (await Promise.all(receiving)).filter((file) => file !== null)
    return { fields, files, discard: () => discardAll(files) }
  } catch (error) {
    source.unpipe(parser)
    parser.destroy()
    const done = await Promise.allSettled(receiving)
    await discardAll(done.map((one) => (one.status === 'fulfilled' ? one.value : null)))
    await drain(source, asked.drainBytes)
    throw error
  }
}

type Asked = Required<MultipartLimits>

function openParser(contentType: string | null | undefined, asked: Asked): Busboy {
  if (!/^multipart\/form-data\b/i.test(contentType ?? '')) throw new MediaRefusal('form_not_multipart')
  try {
    return busboy({
      headers: { 'content-type': contentType ?? '' },
      defParamCharset: 'utf8',
      limits: { files: asked.maxFiles, fields: asked.maxFields, fieldSize: asked.maxFieldBytes, headerPairs: 50 },
    })
  } catch (error) {
    throw new MediaRefusal('form_not_multipart', {}, error)
  }
}

async function receiveFile(
  stream: Readable,
  field: string,
  info: busboy.FileInfo,
  asked: Asked,
): Promise<ReceivedFile | null> {
  const name = normaliseFileName(info.filename ?? '')
  try {
    const got = await receiveUpload(stream, { maxBytes: asked.maxFileBytes, tempDir: asked.tempDir })
    return { ...got, field, name, mime: info.mimeType }
  } catch (error) {
    const nothingChosen = name === '' && error instanceof MediaRefusal && error.code === 'file_empty'
    if (nothingChosen) return null
    throw error
  }
}

const tooLarge = (maxFieldBytes: number) => new MediaRefusal('form_field_too_large', { maxFieldBytes })
const pick = ({ maxFiles, maxFields }: Asked) => ({ maxFiles, maxFields })

async function discardAll(files: readonly (ReceivedFile | null)[]): Promise<void> {
  for (const file of files) await file?.discard()
}

/** A browser that is still sending shows "connection lost" instead of our answer, so the rest is read, within reason. */
async function drain(source: Readable, most: number): Promise<void> {
  if (source.readableEnded || source.destroyed) return
  await new Promise<void>((resolve) => {
    let left = most
    source.on('data', (chunk: Buffer) => {
      left -= chunk.length
      if (left < 0) source.destroy()
    })
    source.on('close', resolve)
    source.on('end', resolve)
    source.on('error', () => resolve())
    source.resume()
  })
}
