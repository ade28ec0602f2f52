import type { RichText } from './types'

/** Code points that no text may hold, from … to: controls but tab and line feed, signs that turn the direction of writing. */
const refused: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
  // Half of a pair alone: no character, and not to be stored as UTF-8.
  [0xd800, 0xdfff],
]
const lineBreaks = /[\n\u2028\u2029]/

/** One form of a text: NFC, line ends as \n. Nothing is cut off. */
export const normaliseText = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC')

/** Length as a person counts: by code point after normalising, so that 𠮷 is 1. */
export const countCharacters = (text: string): number => Array.from(normaliseText(text)).length

export const hasControls = (text: string): boolean =>
  Array.from(text).some((sign) => {
    const point = sign.codePointAt(0) ?? 0
    return refused.some(([from, to]) => point >= from && point <= to)
  })

export const hasLineBreaks = (text: string): boolean => lineBreaks.test(text)

/** The words of a rich text, a line for each block; for counting and searching. */
export const richTextPlain = (value: RichText): string => value.blocks.map((block) => block.text).join('\n')
