import { NO_LABEL, declaredLabel, raised, saysGenerated, writtenLabel } from '../../media'
import type { Facts, Label, Marks } from '../../media'
import { companionsOf, preparingFacts, stampOf } from '../../workflows/work'
import type { Companions, WorkRow } from '../../workflows/work'
import type { House } from '../faces'
import { words } from '../i18n'
import { rightsOf } from '../rights'

/** For which words the files are marked, and with what. */
export interface Marking {
  stamp: string
  /** Of the release that the files are made for; 0 where there is none. */
  version: number
  label: Label
  marks: Marks
  /** What people are told in the file itself, where it was generated and not only made with some help. */
  visible: string | null
  /** What else of the work the file's renditions are made of. */
  beside: Companions
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
      stamp: 'preview',
      version: 0,
      label: found,
      marks: { label: writtenLabel(found) },
      visible: null,
      beside: {},
    }
  const { reader } = house.engine.store
  const row = await reader.get<WorkRow>('works', work)
  const { manuscript, originals } = row ? await preparingFacts(reader, row) : {}
  if (!row || !manuscript) throw new Error('the work is not there')
  const beside = companionsOf(manuscript, originals ?? [], id)
  const version = row.version + 1
  const label = raised(found, declaredLabel(manuscript.aiUse !== 'none'))
  const propagation = { propagator: house.config.aiLabelPropagator, id: row.number }
  const marks = {
    label: writtenLabel(label, propagation),
    rights: rightsOf({ ...manuscript, number: row.number, version }),
  }
  const generated = manuscript.aiUse === 'generated' || saysGenerated(found)
  const visible = generated ? words('zh').vocabulary.visibleLabel : null
  return { stamp: stampOf(row, manuscript, beside), version, label, marks, visible, beside }
}
