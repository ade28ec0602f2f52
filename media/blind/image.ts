import type { Sharp } from 'sharp'
import type { Kind } from '../kinds'
import { upright } from '../upright'

const MAKE_SECONDS = 60

/**
 * The same picture drawn anew in its own format, upright, in sRGB, with nothing beside the pixels. Null for a kind that
 * is no picture.
 */
export async function redrawn(source: string | Buffer, kind: Kind): Promise<Sharp | null> {
  const animated = kind === 'gif' || kind === 'webp'
  const draw = async () => (await upright(source, animated)).toColourspace('srgb').timeout({ seconds: MAKE_SECONDS })
  switch (kind) {
    case 'jpeg':
      return (await draw()).jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    case 'png':
      return (await draw()).png()
    case 'webp':
      return (await draw()).webp({ quality: 90 })
    case 'gif':
      return (await draw()).gif()
    case 'avif':
      return (await draw()).avif({ quality: 70, effort: 2 })
    default:
      return null
  }
}

/**
 * Writes the picture drawn anew. False for a kind that is no picture.
 * @param packet XMP of ours; a GIF has no place for it that could be written here
 */
export async function redrawImage(path: string, kind: Kind, outPath: string, packet: string | null): Promise<boolean> {
  const picture = await redrawn(path, kind)
  await (packet === null || kind === 'gif' ? picture : picture?.withXmp(packet))?.toFile(outPath)
  return picture !== null
}
