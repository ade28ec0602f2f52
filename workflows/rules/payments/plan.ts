import { instalments } from '../money'
import type { FundingMode, PaymentFacts, PaymentGate, PaymentPlan, PaymentRefusal, PlannedPayment } from './types'

/** Up to 50,000 yuan there is no mid-term payment. */
const smallGrantFen = 5_000_000

/**
 * The plan proposed for an award, to be changed on the call: post-subsidy pays once, after acceptance; pre-funding pays
 * 60/40 up to 50,000 yuan and 50/30/20 above. Recommendation of the domain research (§5.2), not a rule of any office.
 */
export const defaultPaymentPlan = (mode: FundingMode, totalFen: number): PaymentPlan => {
  const plan = (...parts: [number, PaymentGate][]): PaymentPlan => ({
    mode,
    instalments: parts.map(([percent, gate], index) => ({ n: index + 1, percent, gate })),
  })
  if (mode === 'post_subsidy') return plan([10_000, 'deliverable_accepted'])
  if (totalFen <= smallGrantFen) return plan([6_000, 'agreement_signed'], [4_000, 'deliverable_accepted'])
  return plan([5_000, 'agreement_signed'], [3_000, 'midterm_passed'], [2_000, 'deliverable_accepted'])
}

/** The plan in money. Sums to the total exactly; an instalment may be 0 when the total is tiny. */
export const planPayments = (totalFen: number, plan: PaymentPlan): PlannedPayment[] => {
  const amounts = instalments(
    totalFen,
    plan.instalments.map((one) => one.percent),
  )
  return plan.instalments.map(({ n, percent, gate }, index) => ({ n, percent, gate, amountFen: amounts[index] ?? 0 }))
}

const gateOpen: Readonly<Record<PaymentGate, { open: (facts: PaymentFacts) => boolean; else: PaymentRefusal }>> = {
  agreement_signed: { open: (facts) => facts.agreementSigned, else: 'agreement_not_signed' },
  midterm_passed: { open: (facts) => facts.midtermPassed, else: 'midterm_not_passed' },
  deliverable_accepted: { open: (facts) => facts.deliverableAccepted, else: 'deliverable_not_accepted' },
}

/**
 * Why a payment may not be made now; null = it may. Every payment needs the signed agreement and no open objection,
 * then its own gate, then all payments before it, then money that is committed and not yet paid.
 */
export const mayPay = (
  payment: Pick<PlannedPayment, 'n' | 'gate' | 'amountFen'>,
  facts: PaymentFacts,
): PaymentRefusal | null => {
  if (facts.paidNumbers.includes(payment.n)) return 'already_paid'
  if (facts.openObjection) return 'objection_open'
  if (!facts.agreementSigned) return 'agreement_not_signed'
  const gate = gateOpen[payment.gate]
  if (!gate.open(facts)) return gate.else
  for (let n = 1; n < payment.n; n += 1) if (!facts.paidNumbers.includes(n)) return 'earlier_payment_open'
  return facts.paidFen + payment.amountFen > facts.committedFen ? 'over_commitment' : null
}
