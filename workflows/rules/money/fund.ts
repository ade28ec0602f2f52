import { isFen } from './fen'

/** The sums of a fund, or of an award, in fen. */
export interface FundSums {
  allocated: number
  committed: number
  paid: number
}

/** One line of the ledger. `correct` takes a wrong allocation back, `release` gives a commitment back, `recover` is money that came back. */
export interface FundLine {
  kind: 'allocate' | 'correct' | 'commit' | 'release' | 'pay' | 'recover'
  /** Always positive; the kind tells the direction. */
  fen: number
}

export type FundCode = 'not_an_amount' | 'over_allocation' | 'over_commitment' | 'below_zero'
export type FundResult =
  { ok: true; sums: FundSums } | { ok: false; code: FundCode; params: { fen: number; availableFen: number } }

/** What a line of each kind adds to which sums. */
const effects: Readonly<Record<FundLine['kind'], Partial<Record<keyof FundSums, 1 | -1>>>> = {
  allocate: { allocated: 1 },
  correct: { allocated: -1 },
  commit: { committed: 1 },
  release: { committed: -1 },
  pay: { paid: 1 },
  recover: { paid: -1 },
}

const available = ({ allocated, committed, paid }: FundSums, kind: FundLine['kind']): number => {
  if (kind === 'commit' || kind === 'correct') return allocated - committed
  if (kind === 'pay' || kind === 'release') return committed - paid
  return kind === 'recover' ? paid : Number.MAX_SAFE_INTEGER - allocated
}

/**
 * Whether a fund can take one more line: committed never exceeds allocated, paid never exceeds committed, and no sum
 * goes below zero.
 *
 * @returns the sums after the line, or why not, with what would still be available
 */
export const checkFund = (sums: FundSums, line: FundLine): FundResult => {
  const refuse = (code: FundCode): FundResult => ({
    ok: false,
    code,
    params: { fen: line.fen, availableFen: Math.max(0, available(sums, line.kind)) },
  })
  if (!isFen(line.fen) || line.fen === 0) return refuse('not_an_amount')
  const effect = effects[line.kind]
  const next: FundSums = {
    allocated: sums.allocated + line.fen * (effect.allocated ?? 0),
    committed: sums.committed + line.fen * (effect.committed ?? 0),
    paid: sums.paid + line.fen * (effect.paid ?? 0),
  }
  if (next.allocated < 0 || next.committed < 0 || next.paid < 0) return refuse('below_zero')
  if (!isFen(next.allocated)) return refuse('not_an_amount')
  if (next.committed > next.allocated) return refuse('over_allocation')
  if (next.paid > next.committed) return refuse('over_commitment')
  return { ok: true, sums: next }
}
