import type { Columns, Projection } from '../engine'
import { searchText } from '../rules/audience'
import { asJson } from './types'
import type { CatalogueRow, ReleasedFile, ReleaseLogRow, Representation, Summary } from './types'
import { barred, channelsText } from './visibility'

type Project = Omit<CatalogueRow, 'id'>

/**
 * What the catalogue says of a work after one more row of the log. Folding all rows of a work, oldest first, gives its
 * catalogue row: that is how the catalogue is rebuilt.
 * @throws Error when the first row is no publication: the log is not whole
 */
export function projected(before: Project | null, row: ReleaseLogRow): Project {
  const { seq, version, workNumber, scope, notBefore, dueLast, representation } = row
  const common = { seq, version, workNumber, scope, notBefore, dueLast, channels: channelsText(scope) }
  if (representation === null) {
    if (before === null) throw new Error(`release ${seq} ends a work that was never published`)
    return { ...plain(before), ...common, live: 'no', titleText: '', bodyText: '' }
  }
  const first = before ?? { publishedSeq: seq, releasedAt: row.at }
  const text = searchText(representation)
  return {
    ...common,
    live: 'yes',
    publishedSeq: first.publishedSeq,
    releasedAt: first.releasedAt,
    format: representation.format,
    theme: representation.theme,
    audience: barred(representation.audience),
    title: representation.title,
    titleText: text.title,
    bodyText: text.body,
    summary: summaryOf(representation, first.releasedAt, before === null ? undefined : row.at),
  }
}

/** Only the catalogue's own columns: a row that was read carries its dates as well. */
const plain = (row: Project): Project => ({
  live: row.live,
  seq: row.seq,
  publishedSeq: row.publishedSeq,
  version: row.version,
  workNumber: row.workNumber,
  format: row.format,
  theme: row.theme,
  audience: row.audience,
  title: row.title,
  titleText: row.titleText,
  bodyText: row.bodyText,
  summary: row.summary,
  scope: row.scope,
  notBefore: row.notBefore,
  channels: row.channels,
  dueLast: row.dueLast,
  releasedAt: row.releasedAt,
})

export const projection = (before: CatalogueRow | null, row: ReleaseLogRow): Projection => ({
  collection: 'catalogue',
  id: row.work,
  set: { ...projected(before, row) } as unknown as Columns,
})

/** The log row as the engine takes it. */
export const releaseRow = ({ at: _at, ...row }: ReleaseLogRow) => ({
  ...row,
  scope: asJson(row.scope),
  notBefore: asJson(row.notBefore),
  representation: asJson(row.representation),
})

function summaryOf(work: Representation, releasedAt: string, correctedAt: string | undefined): Summary {
  const seconds = Math.round(Math.max(0, ...work.files.map((file) => file.seconds ?? 0)))
  const poster = posterOf(work.files)
  return {
    number: work.number,
    version: work.version,
    title: work.title,
    abstract: work.abstract,
    format: work.format,
    theme: work.theme,
    audience: work.audience,
    keywords: work.keywords,
    creditLine: work.creditLine,
    licence: work.licence,
    aiUse: work.aiUse,
    funding: work.funding,
    files: work.files.length,
    ...(seconds > 0 ? { seconds } : {}),
    ...(poster ? { poster } : {}),
    releasedAt,
    ...(correctedAt === undefined ? {} : { correctedAt }),
  }
}

/** A picture for the list: the poster that was handed in, else a film's own, else the first page. */
function posterOf(files: readonly ReleasedFile[]): Summary['poster'] {
  const alt = (file: ReleasedFile) => (file.alt === undefined ? {} : { alt: file.alt })
  const has = (file: ReleasedFile, name: string) => file.renditions.some((each) => each.name === name)
  const isPicture = (file: ReleasedFile) => file.mime.startsWith('image/')
  const given = files.find((file) => file.role === 'poster' && isPicture(file))
  const film = files.find((file) => has(file, 'poster'))
  const picture = given ?? (film ? undefined : files.find(isPicture))
  if (picture)
    return { file: picture.id, ...(has(picture, 'image-320') ? { rendition: 'image-320' } : {}), ...alt(picture) }
  return film ? { file: film.id, rendition: 'poster', ...alt(film) } : undefined
}
