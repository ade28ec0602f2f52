import { inflateSync } from 'node:zlib'

/** A stretch of the file, end excluded, in bytes. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface PdfToken extends Span {
  readonly kind: 'string' | 'hex' | 'name' | 'word' | 'mark'
}

/** An indirect object standing in the open (ISO 32000-2 §7.3.10); the span covers its value without the stream. */
export interface PdfObject extends Span {
  readonly number: number
  readonly text: string
  readonly stream: Span | null
}

export interface OpenPdf {
  readonly bytes: Buffer
  /** The bytes as latin1, so that offsets are byte offsets. */
  readonly source: string
  /** Of every revision in the file: one number may occur several times. */
  readonly objects: readonly PdfObject[]
  /** Trailer dictionaries, those of cross-reference streams included. */
  readonly trailers: readonly (Span & { readonly text: string })[]
}

/** Objects packed into one compressed stream (§7.5.7). `readable` is false when it could not be unpacked. */
export interface ObjectPack {
  readonly numbers: readonly number[]
  readonly text: string
  readonly readable: boolean
}

const START = /(?<![\d.])(\d{1,10})\s{1,8}\d{1,5}\s{1,8}obj\b|\btrailer\b/g
const DELIMITER = /[\s()<>[\]{}/%]/
const LONGEST_UNPACKED = 64 * 1024 * 1024

/** Finds all objects and trailers by walking the file from its head; the cross-reference table is not believed. */
export function openPdf(bytes: Buffer): OpenPdf {
  const source = bytes.toString('latin1')
  const objects: PdfObject[] = []
  const trailers: (Span & { text: string })[] = []
  const starts = new RegExp(START)
  for (let found = starts.exec(source); found !== null; found = starts.exec(source)) {
    const start = found.index + found[0].length
    const last = lastToken(source, start)
    const span = { start, end: last.start, text: source.slice(start, last.start) }
    if (found[1] === undefined) trailers.push(span)
    else {
      const stream = last.word === 'stream' ? streamAfter(source, last.end, span.text) : null
      objects.push({ ...span, number: Number(found[1]), stream })
      if (/\/Type\s*\/XRef\b/.test(span.text)) trailers.push(span)
    }
    starts.lastIndex = Math.max(start, objects.at(-1)?.stream?.end ?? 0, last.start)
  }
  return { bytes, source, objects, trailers }
}

const ENDS = new Set(['endobj', 'stream', 'startxref', 'obj', 'trailer', 'xref'])

/** Reads on to the word that ends an object or a trailer, without being misled by strings and comments. */
function lastToken(source: string, from: number): Span & { word: string } {
  for (let token = nextToken(source, from); token !== null; token = nextToken(source, token.end)) {
    const word = token.kind === 'word' ? source.slice(token.start, token.end) : ''
    if (ENDS.has(word)) return { start: token.start, end: token.end, word }
  }
  return { start: source.length, end: source.length, word: '' }
}

function streamAfter(source: string, at: number, dictionary: string): Span {
  const start = at + (/^\r?\n/.exec(source.slice(at, at + 2))?.[0].length ?? 0)
  const said = /\/Length\s+(\d+)(?!\s+\d+\s+R)(?!\d)/.exec(dictionary)?.[1]
  const end = start + Number(said ?? -1)
  if (end >= start && /^\s{0,4}endstream/.test(source.slice(end, end + 16))) return { start, end }
  const found = source.indexOf('endstream', start)
  return { start, end: found === -1 ? source.length : found }
}

/** The next token at or after `at` (§7.2), or null at the end. */
export function nextToken(source: string, at: number): PdfToken | null {
  let start = at
  for (;;) {
    while (start < source.length && /[\s\0]/.test(source.charAt(start))) start++
    if (source.charAt(start) !== '%') break
    while (start < source.length && !/[\r\n]/.test(source.charAt(start))) start++
  }
  if (start >= source.length) return null
  const two = source.slice(start, start + 2)
  if (two === '<<' || two === '>>') return { kind: 'mark', start, end: start + 2 }
  const first = source.charAt(start)
  if (first === '(') return { kind: 'string', start, end: endOfString(source, start) }
  if (first === '<') return { kind: 'hex', start, end: source.indexOf('>', start) + 1 || source.length + 1 }
  if (first !== '/' && DELIMITER.test(first)) return { kind: 'mark', start, end: start + 1 }
  let end = start + 1
  while (end < source.length && source.charAt(end) !== '\0' && !DELIMITER.test(source.charAt(end))) end++
  return { kind: first === '/' ? 'name' : 'word', start, end }
}

function endOfString(source: string, start: number): number {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at)
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return at + 1
  }
  return source.length
}

/** The names of a stream's filters, or null when they stand elsewhere. */
export function filtersOf(object: PdfObject): string[] | null {
  if (!/\/Filter\b/.test(object.text)) return []
  const found = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(object.text)?.[1]
  return found === undefined ? null : [...found.matchAll(/\/(\w+)/g)].map((name) => name[1] ?? '')
}

/** What the compressed object streams hold; beyond 64 MiB unpacked the rest counts as not readable. */
export function packedObjects(pdf: OpenPdf): ObjectPack[] {
  let left = LONGEST_UNPACKED
  const packs = pdf.objects.filter((object) => /\/Type\s*\/ObjStm\b/.test(object.text))
  return packs.map((object) => {
    const text = left > 0 ? unpacked(pdf, object, left) : null
    if (text === null) {
      // What failed may have been unpacked to the limit before it did.
      left = Math.floor(left / 2)
      return { numbers: [], text: '', readable: false }
    }
    left -= text.length
    const first = Number(/\/First\s+(\d+)/.exec(object.text)?.[1] ?? 0)
    const numbers = text.slice(0, first).trim().split(/\s+/).map(Number)
    return { numbers: numbers.filter((_, index) => index % 2 === 0), text: text.slice(first), readable: true }
  })
}

function unpacked(pdf: OpenPdf, object: PdfObject, maxOutputLength: number): string | null {
  const filters = filtersOf(object)
  if (object.stream === null || filters === null || /\/Predictor\s+([2-9]|1\d)/.test(object.text)) return null
  const raw = pdf.bytes.subarray(object.stream.start, object.stream.end)
  if (filters.length === 0) return raw.toString('latin1')
  if (filters.join() !== 'FlateDecode') return null
  try {
    return inflateSync(raw, { maxOutputLength }).toString('latin1')
  } catch {
    return null
  }
}
