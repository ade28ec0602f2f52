import { readFile, stat } from 'node:fs/promises'
import type { Facts } from './facts'
import { openPdf, packedObjects } from '../pdf'
import { MediaRefusal } from '../refusal'

/** Larger ones are not read into memory; they are served as they are. */
export const LARGEST_PDF_READ = 128 * 1024 * 1024

/** Pages where the file says so, and whether it is locked. A PDF without its closing part is cut off. */
export async function pdfFacts(path: string): Promise<Facts> {
  if ((await stat(path)).size > LARGEST_PDF_READ) return {}
  const bytes = await readFile(path)
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 4096))
  if (!tail.includes('startxref') || !tail.includes('%%EOF')) throw new MediaRefusal('pdf_broken')
  const pdf = openPdf(bytes)
  if (pdf.objects.length === 0) throw new MediaRefusal('pdf_broken')
  const encrypted = pdf.trailers.some((trailer) => /\/Encrypt\b/.test(trailer.text))
  const pages = encrypted ? 0 : countPages(pdf)
  return { encrypted, ...(pages > 0 ? { pages } : {}) }
}

/** The largest /Count of a page tree node is the root's. */
function countPages(pdf: ReturnType<typeof openPdf>): number {
  const texts = [...pdf.objects.map((object) => object.text), ...packedObjects(pdf).map((pack) => pack.text)]
  const counts = texts.flatMap((text) =>
    /\/Type\s*\/Pages\b/.test(text) ? [...text.matchAll(/\/Count\s+(\d+)/g)].map((found) => Number(found[1])) : [],
  )
  return counts.reduce((most, count) => Math.max(most, count), 0)
}
