import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { parseRange } from '../../media'
import type { ByteRange, Storage } from '../../media'
import { refuse } from '../../workflows/engine'
import type { ReleasedFile, Rendition } from '../../workflows/release'
import { problem } from './problem'
import { matches } from './ready'
import type { Env } from './ready'
import type { Standing } from './standing'

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'text/vtt': 'vtt',
  'application/x-subrip': 'srt',
}

interface Blob {
  area: 'sealed' | 'renditions'
  id: string
  mime: string
  bytes: number
  sha256: string
  name: string
}

export interface Asked {
  file: string
  rendition?: string | undefined
}

/** @throws Refusal 404 `file_not_found` */
export function checkedFile({ representation, last }: Standing, { file, rendition }: Asked): Blob {
  const found = representation.files.find(({ id }) => id === file)
  const made = found?.renditions.find(({ name }) => name === rendition)
  if (!found || (rendition !== undefined && !made)) throw refuse('file_not_found', { status: 404 })
  const { id, mime, bytes, sha256 } = made ?? found
  return {
    area: made ? 'renditions' : 'sealed',
    id,
    mime,
    bytes,
    sha256,
    name: nameOf(representation.number, last.version, found, made),
  }
}

/** A name that says which work and version this is, never what its maker called it. */
function nameOf(number: string, version: number, file: ReleasedFile, rendition: Rendition | undefined): string {
  const what = rendition ? `-${rendition.name}` : ''
  return `${number}-v${version}-${file.position}${what}.${endings[rendition?.mime ?? file.mime] ?? 'bin'}`
}

/** RFC 6266 with the extended notation of RFC 5987 for what is not plain ASCII. */
function disposition(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_')
  const extended = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`
}

function headersOf(blob: Blob, etag: string): Record<string, string> {
  return {
    etag,
    'content-type': blob.mime,
    'content-disposition': disposition(blob.name),
    'cache-control': 'private, no-cache',
    vary: 'Authorization',
    'accept-ranges': 'bytes',
    'repr-digest': `sha-256=:${Buffer.from(blob.sha256, 'hex').toString('base64')}:`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; sandbox",
  }
}

function rangeAsked(c: Context<Env>, etag: string, bytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  const condition = c.req.header('if-range')
  if (c.req.method === 'HEAD' || (condition !== undefined && condition !== etag)) return 'whole'
  return parseRange(c.req.header('range'), bytes)
}

/**
 * The bytes of a released file, whole or a range.
 * @throws Refusal 404 `file_not_found`, 503 `file_unavailable` when the bytes are not where they should be
 */
export async function sendFile(c: Context<Env>, storage: Storage | undefined, standing: Standing, asked: Asked) {
  const blob = checkedFile(standing, asked)
  const etag = `"${blob.sha256}"`
  const headers = headersOf(blob, etag)
  if (matches(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  const range = rangeAsked(c, etag, blob.bytes)
  if (range === 'unsatisfiable')
    return problem(c, refuse('range_outside', { status: 416, params: { bytes: blob.bytes } }), {
      'content-range': `bytes */${blob.bytes}`,
    })
  if (c.req.method === 'HEAD')
    return new Response(null, { headers: { ...headers, 'content-length': String(blob.bytes) } })
  const opened = await storage?.read(blob.area, blob.id, range === 'whole' ? undefined : range)
  if (!opened) throw refuse('file_unavailable', { status: 503, retryAfter: 60 })
  const body = Readable.toWeb(opened.stream) as unknown as BodyInit
  if (range === 'whole') return new Response(body, { headers: { ...headers, 'content-length': String(blob.bytes) } })
  const { start, end } = range
  return new Response(body, {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${blob.bytes}`,
    },
  })
}
