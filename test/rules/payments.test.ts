import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { defaultPaymentPlan, mayPay, paymentPlanSchema, planPayments } from '../../workflows/rules/payments'
import type { PaymentFacts } from '../../workflows/rules/payments'

const ready: PaymentFacts = {
  agreementSigned: true,
  midtermPassed: true,
  deliverableAccepted: true,
  openObjection: false,
  paidNumbers: [1],
  committedFen: 10_000_000,
  paidFen: 5_000_000,
}

describe('a payment plan', () => {
  test.each([
    ['pre_funding' as const, 5_000_000, [3_000_000, 2_000_000]],
    ['pre_funding' as const, 5_000_100, [2_500_000, 1_500_000, 1_000_100]],
    ['post_subsidy' as const, 2_000_000, [2_000_000]],
  ])('%s of %i fen pays %j', (mode, total, amounts) => {
    const plan = defaultPaymentPlan(mode, total)
    expect(paymentPlanSchema.parse(plan)).toEqual(plan)
    expect(planPayments(total, plan).map((payment) => payment.amountFen)).toEqual(amounts)
  })

  test('sums to the award, whatever the award', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.constantFrom('pre_funding', 'post_subsidy'),
        (total, mode) => {
          const payments = planPayments(total, defaultPaymentPlan(mode, total))
          expect(payments.reduce((sum, payment) => sum + payment.amountFen, 0)).toBe(total)
        },
      ),
    )
  })

  test.each([
    ['percents_not_100', { mode: 'pre_funding', instalments: [{ n: 1, percent: 9_999, gate: 'agreement_signed' }] }],
    [
      'numbers_not_in_order',
      { mode: 'pre_funding', instalments: [{ n: 2, percent: 10_000, gate: 'agreement_signed' }] },
    ],
    [
      'post_subsidy_pays_after_acceptance',
      { mode: 'post_subsidy', instalments: [{ n: 1, percent: 10_000, gate: 'agreement_signed' }] },
    ],
  ])('is refused: %s', (message, plan) => {
    expect(paymentPlanSchema.safeParse(plan).error?.issues.map((issue) => issue.message)).toEqual([message])
  })
})

describe('a payment', () => {
  const second = { n: 2, gate: 'midterm_passed' as const, amountFen: 3_000_000 }

  test('may be made when all is as it should be', () => {
    expect(mayPay(second, ready)).toBeNull()
    expect(mayPay({ ...second, amountFen: 5_000_000 }, ready)).toBeNull()
  })

  test.each([
    ['already_paid', { paidNumbers: [1, 2] }],
    ['objection_open', { openObjection: true }],
    ['agreement_not_signed', { agreementSigned: false }],
    ['midterm_not_passed', { midtermPassed: false }],
    ['earlier_payment_open', { paidNumbers: [] }],
    ['over_commitment', { paidFen: 7_000_001 }],
  ])('is refused: %s', (code, change) => {
    expect(mayPay(second, { ...ready, ...change })).toBe(code)
  })

  test('after acceptance needs the acceptance', () => {
    const last = { n: 1, gate: 'deliverable_accepted' as const, amountFen: 100 }
    const facts = { ...ready, paidNumbers: [], deliverableAccepted: false }
    expect(mayPay(last, facts)).toBe('deliverable_not_accepted')
  })
})
