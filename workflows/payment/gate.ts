import { refuse } from '../engine'
import type { Verdict } from '../engine'
import { mayPay } from '../rules/payments'
import type { PaymentFacts } from '../rules/payments'
import type { PayFacts } from './facts'
import type { PaymentRow } from './types'

const afterSigning = ['signed', 'delivered', 'accepted', 'closed']
const afterAcceptance = ['accepted', 'closed']

/**
 * What the rules ask of the award. There is no mid-term report yet: the mid-term gate opens with acceptance, which is
 * later. An instalment of nothing has no payment and counts as paid.
 */
export function paymentFacts({ award, payments, openObjections }: PayFacts): PaymentFacts {
  const paid = payments.filter(({ state }) => state === 'paid')
  const accepted = afterAcceptance.includes(award.state)
  const empty = award.plan.instalments.filter(({ amountFen }) => amountFen === 0)
  return {
    agreementSigned: afterSigning.includes(award.state),
    midtermPassed: accepted,
    deliverableAccepted: accepted,
    openObjection: openObjections > 0 || award.state === 'objection_hold',
    paidNumbers: [...paid, ...empty].map(({ n }) => n),
    committedFen: award.state === 'cancelled' ? 0 : award.fen,
    paidFen: paid.reduce((sum, { fen }) => sum + fen, 0),
  }
}

/** Whether this payment may go a step further now. */
export function gateVerdict(payment: PaymentRow, facts: PayFacts | null): Verdict {
  if (!facts) return refuse('not_found', { status: 404 })
  const code = mayPay({ n: payment.n, gate: payment.gate, amountFen: payment.fen }, paymentFacts(facts))
  return code === null ? null : refuse(code, { params: { n: payment.n } })
}
