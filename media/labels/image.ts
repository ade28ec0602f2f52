import sharp from 'sharp'
import { readFile, stat } from 'node:fs/promises'
import { strongest } from './label'
import { labelInXmp, tracesInXmp } from './xmp'

/** What a carrier holds: the label's text, or a trace that is no label. */
export interface Carried {
  readonly raw: string | null
  readonly traces: boolean
}

export const NOTHING: Carried = { raw: null, traces: false }

/** Reads JPEG, PNG, WebP and AVIF: the XMP packet, and of a PNG the plain text chunk `AIGC` too. */
export async function labelInImage(path: string): Promise<Carried> {
  const { xmp, comments } = await sharp(path, { limitInputPixels: false }).metadata()
  const packet = xmp?.toString('utf8') ?? ''
  const chunks = (comments ?? []).filter(({ keyword }) => keyword.toUpperCase() === 'AIGC').map(({ text }) => text)
  return { raw: strongest([labelInXmp(packet), ...chunks.slice(0, 8)]), traces: tracesInXmp(packet) }
}

const LARGEST_GIF = 64 * 1024 * 1024
const GIF_BLOCK = Buffer.from('XMP DataXMP')

/** Reads the application block of a GIF that holds its XMP; the packet stands there as it is, not in sub-blocks. */
export async function labelInGif(path: string): Promise<Carried> {
  if ((await stat(path)).size > LARGEST_GIF) return NOTHING
  const bytes = await readFile(path)
  const start = bytes.indexOf(GIF_BLOCK)
  const end = start === -1 ? -1 : bytes.indexOf('</x:xmpmeta>', start)
  if (end === -1) return NOTHING
  const packet = bytes.toString('utf8', start + GIF_BLOCK.length, end + 12)
  return { raw: labelInXmp(packet), traces: tracesInXmp(packet) }
}
