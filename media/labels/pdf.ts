import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFRef, PDFStream } from '@cantoo/pdf-lib'
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { LARGEST_PDF_READ } from '../facts/pdf'
import { nextToken, openPdf, packedObjects } from '../pdf'
import type { OpenPdf } from '../pdf'
import { barePicture } from './bare-picture'
import { NOTHING } from './image'
import { strongest } from './label'
import type { Carried } from './image'
import { licenceText, versionText } from './marks'
import type { Marks } from './marks'
import { drawnWords } from '../visible/words'
import { labelInXmp, tracesInXmp, xmpPacket } from './xmp'

/** Reads the entry `/AIGC` of the document information, and the XMP streams; by the bytes, whatever the tables say. */
export async function labelInPdf(path: string): Promise<Carried> {
  if ((await stat(path)).size > LARGEST_PDF_READ) return NOTHING
  const pdf = openPdf(await readFile(path))
  const texts = [...pdf.objects.map(({ text }) => text), ...packedObjects(pdf).map(({ text }) => text)]
  const named = stringsByNumber(pdf)
  const entries = texts.map((text) => entryIn(text, named))
  const packets = pdf.objects
    .filter(({ text, stream }) => stream !== null && /\/Type\s*\/Metadata\b/.test(text))
    .map(({ text, stream }) => packetIn(pdf.bytes.subarray(stream?.start, stream?.end), /\/Filter\b/.test(text)))
  const raw = strongest([...entries, ...packets.map(labelInXmp)])
  return { raw, traces: packets.some(tracesInXmp) }
}

const LONGEST_PACKET = 8 * 1024 * 1024

function packetIn(bytes: Buffer, packed: boolean): string {
  try {
    return (packed ? inflateSync(bytes, { maxOutputLength: LONGEST_PACKET }) : bytes).toString('utf8')
  } catch {
    return ''
  }
}

/** The strongest string of the objects of a number; each is read once, however many entries name it. */
function stringsByNumber({ objects }: OpenPdf): (number: number) => string | null {
  const texts = new Map<number, string[]>()
  for (const { number, text } of objects)
    texts.set(number, [...(texts.get(number) ?? []).slice(0, MOST_OF_A_NUMBER), text])
  const known = new Map<number, string | null>()
  return (number) => {
    const before = known.get(number)
    if (before !== undefined) return before
    const found = strongest((texts.get(number) ?? []).map((text) => stringAt(text, 0)))
    known.set(number, found)
    return found
  }
}

/** Of an object's older and newer forms; who has more is not telling anything. */
const MOST_OF_A_NUMBER = 100

/** @param named the string of an object, for an entry that stands elsewhere */
function entryIn(text: string, named: (number: number) => string | null): string | null {
  const at = /\/AIGC(?![\w.-])/.exec(text)
  if (at === null) return null
  const [, number] = /^\s{0,9}(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R\b/.exec(text.slice(at.index + 5)) ?? []
  if (number !== undefined) return named(Number(number))
  return stringAt(text, at.index + 5)
}

function stringAt(text: string, at: number): string | null {
  const token = nextToken(text, at)
  if (token?.kind === 'hex')
    return pdfText(Buffer.from(text.slice(token.start + 1, token.end - 1).replace(/\s/g, ''), 'hex'))
  return token?.kind === 'string' ? pdfText(literal(text.slice(token.start + 1, token.end - 1))) : null
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The bytes of a string in parentheses (ISO 32000-2 §7.3.4.2). */
const literal = (text: string): Buffer =>
  Buffer.from(
    text.replace(/\\([0-7]{1,3}|\r?\n|[\s\S])/g, (_, sign: string) =>
      /^[0-7]/.test(sign)
        ? String.fromCharCode(parseInt(sign, 8) & 255)
        : sign.endsWith('\n')
          ? ''
          : (ESCAPES[sign] ?? sign),
    ),
    'latin1',
  )

/** UTF-16 where its mark says so, UTF-8 otherwise: both agree on ASCII, which most labels are written in. */
function pdfText(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 2)
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2))
  if (mark === 'feff') return Buffer.from(even).swap16().toString('utf16le')
  return mark === 'fffe' ? even.toString('utf16le') : bytes.toString('utf8')
}

/**
 * Writes the same pages with the marks in the document information and in XMP. Every other word about the document, its
 * attachments and its scripts are left behind; the file is written anew with nothing in it that its pages do not use,
 * so that no earlier revision stays.
 * @param line what people are told on the first page, at its upper edge
 * @throws MakeFailure `font_missing`; Error for a file that is locked or cannot be read
 */
