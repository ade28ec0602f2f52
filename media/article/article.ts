import type { Readable } from 'node:stream'

/** A text with its pictures, as it leaves: everything in it is words, nothing is markup. */
export interface Article {
  readonly title: string
  readonly abstract: string
  /** The first line, where people must be told that it was generated. */
  readonly line: string | null
  readonly parts: readonly ArticlePart[]
  /** Sources, with their heading, where there are any. */
  readonly references?: { readonly heading: string; readonly text: string }
}

export type ArticlePart =
  | { readonly type: 'heading' | 'paragraph' | 'quote' | 'list'; readonly text: string }
  | { readonly type: 'picture'; readonly picture: ArticlePicture; readonly caption: string }

export interface ArticlePicture {
  /** Original, by which the same picture is known again. */
  readonly id: string
  readonly alt: string
  readonly bytes: number
  readonly sha256: string
  /** A JPEG that carries the marks; nothing is fetched from anywhere. Asked for when its turn has come. */
  readonly open: () => Promise<Readable>
}

/** What a text becomes: a page of its own, what WeChat's editor takes, Markdown. Which rendition its pictures are of. */
export interface ArticleProfile {
  readonly id: string
  readonly revision: number
  readonly form: 'page' | 'pasted' | 'markdown'
  readonly picture: string
}

/** WeChat keeps styles that stand at their elements, and drops scripts, style sheets and pictures of other places. */
export const ARTICLE_PROFILES: readonly ArticleProfile[] = [
  { id: 'article-html', revision: 1, form: 'page', picture: 'image-1920-jpeg' },
  { id: 'article-wechat', revision: 1, form: 'pasted', picture: 'wechat-inline' },
  { id: 'article-markdown', revision: 1, form: 'markdown', picture: 'image-1920-jpeg' },
]

/** Each picture once, by its name in the package: numbered in the order in which they come. */
export function picturesOf({ parts }: Article): Map<string, ArticlePicture & { readonly name: string }> {
  const known = new Map<string, ArticlePicture & { name: string }>()
  for (const part of parts)
    if (part.type === 'picture' && !known.has(part.picture.id))
      known.set(part.picture.id, {
        ...part.picture,
        name: `images/${String(known.size + 1).padStart(2, '0')}.jpg`,
      })
  return known
}
