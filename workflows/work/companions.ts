import { roleOf } from './representation'
import { filesOf } from './manuscript'
import type { ManuscriptRow, OriginalRow } from './types'

/** Originals of the same work that a file's renditions are made of besides itself. */
export interface Companions {
  /** Of a film: what is spoken in it. */
  subtitles?: string
  /** Of a comic's first page: all of its pages, in their order. */
  pages?: string[]
}

/**
 * What else of the work goes into the renditions of one of its files. Subtitles belong to the work's one film; where
 * there are as many subtitles as films, each film has those that stand in its place.
 */
export function companionsOf(
  manuscript: Pick<ManuscriptRow, 'files' | 'format'>,
  originals: readonly Pick<OriginalRow, 'id' | 'mime'>[],
  file: string,
): Companions {
  const known = (filesOf(manuscript) ?? []).flatMap((named) => {
    const mime = originals.find(({ id }) => id === named.file)?.mime
    return mime === undefined ? [] : [{ id: named.file, mime, role: roleOf(named, mime) }]
  })
  const pages = known.filter(({ role, mime }) => (role === 'work' || role === 'page') && mime.startsWith('image/'))
  if (manuscript.format === 'comic' && pages[0]?.id === file) return { pages: pages.map(({ id }) => id) }
  const words = known.filter(({ role }) => role === 'subtitles')
  const films = known.filter(({ role, mime }) => role === 'work' && mime.startsWith('video/'))
  const place = films.findIndex(({ id }) => id === file)
  const spoken = films.length === 1 || films.length === words.length ? words[place] : undefined
  return spoken === undefined ? {} : { subtitles: spoken.id }
}
