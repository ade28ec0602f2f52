import PDFDocument from 'pdfkit'
import { deflateSync } from 'node:zlib'

export interface PdfParts {
  /** The whole information dictionary. */
  info?: string
  xmp?: string
  /** What further goes into the catalogue, and further objects from number 10 on. */
  catalogue?: string
  objects?: string[]
  trailer?: string
}

/** One empty page, with a cross-reference table that is right. */
export function pdfBytes({ info = '<< >>', xmp, catalogue = '', objects = [], trailer = '' }: PdfParts): Buffer {
  const bodies = [
    `1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${xmp === undefined ? '' : '/Metadata 5 0 R'} ${catalogue} >>\nendobj\n`,
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] >>\nendobj\n',
    `4 0 obj\n${info}\nendobj\n`,
    `5 0 obj\n<< /Type /Metadata /Subtype /XML /Length ${latin(xmp ?? '').length} >>\nstream\n${latin(xmp ?? '')}\nendstream\nendobj\n`,
    ...objects,
  ]
  let text = '%PDF-1.6\n'
  const rows = bodies.map((body) => {
    const row = `${String(text.length).padStart(10, '0')} 00000 n \n`
    text += body
    return { number: Number.parseInt(body), row }
  })
  const table = rows.map(({ number, row }) => `${number} 1\n${row}`).join('')
  text += `xref\n0 1\n0000000000 65535 f \n${table}trailer\n<< /Root 1 0 R /Info 4 0 R /Size 99 ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** UTF-8 bytes, each as one character: what Buffer.from(…, 'latin1') turns back into them. */
export const latin = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

/** An object whose stream is compressed. */
export function packed(number: number, dictionary: string, text: string): string {
  const bytes = deflateSync(Buffer.from(text, 'latin1')).toString('latin1')
  return `${number} 0 obj\n<< ${dictionary} /Filter /FlateDecode /Length ${bytes.length} >>\nstream\n${bytes}\nendstream\nendobj\n`
}

export async function pdfkitBytes(
  options: ConstructorParameters<typeof PDFDocument>[0],
  draw: (pdf: PDFDocument) => unknown,
): Promise<Buffer> {
  const pdf = new PDFDocument(options)
  draw(pdf)
  pdf.end()
  const chunks: Buffer[] = []
  for await (const chunk of pdf) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Some hundred kilobytes that unfold to very many small objects, which take hundred times their room once they are read. */
export function unfoldingPdf(): Buffer {
  const count = 400_000
  const places = Array.from({ length: count }, (_, n) => `${n + 100} ${n * 8} `).join('')
  const dictionary = `/Type /ObjStm /N ${count} /First ${places.length}`
  return pdfBytes({ objects: [packed(9, dictionary, `${places}${'[[[1]]] '.repeat(count)}`)] })
}

/** Less than a megabyte whose list of objects has twenty million numbers, for which half a gigabyte is not enough. */
export function exhaustingPdf(): Buffer {
  const text = '10 '.repeat(20_000_000)
  return pdfBytes({ objects: [packed(9, `/Type /ObjStm /N 10000000 /First ${text.length}`, text)] })
}
