import { ARTICLE_PROFILES } from '../../media'
import { bestFor } from '../../workflows/release/best-for'
import type { Best, Use } from '../../workflows/release/best-for'
import { playedAt } from '../games/place'
import { words } from '../i18n'
import { hasArticle } from './article'
import type { ReleasedFile, Rendition, Representation, Summary } from '../../workflows/release'

export const base = '/content/v1'

const fileHref = (number: string, file: string, rendition?: string) =>
  `${base}/works/${number}/files/${file}${rendition === undefined ? '' : `?rendition=${encodeURIComponent(rendition)}`}`

/** What a newsroom asks, and where games are played. */
export interface Presenting {
  use?: Use | undefined
  gamesOrigin: string | null
}

/** A file with the addresses of its bytes. Ids of stored renditions stay inside. */
const presentFile = (number: string, { renditions, ...file }: ReleasedFile, { use, gamesOrigin }: Presenting) => ({
  ...file,
  href: fileHref(number, file.id),
  renditions: renditions.map(({ id: _id, ...rendition }) => ({
    ...rendition,
    ...bitrateOf(rendition),
    href: fileHref(number, file.id, rendition.name),
    ...playOf(gamesOrigin, number, file.id, rendition.name),
  })),
  ...(use ? { best: presentBest(number, file.id, bestFor(use, { ...file, renditions })) } : {}),
})

/** On average over the whole file, in kbit/s, of what plays. */
const bitrateOf = ({ codec, bytes, seconds }: Pick<Rendition, 'codec' | 'bytes' | 'seconds'>): { kbps?: number } =>
  codec !== undefined && seconds ? { kbps: Math.round((bytes * 8) / 1000 / seconds) } : {}

const playOf = (origin: string | null, number: string, file: string, rendition: string): { play?: string } => {
  const play = rendition === 'package' ? playedAt(origin, number, file) : null
  return play === null ? {} : { play }
}

const presentBest = (number: string, file: string, { rendition, reason }: Best) => ({
  rendition: rendition?.name ?? null,
  href: rendition ? fileHref(number, file, rendition.name) : null,
  reason,
  reason_zh: words('zh').vocabulary.bestReasons[reason],
  reason_en: words('en').vocabulary.bestReasons[reason],
})

export const presentWork = (work: Representation, presenting: Presenting) => ({
  ...work,
  href: `${base}/works/${work.number}`,
  files: work.files.map((file) => presentFile(work.number, file, presenting)),
  ...(hasArticle(work) ? { articles: ARTICLE_PROFILES.map(({ id }) => presentArticle(work.number, id)) } : {}),
})

const presentArticle = (number: string, name: string) => ({
  name,
  mime: 'application/zip',
  href: `${base}/works/${number}/articles/${name}`,
})

export const presentSummary = ({ poster, ...summary }: Summary) => ({
  ...summary,
  href: `${base}/works/${summary.number}`,
  ...(poster ? { poster: { ...poster, href: fileHref(summary.number, poster.file, poster.rendition) } } : {}),
})
