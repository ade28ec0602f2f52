import { pictureIn } from '../rules/forms'
import type { RichText } from '../rules/forms'
import type { ReleasedFile, Representation } from './types'

type Block = RichText['blocks'][number]

export type ArticlePart = Block | { type: 'picture'; file: ReleasedFile; caption: string }

export interface Article {
  parts: ArticlePart[]
  /** Illustrations that the text does not place, in their order. */
  others: ReleasedFile[]
}

/**
 * The text of a work with its illustrations where `[图 1]` stands, counted in their order. A mark that leads to none is
 * left out; a picture that is placed twice stands twice. `null` without a text.
 */
export function articleOf({ body, files }: Pick<Representation, 'body' | 'files'>): Article | null {
  if (body === undefined) return null
  const pictures = files
    .filter(({ role, mime }) => role === 'illustration' && mime.startsWith('image/'))
    .sort((a, b) => a.position - b.position)
  const placed = new Set<string>()
  const parts = body.blocks.flatMap((block): ArticlePart[] => {
    const here = pictureIn(block)
    if (here === null) return [block]
    const file = pictures[here.picture - 1]
    if (file === undefined) return []
    placed.add(file.id)
    return [{ type: 'picture', file, caption: here.caption }]
  })
  return { parts, others: pictures.filter(({ id }) => !placed.has(id)) }
}
