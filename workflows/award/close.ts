import { command, hasRole, refuse } from '../engine'
import type { PaymentRow } from '../payment/types'
import { paymentsOf } from './facts'
import type { AwardRow } from './types'
import { nothing } from './words'

const settled = ({ state }: PaymentRow) => state === 'paid' || state === 'cancelled'

/** Everything is handed in, accepted and paid. */
export const close = command<AwardRow, PaymentRow[], Record<string, never>>({
  subject: 'award',
  verb: 'close',
  from: ['accepted'],
  to: ['closed'],
  roles: ['officer', 'finance'],
  input: nothing,
  who: hasRole('officer', 'finance'),
  facts: (reader, award) => paymentsOf(reader, award.id),
  guard({ facts: payments }) {
    const open = payments.filter((payment) => !settled(payment)).length
    return open > 0 ? refuse('payments_open', { params: { open } }) : null
  },
  decide: () => ({ patch: { state: 'closed' } }),
})
