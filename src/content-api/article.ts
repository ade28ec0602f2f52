import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { ARTICLE_PROFILES, NO_LABEL, declaredLabel, packArticle, raised, writtenLabel } from '../../media'
import type { Article, ArticlePart, ArticlePicture, ArticleProfile, Marks, Storage } from '../../media'
import { refuse } from '../../workflows/engine'
import type { ReleasedFile, Representation } from '../../workflows/release'
import { articleOf } from '../../workflows/release/article'
import { ownLabel } from '../../workflows/release/own-label'
import { words } from '../i18n'
import { rightsOf } from '../rights'
import { matches } from './ready'
import type { Env } from './ready'
import type { Standing } from './standing'

/**
 * A released text with its illustrations as one zip, made from what is frozen in the log and nothing else.
 * @throws Refusal 404 `file_not_found` for a work that is no article; 503 `file_unavailable`
 */
export async function sendArticle(
  c: Context<Env>,
  { storage, propagator }: { storage: Storage | undefined; propagator: string },
  { representation, last }: Standing,
  name: string,
): Promise<Response> {
  const profile = ARTICLE_PROFILES.find(({ id }) => id === name)
  if (!profile || !hasArticle(representation)) throw refuse('file_not_found', { status: 404 })
  const etag = `"${createHash('sha256')
    .update(JSON.stringify([profile, representation]))
    .digest('hex')}"`
  const headers = {
    etag,
    'cache-control': 'private, no-cache',
    vary: 'Authorization',
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${representation.number}-v${last.version}-${profile.id}.zip"`,
    'x-content-type-options': 'nosniff',
  }
  if (matches(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  const article = await filled(representation, profile, storage)
  const { bytes, stream } = packArticle(article, profile, marksOf(representation, propagator))
  const body = c.req.method === 'HEAD' ? null : (Readable.toWeb(stream()) as unknown as BodyInit)
  return new Response(body, { headers: { ...headers, 'content-length': String(bytes) } })
}

/** Whether a work is a text that leaves with its pictures. */
export const hasArticle = ({ format, body }: Representation): boolean => format === 'article' && body !== undefined

function marksOf(work: Representation, propagator: string): Marks {
  const { number, aiUse, creditLine, licence, version } = work
  // What its pictures say of themselves counts for what holds them, whatever its maker says of the text.
  const own = ownLabel(work)
  const said = raised(
    declaredLabel(aiUse !== 'none' || own === 'found'),
    own === null ? NO_LABEL : { ...NO_LABEL, state: 'suspected' },
  )
  const label = writtenLabel(said, { propagator, id: number })
  return { label, rights: rightsOf({ number, creditLine, licence: licence.code, version }) }
}

async function filled(work: Representation, profile: ArticleProfile, storage: Storage | undefined): Promise<Article> {
  const found = articleOf(work)
  if (found === null) throw refuse('file_not_found', { status: 404 })
  const others = found.others.map((file) => ({ type: 'picture' as const, file, caption: '' }))
  const parts = [...found.parts, ...others].map(async (part): Promise<ArticlePart> =>
    part.type === 'picture' ? { ...part, picture: await pictureOf(part.file, part.caption, profile, storage) } : part,
  )
  const w = words('zh')
  return {
    title: work.title,
    abstract: work.abstract,
    line: work.aiUse === 'generated' ? w.vocabulary.visibleLabel : null,
    parts: await Promise.all(parts),
    ...(work.references ? { references: { heading: w.portal.catalogue.references, text: work.references } } : {}),
  }
}

/** @throws Refusal 503 `file_unavailable`, said before the first byte leaves */
async function pictureOf(
  { id, alt, renditions }: ReleasedFile,
  caption: string,
  { picture }: ArticleProfile,
  storage: Storage | undefined,
): Promise<ArticlePicture> {
  const rendition = renditions.find(({ name }) => name === picture)
  const stored = rendition && (await storage?.stat('renditions', rendition.id))
  if (!rendition || !storage || stored?.bytes !== rendition.bytes) throw unavailable()
  const open = async () => {
    const opened = await storage.read('renditions', rendition.id)
    if (!opened) throw unavailable()
    return opened.stream
  }
  return { id, alt: alt ?? caption, bytes: rendition.bytes, sha256: rendition.sha256, open }
}

const unavailable = () => refuse('file_unavailable', { status: 503, retryAfter: 60 })
