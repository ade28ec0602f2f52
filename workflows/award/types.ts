import type { Held } from '../engine'
import type { FundingMode, PlannedPayment } from '../rules/payments'

/** How the award is paid, in money: fixed when it is decided. */
export interface AwardPlan {
  mode: FundingMode
  instalments: PlannedPayment[]
}

/** What the owner agreed to: frozen when signed. */
export interface Agreement {
  at: string
  number: string
  fen: number
  planHash: string
  /** Hash of the call's frozen rules that the agreement follows. */
  callHash: string | null
  accountHolder: string
}

export interface AwardRow extends Held {
  number: string
  title: string
  application: string
  owner: string
  call: string
  fund: string
  decision: string
  notice: string | null
  fen: number
  plan: AwardPlan
  agreement: Agreement | null
  deliverable: string | null
  work: string | null
}
