import { refuse } from '../engine'
import type { Changes, Verdict } from '../engine'
import { projection, releaseRow } from '../release'
import type { NotBefore, ReleaseKind, ReleaseLogRow, Representation, Scope } from '../release'
import { dueLast } from '../release/visibility'
import type { ReleaseFacts } from './facts'
import { representationVersion } from './representation'
import type { WorkRow } from './types'

export interface Entry {
  id: string
  kind: ReleaseKind
  version: number
  scope: Scope
  notBefore: NotBefore
  representation: Representation | null
  reason: string | null
  now: Date
}

/** Releases of the whole system pass one at a time in this process. */
export const releaseLane = () => ['release-order']

export const orderMustStand = ({ order }: ReleaseFacts): Verdict =>
  order ? null : refuse('release_order_missing', { status: 503 })

/** One row of the release log, the number it takes, and the catalogue after it: the common part of all three verbs. */
export function logged(
  work: WorkRow,
  facts: ReleaseFacts,
  entry: Entry,
): Required<Pick<Changes, 'patches' | 'release' | 'project' | 'answer'>> {
  if (!facts.order) throw refuse('release_order_missing', { status: 503 })
  const seq = facts.order.rev + 1
  const { id, kind, version, scope, notBefore, representation, reason, now } = entry
  const row: ReleaseLogRow = {
    ...{ id, seq, kind, work: work.id, workNumber: work.number, version, scope, notBefore },
    dueLast: dueLast(notBefore),
    representationVersion,
    representation,
    reason,
    at: now.toISOString(),
  }
  return {
    patches: [{ collection: 'release-order', subject: facts.order, set: {} }],
    release: releaseRow(row),
    project: [projection(facts.listed, row)],
    answer: { seq, version, number: work.number },
  }
}
