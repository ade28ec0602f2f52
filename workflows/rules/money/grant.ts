import { fenOf, floorToYuan, shareOf } from './fen'

/** What may bound a grant; all amounts in fen. */
export interface GrantInput {
  requestedFen: number
  categoryCapFen: number
  /** Hundredths of a percent of the eligible cost, 0 … 10000; needs `eligibleCostFen`. */
  ratioCap?: number
  eligibleCostFen?: number
  /** The panel's recommendation. */
  recommendedFen?: number
  remainingFen: number
}

export type GrantBound = 'requested' | 'category_cap' | 'ratio_cap' | 'recommended' | 'remaining'

/**
 * The grant and what bounds it: `min(requested, category cap, ratio × eligible cost, recommendation, what is left)`.
 * The ratio's product goes half up to the yuan; the least of all then goes down to the yuan, since half up could
 * exceed what was asked for or what is left (domain research §5.3, rules 1 and 2).
 *
 * @throws RangeError when an amount is none, or a ratio comes without a cost
 */
export const grant = (input: GrantInput): { fen: number; boundBy: GrantBound } => {
  const bounds: [GrantBound, number][] = [
    ['requested', input.requestedFen],
    ['category_cap', input.categoryCapFen],
  ]
  if (input.ratioCap !== undefined) {
    if (input.eligibleCostFen === undefined) throw new RangeError('a ratio cap needs the eligible cost')
    bounds.push(['ratio_cap', shareOf(input.eligibleCostFen, input.ratioCap, 'half_up')])
  }
  if (input.recommendedFen !== undefined) bounds.push(['recommended', input.recommendedFen])
  bounds.push(['remaining', input.remainingFen])
  const [boundBy, least] = bounds.reduce((low, one) => (fenOf(one[1]) < fenOf(low[1]) ? one : low))
  return { fen: floorToYuan(least), boundBy }
}

/** The grant alone, in fen, a multiple of 100; see {@link grant}. */
export const grantFen = (input: GrantInput): number => grant(input).fen

/**
 * Splits an amount: each instalment down to the yuan, the last one takes the rest, so that they sum to the total
 * (domain research §5.3, rule 5).
 *
 * @param percents hundredths of a percent that sum to 10000
 * @throws RangeError when they do not
 */
export const instalments = (totalFen: number, percents: readonly number[]): number[] => {
  const sum = percents.reduce((all, one) => all + one, 0)
  if (sum !== 10_000) throw new RangeError(`instalments sum to ${sum}, not to 10000`)
  const parts = percents.slice(0, -1).map((percent) => shareOf(totalFen, percent, 'floor'))
  return [...parts, fenOf(totalFen - parts.reduce((all, one) => all + one, 0))]
}
