import { z } from 'zod'
import { words } from '../award/words'
import { command, hasRole, mail } from '../engine'
import type { DecisionRow } from './types'

const input = z.strictObject({ reason: words(2, 500) })

/** The approver says no. The applications stay under review and may be proposed again. */
export const reject = command<DecisionRow, null, z.infer<typeof input>>({
  subject: 'decision',
  verb: 'reject',
  from: ['proposed'],
  to: ['rejected'],
  roles: ['approver'],
  tone: 'danger',
  input,
  who: hasRole('approver'),
  facts: async () => null,
  decide: ({ actor, subject, input: { reason } }) => ({
    patch: { state: 'rejected', decidedBy: actor.id, reason },
    outbox: [mail('decision_rejected', subject.proposedBy, subject.id, { decision: subject.id })],
  }),
})
