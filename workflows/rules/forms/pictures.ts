import type { RichText } from './types'

type Block = RichText['blocks'][number]

/** A picture of the work in its text: which of the illustrations, from 1, and what is written below it. */
export interface PictureHere {
  picture: number
  caption: string
}

const MARK = /^[[［【]\s*(?:图|fig(?:ure)?\.?)\s*(\d{1,2})\s*(?:[:：]\s*(.{0,200}?))?\s*[\]］】]$/iu

/** The illustration that a paragraph stands for: `[图 1]`, or `[图 1：caption]`, and nothing else in it. */
export function pictureIn({ type, text }: Block): PictureHere | null {
  const [whole, number = '', caption = ''] = type === 'paragraph' ? (MARK.exec(text.trim()) ?? []) : []
  return whole === undefined || number === '0' ? null : { picture: Number(number), caption }
}

/**
 * The illustrations that a text names and that are not there: their marks are left out of what is shown.
 * @param pictures how many illustrations there are
 */
export const picturesLacking = (blocks: readonly Block[], pictures: number): number[] => [
  ...new Set(blocks.flatMap((block) => pictureIn(block)?.picture ?? []).filter((number) => number > pictures)),
]

const FOREIGN = /!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)|<img\b/i

/** Whether a text asks for a picture from elsewhere (Markdown, HTML): those are never fetched, and channels drop them. */
export const hasForeignPicture = (text: string): boolean => FOREIGN.test(text)
