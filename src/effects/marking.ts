import { NO_LABEL, declaredLabel, raised, writtenLabel } from '../../media'
import type { Facts, Label, Marks, Rights } from '../../media'
import { companionsOf, handlingOf, preparingFacts, stampOf } from '../../workflows/work'
import type { Companions, Handling, ManuscriptRow, WorkRow } from '../../workflows/work'
import type { House } from '../faces'
import { words } from '../i18n'

/** For which words the files are marked, and with what. */
export interface Marking {
  stamp: string
  /** The same, but for what a file's renditions are made of besides itself and what was chosen about it. */
  words: string
  /** Of the release that the files are made for; 0 where there is none. */
  version: number
  label: Label
  marks: Marks
  /** What else of the work the file's renditions are made of. */
  beside: Companions
  chosen: Handling
}

/** Addresses of licences that have one. */
const licenceUrls: Partial<Record<string, string>> = {
  'cc-by-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'cc-by-nc-4.0': 'https://creativecommons.org/licenses/by-nc/4.0/',
}

/**
 * What the files of a work say of themselves, as its words stand now; without a work, the label that was found in the
 * original and nothing else. The label is the stronger of what was found and what the maker declared.
 */
export async function marking(
  house: House,
  { id, facts }: { id: string; facts: Pick<Facts, 'label'> | null },
  work: string | null,
): Promise<Marking> {
  const found = facts?.label ?? NO_LABEL
  if (work === null)
    return {
      ...{ stamp: 'preview', words: 'preview', version: 0, label: found, marks: { label: writtenLabel(found) } },
      ...{ beside: {}, chosen: {} },
    }
  const { reader } = house.engine.store
  const row = await reader.get<WorkRow>('works', work)
  const { manuscript, originals } = row ? await preparingFacts(reader, row) : {}
  if (!row || !manuscript) throw new Error('the work is not there')
  const beside = companionsOf(manuscript, originals ?? [], id)
  const chosen = handlingOf(row, id)
  const version = row.version + 1
  const label = raised(found, declaredLabel(manuscript.aiUse !== 'none'))
  const propagation = { propagator: house.config.aiLabelPropagator, id: row.number }
  const marks = { label: writtenLabel(label, propagation), rights: rightsOf(row, manuscript, version) }
  const stamps = { stamp: stampOf(row, manuscript, { ...beside, ...chosen }), words: stampOf(row, manuscript) }
  return { ...stamps, version, label, marks, beside, chosen }
}

/** Files speak Chinese: it is the language that credit lines are written in. */
function rightsOf({ number }: WorkRow, { creditLine, licence }: ManuscriptRow, version: number): Rights {
  const url = licenceUrls[licence]
  const name = words('zh').vocabulary.licences[licence]
  return { credit: creditLine, licence: name, ...(url ? { licenceUrl: url } : {}), work: number, version }
}
