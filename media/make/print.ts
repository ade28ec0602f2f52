import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import type { PDFFont, PDFImage } from '@cantoo/pdf-lib'
import { writeFile } from 'node:fs/promises'
import { licenceText, versionText } from '../labels/marks'
import type { Marks } from '../labels/marks'
import { writePdfMarks } from '../labels/pdf'
import { upright } from '../upright'
import { drawnWords } from '../visible/words'

/** ISO 216 A4 and what is left free around, in points of 1/72 inch. */
const A4 = [595.28, 841.89] as const
const MARGIN = 28
const FOOTER = 22
const DOTS_PER_INCH = 200
const FOOTER_DOTS = 300
const QUALITY = 88

/**
 * One page of A4 for each picture, upright or across as the picture is, with credit, licence, number and version of the
 * release below it: a printed copy in the field can be told from a newer one.
 * @param line what people are told besides, first of all
 * @throws MakeFailure `font_missing`; Error where a picture cannot be read
 */
export async function makePrint(pages: readonly string[], to: string, marks: Marks, line?: string): Promise<void> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  const said = [...(line === undefined ? [] : [line]), ...rightsIn(marks)].join(' · ')
  const words = said === '' ? null : await pdf.embedPng(await inBlack(said))
  for (const [n, path] of pages.entries()) {
    const picture = await pdf.embedJpg(await forPrint(path))
    drawPage(pdf, picture, { words, number: `${n + 1} / ${pages.length}`, font })
  }
  await writeFile(to, await pdf.save({ useObjectStreams: false }))
  await writePdfMarks(to, to, marks)
}

const dots = (points: number): number => Math.floor((points * DOTS_PER_INCH) / 72)

/** As large as the sheet can show it, never larger than it is. */
async function forPrint(path: string): Promise<Buffer> {
  const picture = await upright(path, false)
  const room = { width: dots(A4[1]), height: dots(A4[1]), fit: 'inside', withoutEnlargement: true } as const
  const flat = picture.resize(room).toColourspace('srgb').flatten({ background: '#ffffff' })
  return flat.jpeg({ quality: QUALITY }).toBuffer()
}

interface Footer {
  readonly words: PDFImage | null
  readonly number: string
  readonly font: PDFFont
}

function drawPage(pdf: PDFDocument, picture: PDFImage, { words, number, font }: Footer): void {
  const across = picture.width > picture.height
  const [width, height] = across ? [A4[1], A4[0]] : A4
  const page = pdf.addPage([width, height])
  const room = { width: width - 2 * MARGIN, height: height - 2 * MARGIN - FOOTER }
  const size = picture.scaleToFit(room.width, room.height)
  const [x, y] = [(width - size.width) / 2, MARGIN + FOOTER + (room.height - size.height) / 2]
  page.drawImage(picture, { x, y, ...size })
  page.drawText(number, { x: width - MARGIN - font.widthOfTextAtSize(number, 8), y: MARGIN, size: 8, font })
  if (words === null) return
  const line = words.scale(Math.min(72 / FOOTER_DOTS, (room.width - 60) / words.width))
  page.drawImage(words, { x: MARGIN, y: MARGIN, ...line })
}

const rightsIn = ({ rights }: Marks): string[] =>
  rights === undefined ? [] : [rights.credit, licenceText(rights), versionText(rights)]

/** Drawn and not written: a Chinese font inside would be larger than the comic. */
const inBlack = async (words: string): Promise<Buffer> =>
  (await drawnWords(words, FOOTER_DOTS)).negate().png().toBuffer()
