import { z } from 'zod'
import { both, command, hasRole, refuse } from '../engine'
import type { Verdict } from '../engine'
import { asJson } from '../release'
import { mapsMustBeApproved } from './declare-maps'
import { editors, notOwn, withCheck } from './editors'
import { releaseFacts } from './facts'
import type { ReleaseFacts } from './facts'
import { mustBeWhole } from './manuscript'
import { reason } from './note'
import { originalsMustFit, originalsMustStand } from './release'
import { filesToPrepare } from './stamp'
import type { Correction, WorkRow } from './types'

const schema = z.strictObject({ reason })

/**
 * An editor says that the manuscript as it stands now should take the place of what is released, and why. Nothing is
 * shown to anybody yet: a second person has to publish it (docs/decisions/0009). Another proposal takes its place. Where
 * the words that files carry in themselves have changed, the files are made anew meanwhile.
 */
export const proposeCorrection = command<WorkRow, ReleaseFacts, z.infer<typeof schema>>({
  subject: 'work',
  verb: 'propose_correction',
  from: ['released'],
  to: ['released'],
  roles: [...editors],
  input: schema,
  who: both<WorkRow, ReleaseFacts>(hasRole(...editors), notOwn),
  facts: releaseFacts,
  guard: ({ subject, facts }) => correctable(subject, facts),
  decide: ({ actor, subject, facts, input, now }) => {
    const by = { by: actor.id, at: now.toISOString() }
    const entry = { step: 'correction_proposed', ...by, note: input.reason, hash: facts.hash } as const
    const patch = { state: 'released', checks: asJson(withCheck(subject, entry)) }
    return { patch, outbox: filesToPrepare(subject, facts) }
  },
})

/** Whether the manuscript is whole, differs from what is released, has its files, which fit its format, and may show its maps. */
export const correctable = (work: WorkRow, facts: ReleaseFacts): Verdict =>
  mustBeWhole(facts.manuscript) ??
  (facts.hash === work.pinned ? refuse('nothing_to_correct') : null) ??
  originalsMustStand(facts) ??
  originalsMustFit(facts) ??
  mapsMustBeApproved(work)

/** The correction that waits for a second person, if there is one. */
export function proposedCorrection({ checks }: WorkRow): Correction | null {
  const last = checks?.at(-1)
  return last?.step === 'correction_proposed' ? last : null
}
