import { refuse } from '../engine'
import type { LedgerLine, Patch, Verdict } from '../engine'
import type { FundRow } from '../fund/types'
import { checkFund, formatYuan } from '../rules/money'
import type { FundCode, FundSums } from '../rules/money'

/** A line before it has an id and a fund. */
export type Movement = Omit<LedgerLine, 'id' | 'fund'>

const codes: Record<FundCode, string> = {
  over_allocation: 'fund_short',
  over_commitment: 'over_commitment',
  below_zero: 'fund_below_zero',
  not_an_amount: 'not_an_amount',
}

const spends = (line: Movement) => line.kind === 'commit' || line.kind === 'pay'

function after(fund: FundRow, lines: readonly Movement[]): { sums: FundSums } | { refusal: NonNullable<Verdict> } {
  let sums: FundSums = { allocated: fund.allocated, committed: fund.committed, paid: fund.paid }
  if (fund.state !== 'open' && lines.some(spends)) return { refusal: refuse('fund_closed') }
  const needed = lines.reduce((sum, { fen }) => sum + fen, 0)
  const availableFen = fund.allocated - fund.committed
  for (const line of lines) {
    const result = checkFund(sums, line)
    if (!result.ok) {
      const available = result.code === 'over_allocation' ? availableFen : result.params.availableFen
      return {
        refusal: refuse(codes[result.code], {
          params: { needed: formatYuan(needed), available: formatYuan(available) },
        }),
      }
    }
    sums = result.sums
  }
  return { sums }
}

/** Whether the fund can take all of these lines: `fund_closed`, `fund_short`, `over_commitment` … */
export function fundVerdict(fund: FundRow, lines: readonly Movement[]): Verdict {
  const result = after(fund, lines)
  return 'refusal' in result ? result.refusal : null
}

/**
 * The fund's new sums and the ledger's lines, for one commit. Committed never exceeds allocated, paid never committed.
 * @throws Refusal see {@link fundVerdict}
 */
export function bookLines(
  fund: FundRow,
  lines: readonly Movement[],
  fresh: () => string,
): { patch: Patch; ledger: LedgerLine[] } {
  const result = after(fund, lines)
  if ('refusal' in result) throw result.refusal
  return {
    patch: { collection: 'funds', subject: fund, set: { ...result.sums } },
    ledger: lines.map((line) => ({ id: fresh(), fund: fund.id, ...line })),
  }
}

/** The lane of a fund: commits on it pass one at a time in this process. */
export const fundLane = (fund: { id: string } | null): string[] => (fund ? [`fund:${fund.id}`] : [])