export async function writePdfMarks(from: string, to: string, marks: Marks, line?: string): Promise<void> {
  const pdf = await PDFDocument.load(await readFile(from), { updateMetadata: false })
  const { context, catalog } = pdf
  for (const name of ['AF', 'OpenAction', 'AA']) catalog.delete(PDFName.of(name))
  for (const name of ['EmbeddedFiles', 'JavaScript'])
    catalog.lookupMaybe(PDFName.of('Names'), PDFDict)?.delete(PDFName.of(name))
  for (const [reference, object] of context.enumerateIndirectObjects()) forget(context, reference, object)
  context.trailerInfo.Info = context.register(context.obj(infoOf(marks)))
  const packet = xmpPacket(marks)
  if (packet !== null) {
    const stream = context.stream(Buffer.from(packet), { Type: 'Metadata', Subtype: 'XML' })
    catalog.set(PDFName.of('Metadata'), context.register(stream))
  }
  if (line !== undefined) await drawLine(pdf, line)
  dropUnused(context)
  await writeFile(to, await pdf.save({ useObjectStreams: false, updateFieldAppearances: false }))
}

/** Of letters, of printed dots, and from the page's edge; in points of 1/72 inch, and dots per inch. */
const [LETTERS, LINE_DOTS, FROM_EDGE] = [0.02, 600, 6]

/** Drawn on white and not written: a Chinese font inside would be larger than the document. */
async function drawLine(pdf: PDFDocument, line: string): Promise<void> {
  const [page] = pdf.getPages()
  if (page === undefined) return
  const drawn = (await drawnWords(line, LINE_DOTS)).negate()
  const edge = { top: 20, bottom: 20, left: 20, right: 20, background: 'white' }
  const words = await pdf.embedPng(await drawn.extend(edge).png().toBuffer())
  const { x, y, width, height } = page.getCropBox()
  const size = words.scale((LETTERS * Math.min(width, height)) / words.height)
  await pdf.flush()
  page.drawImage(words, { x: x + FROM_EDGE, y: y + height - FROM_EDGE - size.height, ...size })
}

const dictionaryOf = (object: PDFObject): PDFDict | null =>
  object instanceof PDFDict ? object : object instanceof PDFStream ? object.dict : null

/** Of document, pages and pictures: packets, programs' private data, files and scripts of their own. */
const ANYWHERE = ['Metadata', 'PieceInfo', 'LastModified', 'AA', 'AF']
/** Of annotations: who wrote them and when, and what they carry along. */
const OF_ANNOTATIONS = ['NM', 'M', 'CreationDate', 'FS', 'Sound', 'Movie', 'RichMediaContent']
/** Of actions that run, open or send something: what. */
const OF_ACTIONS = ['JS', 'F', 'Win', 'Mac', 'Unix']
const RUNS = /^\/(JavaScript|Launch|SubmitForm|ImportData|Rendition|GoToE)$/

function forget(context: PDFContext, reference: PDFRef, object: PDFObject): void {
  for (const dictionary of within(object)) {
    const textOf = (name: string) => String(dictionary.get(PDFName.of(name)) ?? '')
    const drop = (names: readonly string[]) => {
      for (const name of names) dictionary.delete(PDFName.of(name))
    }
    drop(ANYWHERE)
    // A field's name is its /T too, and its form needs it.
    if (dictionary.has(PDFName.of('Rect'))) drop([...OF_ANNOTATIONS, ...(textOf('Subtype') === '/Widget' ? [] : ['T'])])
    if (RUNS.test(textOf('S'))) drop(OF_ACTIONS)
  }
  if (
    object instanceof PDFRawStream &&
    /^(\/DCTDecode|\[ ?\/DCTDecode ?\])$/.test(String(object.dict.get(PDFName.of('Filter'))))
  )
    context.assign(reference, PDFRawStream.of(object.dict, barePicture(Buffer.from(object.getContents()))))
}

/** The dictionary of an object and those that stand in it directly. */
function within(object: PDFObject): PDFDict[] {
  const own = dictionaryOf(object)
  const parts = own ? own.values() : object instanceof PDFArray ? object.asArray() : []
  const inner = parts.flatMap((part) => (part instanceof PDFDict || part instanceof PDFArray ? within(part) : []))
  return own ? [own, ...inner] : inner
}

/** Removes every object that cannot be reached from the catalogue and the document information. */
function dropUnused(context: PDFContext): void {
  const { Root, Info } = context.trailerInfo
  const used = new Set<PDFObject>()
  const open = [Root, Info].filter((object) => object !== undefined)
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (used.has(object)) continue
    used.add(object)
    if (object instanceof PDFRef) open.push(...[context.lookup(object)].filter((found) => found !== undefined))
    else if (object instanceof PDFArray) open.push(...object.asArray())
    else open.push(...(dictionaryOf(object)?.values() ?? []))
  }
  for (const [reference] of context.enumerateIndirectObjects()) if (!used.has(reference)) context.delete(reference)
}

function infoOf({ label, rights }: Marks): Record<string, PDFHexString> {
  const said = {
    ...(label === null ? {} : { AIGC: label }),
    ...(rights ? { Author: rights.credit, Subject: licenceText(rights), Keywords: versionText(rights) } : {}),
  }
  return Object.fromEntries(Object.entries(said).map(([key, text]) => [key, PDFHexString.fromText(text)]))
}
