import type { AwardRow } from '../award/types'
import type { Reader } from '../engine'
import type { FundRow } from '../fund/types'
import type { PaymentRow } from './types'

export interface PayFacts {
  award: AwardRow
  fund: FundRow
  /** All payments of the award. */
  payments: readonly PaymentRow[]
  openObjections: number
  /** Another payment of the fund was made on the same voucher. */
  voucherUsed: boolean
}

export async function payFacts(reader: Reader, payment: PaymentRow, voucher?: string): Promise<PayFacts | null> {
  const award = await reader.get<AwardRow>('awards', payment.award)
  const fund = await reader.get<FundRow>('funds', payment.fund)
  if (!award || !fund) return null
  return {
    award,
    fund,
    payments: await reader.find<PaymentRow>('payments', { award: { equals: award.id } }),
    openObjections: await reader.count('objections', {
      and: [{ award: { equals: award.id } }, { state: { equals: 'raised' } }],
    }),
    voucherUsed:
      voucher !== undefined &&
      (await reader.count('payments', {
        and: [{ fund: { equals: fund.id } }, { voucher: { equals: voucher } }, { id: { not_equals: payment.id } }],
      })) > 0,
  }
}
