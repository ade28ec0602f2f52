import { z } from 'zod'
import { both, command, hasRole, refuse } from '../engine'
import { asJson } from '../release'
import { notOwn, withCheck } from './editors'
import { releaseFacts } from './facts'
import type { ReleaseFacts } from './facts'
import { logged, orderMustStand, releaseLane } from './log-entry'
import { correctable, proposedCorrection } from './propose-correction'
import { representationOf } from './representation'
import { filesMustBeReady } from './stamp'
import type { WorkRow } from './types'

/**
 * A second editor publishes the correction that another has proposed: a new version of the work, with the reason that is
 * told to everybody. The words must be those that were proposed. It takes over scope and hours.
 */
export const correct = command<WorkRow, ReleaseFacts, object>({
  subject: 'work',
  verb: 'correct',
  from: ['released'],
  to: ['released'],
  roles: ['editor3'],
  input: z.strictObject({}),
  who: both<WorkRow, ReleaseFacts>(hasRole('editor3'), notOwn, ({ actor, subject }) =>
    proposedCorrection(subject)?.by === actor.id ? refuse('two_people_needed', { status: 403 }) : null,
  ),
  facts: releaseFacts,
  lanes: releaseLane,
  guard: ({ subject, facts }) => {
    const proposed = proposedCorrection(subject)
    if (!proposed) return refuse('correction_not_proposed')
    if (proposed.hash !== facts.hash) return refuse('correction_changed')
    return correctable(subject, facts) ?? filesMustBeReady(subject, facts) ?? orderMustStand(facts)
  },
  decide: ({ actor, subject, facts, now, fresh }) => {
    const { manuscript, listed } = facts
    const proposed = proposedCorrection(subject)
    if (!manuscript) throw refuse('manuscript_missing')
    if (!proposed || !listed) throw new Error(`${subject.id} has nothing to correct, or is not in the catalogue`)
    const id = fresh()
    const version = subject.version + 1
    const common = logged(subject, facts, {
      ...{ id, kind: 'correct', version, now, reason: proposed.note },
      ...{ scope: listed.scope, notBefore: listed.notBefore },
      representation: representationOf(subject, manuscript, facts.originals, version),
    })
    const entry = { step: 'corrected', by: actor.id, at: now.toISOString(), note: '', hash: facts.hash } as const
    const checks = asJson(withCheck(subject, entry))
    return {
      patch: { state: 'released', version, release: id, pinned: facts.hash, title: manuscript.title, checks },
      ...common,
    }
  },
})
