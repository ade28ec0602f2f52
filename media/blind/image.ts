import type { Kind } from '../kinds'
import { upright } from '../upright'

const MAKE_SECONDS = 60

/**
 * The same picture drawn anew in its own format, upright, in sRGB, with nothing beside the pixels. False for a kind
 * that is no picture.
 */
export async function redrawImage(path: string, kind: Kind, outPath: string): Promise<boolean> {
  const animated = kind === 'gif' || kind === 'webp'
  const picture = (await upright(path, animated)).toColourspace('srgb').timeout({ seconds: MAKE_SECONDS })
  switch (kind) {
    case 'jpeg':
      await picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toFile(outPath)
      return true
    case 'png':
      await picture.png().toFile(outPath)
      return true
    case 'webp':
      await picture.webp({ quality: 90 }).toFile(outPath)
      return true
    case 'gif':
      await picture.gif().toFile(outPath)
      return true
    case 'avif':
      await picture.avif({ quality: 70, effort: 2 }).toFile(outPath)
      return true
    default:
      return false
  }
}
