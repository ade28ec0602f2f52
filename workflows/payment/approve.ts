import { nothing } from '../award/words'
import { both, command, hasRole, notTheSamePersonAs } from '../engine'
import { payFacts } from './facts'
import type { PayFacts } from './facts'
import { gateVerdict } from './gate'
import type { PaymentRow } from './types'

/** Finance agrees; never the person who asked, never the person who is paid. */
export const approve = command<PaymentRow, PayFacts | null, Record<string, never>>({
  subject: 'payment',
  verb: 'approve',
  from: ['requested'],
  to: ['approved'],
  roles: ['finance'],
  tone: 'primary',
  input: nothing,
  who: both<PaymentRow, PayFacts | null>(
    hasRole('finance'),
    notTheSamePersonAs('requestedBy'),
    notTheSamePersonAs('owner'),
  ),
  facts: (reader, payment) => payFacts(reader, payment),
  guard: ({ subject, facts }) => gateVerdict(subject, facts),
  decide: ({ actor }) => ({ patch: { state: 'approved', approvedBy: actor.id } }),
})
