import { nothing } from '../award/words'
import { both, command, hasRole, notTheSamePersonAs } from '../engine'
import { payFacts } from './facts'
import type { PayFacts } from './facts'
import { gateVerdict } from './gate'
import type { PaymentRow } from './types'

/** The officer asks finance for a payment whose gate is open. */
export const request = command<PaymentRow, PayFacts | null, Record<string, never>>({
  subject: 'payment',
  verb: 'request',
  from: ['planned'],
  to: ['requested'],
  roles: ['officer'],
  tone: 'primary',
  input: nothing,
  who: both(hasRole('officer'), notTheSamePersonAs('owner')),
  facts: (reader, payment) => payFacts(reader, payment),
  guard: ({ subject, facts }) => gateVerdict(subject, facts),
  decide: ({ actor }) => ({ patch: { state: 'requested', requestedBy: actor.id } }),
})
