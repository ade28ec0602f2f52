import { z } from 'zod'

/** What must have happened before an instalment may be paid. */
export const paymentGates = ['agreement_signed', 'midterm_passed', 'deliverable_accepted'] as const
export type PaymentGate = (typeof paymentGates)[number]

export const fundingModes = ['pre_funding', 'post_subsidy'] as const
export type FundingMode = (typeof fundingModes)[number]

/** How an award is paid: data, frozen when the call opens. */
export const paymentPlanSchema = z
  .strictObject({
    mode: z.enum(fundingModes),
    instalments: z
      .array(
        z.strictObject({
          n: z.int().min(1),
          /** Hundredths of a percent; those of one plan sum to 10000. */
          percent: z.int().min(1).max(10_000),
          gate: z.enum(paymentGates),
        }),
      )
      .min(1),
  })
  .superRefine((plan, context) => {
    const add = (message: string) => context.addIssue({ code: 'custom', message, path: ['instalments'] })
    const sum = plan.instalments.reduce((total, one) => total + one.percent, 0)
    if (sum !== 10_000) add('percents_not_100')
    if (plan.instalments.some((one, index) => one.n !== index + 1)) add('numbers_not_in_order')
    const early = plan.instalments.some((one) => one.gate !== 'deliverable_accepted')
    if (plan.mode === 'post_subsidy' && early) add('post_subsidy_pays_after_acceptance')
  })
export type PaymentPlan = z.infer<typeof paymentPlanSchema>

export interface PlannedPayment {
  n: number
  /** Hundredths of a percent. */
  percent: number
  gate: PaymentGate
  amountFen: number
}

/** What is known of the award when a payment is asked for. */
export interface PaymentFacts {
  agreementSigned: boolean
  midtermPassed: boolean
  deliverableAccepted: boolean
  openObjection: boolean
  /** Numbers of the instalments already paid. */
  paidNumbers: readonly number[]
  /** Of this award, in fen. */
  committedFen: number
  paidFen: number
}

export type PaymentRefusal =
  | 'already_paid'
  | 'objection_open'
  | 'agreement_not_signed'
  | 'midterm_not_passed'
  | 'deliverable_not_accepted'
  | 'earlier_payment_open'
  | 'over_commitment'
