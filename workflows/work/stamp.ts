import { canonical, refuse, sha256 } from '../engine'
import type { OutboxItem, Verdict } from '../engine'
import { toPlan } from '../file/renditions'
import type { RenditionsOfSet } from '../file/renditions'
import type { FileChoices } from '../rules/choices'
import { creditWithMaps } from '../rules/maps'
import { companionsOf } from './companions'
import type { Companions } from './companions'
import { filesOf } from './manuscript'
import type { ManuscriptRow, OriginalRow, WorkRow } from './types'

/**
 * Names the words that a work's files carry in themselves: number, credit, licence, what its maker said about
 * generative tools, what else of the work a file's renditions are made of, and what was chosen about them. Files with
 * another stamp may not be released with these words.
 */
export const stampOf = (
  { number, maps }: Pick<WorkRow, 'number'> & Partial<Pick<WorkRow, 'maps'>>,
  { creditLine: names, licence, aiUse }: Pick<ManuscriptRow, 'creditLine' | 'licence' | 'aiUse'>,
  madeOf: Companions & Handling = {},
): string => {
  const creditLine = creditWithMaps(names, maps)
  return sha256(canonical({ number, creditLine, licence, aiUse, ...madeOf })).slice(0, 32)
}

/** What is chosen about a file that its renditions depend on: the words in its place are in none of them. */
export type Handling = Pick<FileChoices, 'focal' | 'poster' | 'cut15' | 'cut30'>

export function handlingOf({ choices }: Pick<WorkRow, 'choices'>, file: string): Handling {
  const { alt: _alt, spread: _spread, ...handling } = choices?.[file] ?? {}
  return handling
}

const stampFor = (work: WorkRow, manuscript: ManuscriptRow, { originals }: Facts, file: string): string =>
  stampOf(work, manuscript, { ...companionsOf(manuscript, originals, file), ...handlingOf(work, file) })

interface Facts {
  manuscript: ManuscriptRow | null
  originals: readonly OriginalRow[]
}

/** The originals of everything that the work shows: evidence stays inside, and so needs no renditions. */
function shown({ manuscript, originals }: Facts): OriginalRow[] {
  const named = (manuscript && filesOf(manuscript)) ?? []
  const inside = new Set(named.filter(({ role }) => role === 'evidence').map(({ file }) => file))
  return originals.filter(({ id }) => !inside.has(id))
}

const stamped = (original: OriginalRow, stamp: string): RenditionsOfSet | undefined => {
  const set = original.renditions?.release
  return set?.stamp === stamp ? set : undefined
}

/** Asks for the files of a release, marked with the words as they stand; those that are there are not made again. */
export function filesToPrepare(work: WorkRow, facts: Facts): OutboxItem[] {
  const { manuscript } = facts
  if (!manuscript) return []
  return shown(facts)
    .filter((original) => !stamped(original, stampFor(work, manuscript, facts, original.id)))
    .map((original) => toPlan(original, `:${work.id}:${work.rev}`, work.id))
}

/** Reasons for which the work's file would leave without any rendition that says what it must. */
const unmarkable: readonly string[] = ['facts_missing', 'document_locked']

/** Nothing is released before every file of it is made, marked with these very words, and was read back. */
export function filesMustBeReady(work: WorkRow, facts: Facts): Verdict {
  const { manuscript } = facts
  if (!manuscript) return null
  const sets = shown(facts).map((original) => stamped(original, stampFor(work, manuscript, facts, original.id)))
  const unmade = sets.filter((set) => !set || Object.values(set.entries).some(({ state }) => state === 'wanted')).length
  if (unmade > 0) return refuse('renditions_not_ready', { params: { left: unmade, all: sets.length } })
  const failed = sets
    .flatMap((set) => Object.entries(set?.entries ?? {}))
    .find(
      ([, entry]) =>
        (entry.state === 'failed' && entry.required) ||
        (entry.state === 'impossible' && entry.required === true && unmarkable.includes(entry.why)),
    )
  return failed ? refuse('rendition_failed', { params: { name: failed[0] } }) : null
}
