import type { Held } from '../engine'
import type { PaymentGate } from '../rules/payments'

export interface PaymentRow extends Held {
  award: string
  owner: string
  fund: string
  n: number
  fen: number
  gate: PaymentGate
  requestedBy: string | null
  approvedBy: string | null
  voucher: string | null
  paidAt: string | null
}
