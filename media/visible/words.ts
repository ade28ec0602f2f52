import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { MakeFailure } from '../make/failure'

/**
 * Words as a picture, white on black, so tight that their letters touch its edges.
 * @throws MakeFailure `font_missing`
 */
export async function drawnWords(words: string, dotsPerInch: number): Promise<Sharp> {
  const { width, height } = await drawn('一', dotsPerInch).metadata()
  // One stroke; where the font is missing it is a box with a number.
  if (width < 3 * height) throw new MakeFailure('font_missing', 'a stroke became a box')
  return drawn(words, dotsPerInch)
}

function drawn(words: string, dpi: number): Sharp {
  const text = words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\p{Cc}/gu, ' ')
  return sharp({ text: { text, font: 'Noto Sans CJK SC 8', dpi } })
}
