import { asOne } from '../calibration'
import type { Component, Posterior } from '../calibration'
import { normalCdf } from '../numerics'

/** Differences below this share of a score are rounding. */
const SAME = 1e-9

/** To twelve decimals: those after them are rounding, and would tell in which of several alike places a work was put. */
const rounded = (share: number): number => Math.round(share * 1e12) / 1e12

/**
 * The probability that work `a` is truly better than work `b`, from the joint posterior: Φ of the difference over its
 * standard deviation, the shared experts' errors cancelled. One half when nothing sets them apart.
 */
export const probabilityBetter = ({ means, covariance }: Posterior, a: number, b: number): number => {
  const difference = means[a]! - means[b]!
  const variance = covariance(a, a) + covariance(b, b) - 2 * covariance(a, b)
  const size = SAME * (1 + Math.abs(means[a]!) + Math.abs(means[b]!))
  if (variance > size * size) return rounded(normalCdf(difference / Math.sqrt(variance)))
  if (Math.abs(difference) <= size) return 0.5
  return difference > 0 ? 1 : 0
}

export interface Standing {
  /** 1 … n: one more than the number of works that are better, each counted with its probability. */
  expectedRank: number
  /** Percentile of the expected rank: 0 = surely first … 100. */
  percentile: number
  /** Surface under the cumulative ranking curve: 1 = surely first, 0 = surely last; null of one work alone. */
  sucra: number | null
}

/**
 * Expected ranks among some works of one component. R. Heyard, M. Ott, G. Salanti, M. Egger, "Rethinking the Funding Line
 * at the Swiss National Science Foundation", Statistics and Public Policy 9, 2022, in closed form. Yields after each work.
 *
 * @param component a connected part of a calibration
 * @param among places in the posterior, rising
 */
export function* expectedRanks(
  { posterior, alike }: Pick<Component, 'posterior' | 'alike'>,
  among: readonly number[],
): Generator<undefined, Standing[]> {
  const n = among.length
  const ranks = new Float64Array(n).fill(1)
  for (let i = 0; i < n; i += 1) {
    for (let k = 0; k < i; k += 1) {
      const better = probabilityBetter(posterior, among[i]!, among[k]!)
      ranks[i]! += 1 - better
      ranks[k]! += better
    }
    yield
  }
  const shared = asOne(
    ranks,
    among.map((place) => alike[place]!),
  )
  return Array.from(shared, (expectedRank) => ({
    expectedRank,
    percentile: (100 * (expectedRank - 0.5)) / n,
    sucra: n > 1 ? (n - expectedRank) / (n - 1) : null,
  }))
}
