import type { Changes } from '../engine'
import { asJson } from '../release'
import { isMakersTurn } from './editors'
import type { PreparingFacts } from './facts'
import { contentHash } from './manuscript'
import { filesToPrepare } from './stamp'
import type { WorkRow } from './types'

/**
 * What is settled about a work beside its words. A round of review that has read these words goes on, and what depends on
 * it is made anew; what is released stays as it is until a correction publishes it, for which it takes two
 * (docs/decisions/0009).
 * @returns `null` when nothing changes
 */
export function settled(
  subject: WorkRow,
  facts: PreparingFacts,
  change: Pick<WorkRow, 'choices'> | Pick<WorkRow, 'maps'>,
): Changes | null {
  const next = { ...subject, ...change }
  const hash = facts.manuscript ? contentHash(facts.manuscript, next) : facts.hash
  if (hash === facts.hash) return null
  const isReleased = subject.state === 'released'
  const goesOn = !isReleased && subject.pinned === facts.hash
  const columns = Object.fromEntries(
    Object.entries<object | null>(change).map(([name, value]) => [name, asJson(value)]),
  )
  return {
    patch: { state: subject.state, ...columns, ...(goesOn ? { pinned: hash } : {}) },
    outbox: isReleased || isMakersTurn(subject) ? [] : filesToPrepare(next, facts),
  }
}
