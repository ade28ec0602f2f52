import sharp from 'sharp'
import { MAX_PIXELS } from '../facts/facts'
import type { How } from '../plan'

const MAKE_SECONDS = 60

/**
 * Draws a picture anew in the planned size: upright, in sRGB, without any metadata. `outPath` is a temporary path;
 * putting it into the storage is the caller's.
 */
export async function makeImage(path: string, how: Extract<How, { make: 'image' }>, outPath: string): Promise<void> {
  const { width, height, animated } = how
  const picture = sharp(path, { animated, limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .autoOrient()
    .resize({ width, height, fit: 'cover', position: 'top' })
    .toColourspace('srgb')
    .timeout({ seconds: MAKE_SECONDS })
  if (how.format === 'webp') await picture.webp({ quality: 80 }).toFile(outPath)
  else await picture.flatten({ background: '#ffffff' }).jpeg({ quality: 82 }).toFile(outPath)
}
