import { Readable } from 'node:stream'
import { openEntry, parseRange, typeInPackage } from '../../media'
import type { ByteRange, Package } from '../../media'
import { refuse } from '../../workflows/engine'
import { matches } from '../content-api/ready'
import type { WebContext } from '../web'
import { withStandIn } from './stand-in'

/** A package that is played, and one of its files. */
export interface Entry {
  opened: Package
  /** Of the package: by it and its name a file is known. */
  sha256: string
  name: string
}

/**
 * A file of a package. Pages get the stand-in as their first script; any other file is sent as it is, whole or a range.
 * @throws Refusal 404 `not_found`, 416 `range_outside`
 */
export async function sendEntry(c: WebContext, entry: Entry): Promise<Response> {
  const { opened, sha256, name } = entry
  if (!opened.has(name)) throw refuse('not_found', { status: 404 })
  const type = typeInPackage(name)
  const page = type === 'text/html'
  const etag = `"${sha256}${page ? '.page' : ''}"`
  const headers: Record<string, string> = {
    etag,
    'cache-control': 'no-cache',
    'content-type': type ?? 'application/octet-stream',
    ...(type === null ? { 'content-disposition': 'attachment' } : {}),
    // Shown by itself it would be a page without the stand-in.
    ...(type?.includes('xml') ? { 'content-security-policy': "script-src 'none'" } : {}),
  }
  if (matches(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  return page ? sendPage(c, entry, headers) : sendBytes(c, entry, headers)
}

async function sendPage(c: WebContext, { opened, name }: Entry, headers: Record<string, string>): Promise<Response> {
  const parts = (await openEntry(opened, name))[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>
  const first = (await parts.next()).value ?? Buffer.alloc(0)
  const { at, tag, charset } = withStandIn(first)
  const told = {
    ...headers,
    ...(charset === null ? {} : { 'content-type': `text/html; charset=${charset}` }),
    'content-length': String(opened.bytes(name) + tag.length),
  }
  if (c.req.method === 'HEAD') {
    await parts.return?.()
    return new Response(null, { headers: told })
  }
  const page = async function* () {
    yield first.subarray(0, at)
    yield tag
    yield first.subarray(at)
    yield* { [Symbol.asyncIterator]: () => parts }
  }
  return new Response(bodyOf(Readable.from(page(), { objectMode: false })), { headers: told })
}

async function sendBytes(c: WebContext, { opened, name }: Entry, headers: Record<string, string>): Promise<Response> {
  const bytes = opened.bytes(name)
  const told = { ...headers, 'accept-ranges': 'bytes' }
  const range = rangeAsked(c, headers.etag ?? '', bytes)
  if (range === 'unsatisfiable') throw refuse('range_outside', { status: 416, params: { bytes } })
  const part = range === 'whole' ? null : range
  const length = { 'content-length': String(part ? part.end - part.start + 1 : bytes) }
  if (c.req.method === 'HEAD') return new Response(null, { headers: { ...told, ...length } })
  const body = bodyOf(await openEntry(opened, name, part ?? undefined))
  if (!part) return new Response(body, { headers: { ...told, ...length } })
  const place = { 'content-range': `bytes ${String(part.start)}-${String(part.end)}/${String(bytes)}` }
  return new Response(body, { status: 206, headers: { ...told, ...length, ...place } })
}

function rangeAsked(c: WebContext, etag: string, bytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  const condition = c.req.header('if-range')
  if (c.req.method === 'HEAD' || (condition !== undefined && condition !== etag)) return 'whole'
  return parseRange(c.req.header('range'), bytes)
}

const bodyOf = (stream: Readable) => Readable.toWeb(stream) as ReadableStream
