import { filtersOf, nextToken, openPdf, packedObjects } from '../pdf'
import type { ObjectPack, OpenPdf, PdfObject, Span } from '../pdf'
import { blankJpegNotes } from './jpeg-notes'

/** Why a PDF cannot be made blind by overwriting; an officer decides what happens instead. */
export type PdfObstacle = 'encrypted' | 'signed' | 'attachments' | 'private_data' | 'packed' | 'unknown_filter'

const INFO = /\/(Author|Producer|CreationDate|ModDate)\b/
const MARKUP =
  /\/Subtype\s*\/(Text|FreeText|Line|Square|Circle|Polygon|PolyLine|Highlight|Underline|Squiggly|StrikeOut|Stamp|Caret|Ink|Popup|Redact|Sound)\b/
/** An empty zlib stream; whatever follows it inside the same space is not read. */
const EMPTY_ZLIB = Buffer.from('789c030000000001', 'hex')

/**
 * Overwrites what a PDF says about its maker, byte for byte in place, so that every offset stays right: strings of the
 * information dictionary of every revision, file ids, XMP packets, names on notes, and EXIF of JPEG pictures inside.
 * What is drawn on the pages is not touched. Answers why it cannot be done, or null when it is done.
 */
export function blankPdf(bytes: Buffer): PdfObstacle | null {
  const pdf = openPdf(bytes)
  const packs = packedObjects(pdf)
  const obstacle = obstacleIn(pdf, packs)
  if (obstacle !== null) return obstacle

  const speaking = [...pdf.trailers, ...pdf.objects.filter((object) => INFO.test(object.text)), ...infoObjects(pdf)]
  const named = speaking.flatMap(({ text }) => references(text))
  const notes = pdf.objects.filter((object) => MARKUP.test(object.text))
  const spans: Span[] = [
    ...speaking,
    ...referred(pdf, named),
    ...notes.flatMap((object) => notesAuthor(pdf, object)),
    ...namesElsewhere(pdf, notes),
  ]
  for (const span of spans) blankStrings(pdf, span)
  const streams = pdf.objects.map((object) => blankStream(pdf, object))
  return streams.includes(false) ? 'unknown_filter' : null
}

function obstacleIn(pdf: OpenPdf, packs: readonly ObjectPack[]): PdfObstacle | null {
  if (pdf.trailers.some(({ text }) => /\/Encrypt\b/.test(text))) return 'encrypted'
  if (packs.some((pack) => !pack.readable)) return 'packed'
  const texts = [...pdf.objects, ...packs].map(({ text }) => text)
  if (texts.some((text) => /\/ByteRange\b/.test(text))) return 'signed'
  if (texts.some((text) => /\/EmbeddedFiles?\b/.test(text))) return 'attachments'
  if (texts.some((text) => /\/PieceInfo\b/.test(text))) return 'private_data'
  const needed = new Set([...infoNumbers(pdf), ...infoObjects(pdf).flatMap(({ text }) => references(text))])
  const packed = packs.some(
    ({ numbers, text }) => numbers.some((number) => needed.has(number)) || INFO.test(text) || MARKUP.test(text),
  )
  return packed ? 'packed' : null
}

function infoNumbers(pdf: OpenPdf): number[] {
  return pdf.trailers.flatMap(({ text }) =>
    [...text.matchAll(/\/Info\s+(\d+)\s+\d+\s+R\b/g)].map((found) => Number(found[1])),
  )
}

function infoObjects(pdf: OpenPdf): PdfObject[] {
  const numbers = new Set(infoNumbers(pdf))
  return pdf.objects.filter((object) => numbers.has(object.number))
}

const references = (text: string) => [...text.matchAll(/\b(\d+)\s+\d+\s+R\b/g)].map((found) => Number(found[1]))

/** Plain strings that a dictionary keeps in objects of their own. */
function referred(pdf: OpenPdf, numbers: readonly number[]): PdfObject[] {
  const sought = new Set(numbers)
  return pdf.objects.filter((object) => sought.has(object.number) && /^\s*[(<](?!<)/.test(object.text))
}

function notesAuthor(pdf: OpenPdf, object: PdfObject): Span[] {
  const spans: Span[] = []
  let before = ''
  for (
    let token = nextToken(pdf.source, object.start);
    token && token.end <= object.end;
    token = nextToken(pdf.source, token.end)
  ) {
    if (before === '/T' || before === '/CreationDate' || before === '/M') spans.push(token)
    before = pdf.source.slice(token.start, token.end)
  }
  return spans
}

/** The name of a note that stands in an object of its own. */
function namesElsewhere(pdf: OpenPdf, notes: readonly PdfObject[]): PdfObject[] {
  return referred(
    pdf,
    notes.flatMap(({ text }) => [...text.matchAll(/\/T\s+(\d+)\s+\d+\s+R\b/g)].map((found) => Number(found[1]))),
  )
}

function blankStrings({ bytes, source }: OpenPdf, span: Span): void {
  for (
    let token = nextToken(source, span.start);
    token && token.end <= span.end;
    token = nextToken(source, token.end)
  ) {
    if (token.kind === 'string') bytes.fill(' ', token.start + 1, token.end - 1)
    if (token.kind === 'hex') bytes.fill('20', token.start + 1, token.end - 1)
  }
}

/** False when a stream speaks of its maker in a form that we cannot write. */
function blankStream({ bytes }: OpenPdf, object: PdfObject): boolean {
  if (object.stream === null) return true
  const { start, end } = object.stream
  const filters = filtersOf(object)
  if (filters?.join() === 'DCTDecode') blankJpegNotes(bytes.subarray(start, end))
  if (filters?.includes('JPXDecode')) return !/uuid|xml /.test(bytes.toString('latin1', start, end))
  if (!/\/Type\s*\/Metadata\b|\/Subtype\s*\/XML\b/.test(object.text)) return true

  const deflated = filters?.join() === 'FlateDecode' && end - start >= EMPTY_ZLIB.length
  if (filters?.length !== 0 && !deflated) return false
  bytes.fill(deflated ? 0 : ' ', start, end)
  if (deflated) EMPTY_ZLIB.copy(bytes, start)
  return true
}
