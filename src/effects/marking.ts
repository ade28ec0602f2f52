import { NO_LABEL, declaredLabel, raised, saysGenerated, writtenLabel } from '../../media'
import type { About, Facts, Label, Marks } from '../../media'
import { companionsOf, handlingOf, preparingFacts, stampOf } from '../../workflows/work'
import type { WorkRow } from '../../workflows/work'
import { creditWithMaps } from '../../workflows/rules/maps'
import type { House } from '../faces'
import { words } from '../i18n'
import { rightsOf } from '../rights'

/** For which words the files are marked, and with what. */
export interface Marking {
  stamp: string
  /** The same, but for what a file's renditions are made of besides itself and what was chosen about it. */
  words: string
  /** Of the release that the files are made for; 0 where there is none. */
  version: number
  label: Label
  marks: Marks
  /** Of what is made of all pages of a comic together: as strong as the strongest of their labels. */
  marksOfPages: Marks
  /** What the plan of its renditions takes into account. */
  about: About
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
      ...{ stamp: 'preview', words: 'preview', version: 0, label: found },
      ...{ marks: { label: writtenLabel(found) }, marksOfPages: { label: writtenLabel(found) }, about: {} },
    }
  const { reader } = house.engine.store
  const row = await reader.get<WorkRow>('works', work)
  const { manuscript, originals } = row ? await preparingFacts(reader, row) : {}
  if (!row || !manuscript) throw new Error('the work is not there')
  const beside = companionsOf(manuscript, originals ?? [], id)
  const chosen = handlingOf(row, id)
  const version = row.version + 1
  const declared = declaredLabel(manuscript.aiUse !== 'none')
  const label = raised(found, declared)
  const foundInPages = (originals ?? [])
    .filter((original) => beside.pages?.includes(original.id))
    .map((original) => (original.facts as Pick<Facts, 'label'> | null)?.label ?? NO_LABEL)
    .reduce(stronger, found)
  const creditLine = creditWithMaps(manuscript.creditLine, row.maps)
  const rights = rightsOf({ ...manuscript, creditLine, number: row.number, version })
  const propagation = { propagator: house.config.aiLabelPropagator, id: row.number }
  const marksFor = (known: Label): Marks => ({ label: writtenLabel(known, propagation), rights })
  const wordsFor = (known: Label) =>
    manuscript.aiUse === 'generated' || saysGenerated(known) ? words('zh').vocabulary.visibleLabel : undefined
  return {
    ...{ stamp: stampOf(row, manuscript, { ...beside, ...chosen }), words: stampOf(row, manuscript), version, label },
    ...{ marks: marksFor(label), marksOfPages: marksFor(raised(foundInPages, declared)) },
    about: { beside, chosen, words: wordsFor(found), wordsOfPages: wordsFor(foundInPages) },
  }
}

/** That it was generated says more than that it may have been. */
const stronger = (one: Label, other: Label): Label =>
  saysGenerated(one) ? one : saysGenerated(other) ? other : raised(one, other)
