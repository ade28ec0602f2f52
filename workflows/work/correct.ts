import { z } from 'zod'
import { command, hasRole, refuse } from '../engine'
import { releaseFacts } from './facts'
import type { ReleaseFacts } from './facts'
import { logged, orderMustStand, releaseLane } from './log-entry'
import { mustBeWhole } from './manuscript'
import { reason } from './note'
import { originalsMustFit, originalsMustStand } from './release'
import { representationOf } from './representation'
import type { WorkRow } from './types'

const schema = z.strictObject({ reason })

/** A new version of a released work, with the reason that is told to everybody. It takes over scope and hours. */
export const correct = command<WorkRow, ReleaseFacts, z.infer<typeof schema>>({
  subject: 'work',
  verb: 'correct',
  from: ['released'],
  to: ['released'],
  roles: ['editor3'],
  input: schema,
  who: hasRole('editor3'),
  facts: releaseFacts,
  lanes: releaseLane,
  guard: ({ subject, facts }) =>
    mustBeWhole(facts.manuscript) ??
    (facts.hash === subject.pinned ? refuse('nothing_to_correct') : null) ??
    originalsMustStand(facts) ??
    originalsMustFit(facts) ??
    orderMustStand(facts),
  decide: ({ subject, facts, input, now, fresh }) => {
    const { manuscript, listed } = facts
    if (!manuscript) throw refuse('manuscript_missing')
    if (!listed) throw new Error(`${subject.id} is released and not in the catalogue`)
    const id = fresh()
    const version = subject.version + 1
    const common = logged(subject, facts, {
      ...{ id, kind: 'correct', version, now, reason: input.reason },
      ...{ scope: listed.scope, notBefore: listed.notBefore },
      representation: representationOf(subject, manuscript, facts.originals, version),
    })
    return {
      patch: { state: 'released', version, release: id, pinned: facts.hash, title: manuscript.title },
      ...common,
    }
  },
})
