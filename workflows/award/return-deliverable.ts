import { z } from 'zod'
import { both, command, hasRole, mail, notTheSamePersonAs, refuse } from '../engine'
import { deliveredFacts } from './facts'
import type { DeliveredFacts } from './facts'
import type { AwardRow } from './types'
import { words } from './words'

const input = z.strictObject({ reason: words(2, 1000) })

/** What was handed in is not yet right; the owner hands in again. */
export const returnDeliverable = command<AwardRow, DeliveredFacts, z.infer<typeof input>>({
  subject: 'award',
  verb: 'return_deliverable',
  from: ['delivered'],
  to: ['signed'],
  roles: ['officer'],
  input,
  who: both(hasRole('officer'), notTheSamePersonAs('owner')),
  facts: (reader, award) => deliveredFacts(reader, award),
  decide({ subject, facts: { deliverable }, input: { reason } }) {
    if (!deliverable) throw refuse('not_found', { status: 404 })
    return {
      patch: { state: 'signed' },
      patches: [{ collection: 'deliverables', subject: deliverable, set: { state: 'returned', reason } }],
      outbox: [
        mail('deliverable_returned', subject.owner, deliverable.id, { award: subject.id, number: subject.number }),
      ],
    }
  },
})
