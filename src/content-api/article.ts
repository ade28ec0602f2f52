import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { ARTICLE_PROFILES, declaredLabel, makeArticle, writtenLabel } from '../../media'
import type { Article, ArticlePart, ArticleProfile, Marks, Storage } from '../../media'
import { refuse } from '../../workflows/engine'
import type { ReleasedFile, Rendition, Representation } from '../../workflows/release'
import { articleOf } from '../../workflows/release/article'
import { words } from '../i18n'
import { rightsOf } from '../rights'
import { matches } from './ready'
import type { Env } from './ready'
import type { Standing } from './standing'

/** All pictures together, in bytes: an article is made in memory while somebody waits for it. */
const LARGEST = 32_000_000

/**
 * A released text with its illustrations as one zip, made from what is frozen in the log and nothing else.
 * @throws Refusal 404 `file_not_found` for a work that is no article; 413 `article_too_large`; 503 `file_unavailable`
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
  const bytes = makeArticle(article, profile, marksOf(representation, propagator))
  const digest = createHash('sha256').update(bytes).digest('base64')
  return new Response(c.req.method === 'HEAD' ? null : new Uint8Array(bytes), {
    headers: { ...headers, 'content-length': String(bytes.length), 'repr-digest': `sha-256=:${digest}:` },
  })
}

/** Whether a work is a text that leaves with its pictures. */
export const hasArticle = ({ format, body }: Representation): boolean => format === 'article' && body !== undefined

function marksOf(work: Representation, propagator: string): Marks {
  const { number, aiUse, creditLine, licence, version } = work
  const label = writtenLabel(declaredLabel(aiUse !== 'none'), { propagator, id: number })
  return { label, rights: rightsOf({ number, creditLine, licence: licence.code, version }) }
}

interface Found {
  file: ReleasedFile
  rendition: Rendition
  caption: string
}

async function filled(work: Representation, profile: ArticleProfile, storage: Storage | undefined): Promise<Article> {
  const found = articleOf(work)
  if (found === null) throw refuse('file_not_found', { status: 404 })
  const others = found.others.map((file) => ({ type: 'picture' as const, file, caption: '' }))
  const parts = [...found.parts, ...others].map((part) => {
    if (part.type !== 'picture') return part
    const rendition = part.file.renditions.find(({ name }) => name === profile.picture)
    if (!rendition) throw refuse('file_unavailable', { status: 503, retryAfter: 60 })
    return { file: part.file, rendition, caption: part.caption }
  })
  const pictures = new Map(parts.flatMap((part) => ('file' in part ? [[part.file.id, part] as const] : [])))
  const all = [...pictures.values()].reduce((sum, { rendition }) => sum + rendition.bytes, 0)
  if (all > LARGEST) throw refuse('article_too_large', { status: 413 })
  const bytes = new Map<string, Buffer>()
  for (const [id, { rendition }] of pictures) bytes.set(id, await read(storage, rendition))
  const w = words('zh')
  return {
    title: work.title,
    abstract: work.abstract,
    line: work.aiUse === 'generated' ? w.vocabulary.visibleLabel : null,
    parts: parts.map((part) => ('file' in part ? shown(part, bytes) : part)),
    ...(work.references ? { references: { heading: w.portal.catalogue.references, text: work.references } } : {}),
  }
}

function shown({ file, rendition, caption }: Found, bytes: ReadonlyMap<string, Buffer>): ArticlePart {
  const { id, alt = caption } = file
  const picture = { id, alt, bytes: bytes.get(id) ?? Buffer.alloc(0), sha256: rendition.sha256 }
  return { type: 'picture', picture, caption }
}

async function read(storage: Storage | undefined, { id }: Rendition): Promise<Buffer> {
  const opened = await storage?.read('renditions', id)
  if (!opened) throw refuse('file_unavailable', { status: 503, retryAfter: 60 })
  const parts: Buffer[] = []
  for await (const part of opened.stream as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}
