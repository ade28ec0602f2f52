import type { Reader } from '../engine'
import type { CatalogueRow, ReleaseOrder } from '../release'
import { contentHash, filesOf } from './manuscript'
import type { ManuscriptRow, OriginalRow, WorkRow } from './types'

/** The words that a verb judges, and their hash. */
export interface Words {
  manuscript: ManuscriptRow | null
  /** '' when there is no manuscript. */
  hash: string
}

export async function wordsOf(reader: Reader, work: WorkRow): Promise<Words> {
  const manuscript = await reader.get<ManuscriptRow>('manuscripts', work.manuscript)
  return { manuscript, hash: manuscript ? contentHash(manuscript, work) : '' }
}

/** The words, and the originals that they name. */
export interface PreparingFacts extends Words {
  originals: OriginalRow[]
}

export async function preparingFacts(reader: Reader, work: WorkRow): Promise<PreparingFacts> {
  const words = await wordsOf(reader, work)
  const ids = words.manuscript ? (filesOf(words.manuscript) ?? []).map(({ file }) => file) : []
  const originals =
    ids.length === 0 ? [] : await reader.find<OriginalRow>('files', { id: { in: ids } }, { limit: ids.length })
  return { ...words, originals }
}

/** What a row of the release log is made of. */
export interface ReleaseFacts extends PreparingFacts {
  order: ReleaseOrder | null
  /** The work as the catalogue has it now; null before the first release. */
  listed: CatalogueRow | null
}

export async function releaseFacts(reader: Reader, work: WorkRow): Promise<ReleaseFacts> {
  const prepared = await preparingFacts(reader, work)
  const order = await reader.get<ReleaseOrder>('release-order', 'main')
  const listed = await reader.get<CatalogueRow>('catalogue', work.id)
  return { ...prepared, order, listed }
}
