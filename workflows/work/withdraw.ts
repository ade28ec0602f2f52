import { z } from 'zod'
import { command, hasRole } from '../engine'
import { releaseFacts } from './facts'
import type { ReleaseFacts } from './facts'
import { logged, orderMustStand, releaseLane } from './log-entry'
import { reason } from './note'
import type { WorkRow } from './types'

const schema = z.strictObject({ reason })

/** Takes a work back for good. The log keeps that it was there, when it went and why; its content is given to nobody. */
export const withdraw = command<WorkRow, ReleaseFacts, z.infer<typeof schema>>({
  subject: 'work',
  verb: 'withdraw',
  from: ['released'],
  to: ['withdrawn'],
  roles: ['editor3'],
  input: schema,
  tone: 'danger',
  who: hasRole('editor3'),
  facts: releaseFacts,
  lanes: releaseLane,
  guard: ({ facts }) => orderMustStand(facts),
  decide: ({ subject, facts, input, now, fresh }) => {
    const { listed } = facts
    if (!listed) throw new Error(`${subject.id} is released and not in the catalogue`)
    const id = fresh()
    const version = subject.version + 1
    const common = logged(subject, facts, {
      ...{ id, kind: 'withdraw', version, now, reason: input.reason },
      ...{ scope: listed.scope, notBefore: listed.notBefore },
      representation: null,
    })
    return { patch: { state: 'withdrawn', version, release: id }, ...common }
  },
})
