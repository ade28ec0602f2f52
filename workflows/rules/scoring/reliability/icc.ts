import { fQuantile } from '../numerics'
import { completeTable } from './table'

export interface Interval {
  lower: number
  upper: number
}

/** An intraclass correlation; null where the scores do not vary, so that there is nothing to correlate. */
export interface Icc {
  value: number | null
  /**
   * Null where the value is, or where the degrees of freedom vanish; and where the approximation by Satterthwaite, as
   * published for the forms of absolute agreement, leaves the value itself outside: with fewer than about one degree of
   * freedom it is no interval at all.
   */
  interval: Interval | null
}

export interface IccForms {
  /** One-way random: every work has experts of its own. Absolute agreement. */
  icc1: Icc
  /** Two-way random: the same experts for all works, taken from many. Absolute agreement. */
  icc2: Icc
  /** Two-way mixed: these experts and no others. Consistency. */
  icc3: Icc
  /** The same for the mean of all k experts of the table. */
  icc1k: Icc
  icc2k: Icc
  icc3k: Icc
  meanSquares: { betweenWorks: number; withinWorks: number; betweenExperts: number; residual: number }
}

interface Anova {
  n: number
  k: number
  msb: number
  msw: number
  msj: number
  mse: number
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
const squares = (values: readonly number[], around: number): number =>
  values.reduce((sum, one) => sum + (one - around) ** 2, 0)

/** What the rounding of one score to a double may be, in its last digits. */
const ROUNDING = 4 * Number.EPSILON

/**
 * Residuals are summed as such: nothing is lost by subtracting large sums of squares. Sums that the rounding of the scores
 * alone can make are nothing: a table whose scores are all 79.97 does not vary.
 */
const anovaOf = (given: readonly (readonly number[])[]): Anova => {
  const n = given.length
  const k = given[0]!.length
  const first = given[0]![0]!
  const rows = given.map((row) => row.map((y) => y - first))
  const largest = given.flat().reduce((most, y) => Math.max(most, Math.abs(y)), 0)
  const noise = n * k * (ROUNDING * largest) ** 2
  const real = (sum: number) => (sum > noise ? sum : 0)
  const ofWorks = rows.map(meanOf)
  const ofExperts = rows[0]!.map((_, j) => meanOf(rows.map((row) => row[j]!)))
  const grand = meanOf(ofWorks)
  const within = rows.reduce((sum, row, i) => sum + squares(row, ofWorks[i]!), 0)
  const residual = rows.reduce(
    (sum, row, i) => sum + row.reduce((all, y, j) => all + (y - ofWorks[i]! - ofExperts[j]! + grand) ** 2, 0),
    0,
  )
  return {
    n,
    k,
    msb: real(k * squares(ofWorks, grand)) / (n - 1),
    msw: real(within) / (n * (k - 1)),
    msj: real(n * squares(ofExperts, grand)) / (k - 1),
    mse: real(residual) / ((n - 1) * (k - 1)),
  }
}

const quotient = (above: number, below: number): number | null => (below > 0 ? above / below : null)

const icc = (value: number | null, bounds: () => [lower: number | null, upper: number | null]): Icc => {
  const [lower, upper] = value === null ? [null, null] : bounds()
  if (value === null || lower === null || upper === null) return { value, interval: null }
  const reach = ROUNDING * Math.max(1, Math.abs(value))
  const holds = lower - reach <= value && value <= upper + reach
  return { value, interval: holds ? { lower, upper } : null }
}

/** A form by one error term: one-way, or two-way by consistency; `times` is 1 for one expert and k for their mean. */
const byOneError = ({ n, k, msb }: Anova, error: number, df: number, single: boolean, tail: number): Icc => {
  const at = (scale: number) => quotient(msb - scale * error, single ? msb + (k - 1) * scale * error : msb)
  return icc(at(1), () => [at(fQuantile(1 - tail, n - 1, df)), at(1 / fQuantile(1 - tail, df, n - 1))])
}

/** Degrees of freedom after Satterthwaite (McGraw and Wong, table 7), both sides times n(1 − r) to stay finite at r = 1. */
const satterthwaite = ({ n, k, msj, mse }: Anova, r: number): number => {
  const a = k * r * msj
  const b = (n * (1 - r) + k * r * (n - 1)) * mse
  return (a + b) ** 2 / (a ** 2 / (k - 1) + b ** 2 / ((n - 1) * (k - 1)))
}

/** Mean squares that cancel but for what rounding leaves of them are nothing: what is divided by that says nothing. */
const added = ({ n, k }: Anova, ...terms: readonly number[]): number => {
  const sum = terms.reduce((all, term) => all + term, 0)
  const size = terms.reduce((all, term) => all + Math.abs(term), 0)
  return Math.abs(sum) > n * k * ROUNDING * size ? sum : 0
}

const agreement = (anova: Anova, single: boolean, tail: number): Icc => {
  const { n, k, msb, msj, mse } = anova
  const one = quotient(msb - mse, added(anova, msb, (k - 1) * mse, (k * msj) / n, (-k * mse) / n))
  const value = single ? one : quotient(msb - mse, added(anova, msb, msj / n, -mse / n))
  return icc(value, () => {
    if (msj === 0 && mse === 0) return [1, 1]
    const df = satterthwaite(anova, one!)
    if (!(df > 0)) return [null, null]
    const low = fQuantile(1 - tail, n - 1, df)
    const high = fQuantile(1 - tail, df, n - 1)
    const error = single ? k * msj + (k * n - k - n) * mse : msj - mse
    return [
      quotient(n * (msb - low * mse), low * error + n * msb),
      quotient(n * (high * msb - mse), error + n * high * msb),
    ]
  })
}

/**
 * The six intraclass correlations of a complete table of scores, with intervals. Shrout and Fleiss, Psychological
 * Bulletin 86, 1979; intervals by McGraw and Wong, Psychological Methods 1, 1996. May be below zero.
 *
 * @param ratings one row for each work (at least 2), one score for each expert (at least 2) in it
 * @param confidence of the intervals, strictly between 0 and 1
 * @throws RangeError naming the row when the table is not complete or a score is no finite number
 */
export const intraclass = (ratings: readonly (readonly number[])[], confidence = 0.95): IccForms => {
  if (!(confidence > 0 && confidence < 1 && 1 - (1 - confidence) / 2 < 1))
    throw new RangeError(`confidence: not between 0 and 1: ${confidence}`)
  const anova = anovaOf(completeTable(ratings))
  const { n, k, msb, msw, msj, mse } = anova
  const tail = (1 - confidence) / 2
  const [oneWay, twoWay] = [n * (k - 1), (n - 1) * (k - 1)]
  return {
    icc1: byOneError(anova, msw, oneWay, true, tail),
    icc2: agreement(anova, true, tail),
    icc3: byOneError(anova, mse, twoWay, true, tail),
    icc1k: byOneError(anova, msw, oneWay, false, tail),
    icc2k: agreement(anova, false, tail),
    icc3k: byOneError(anova, mse, twoWay, false, tail),
    meanSquares: { betweenWorks: msb, withinWorks: msw, betweenExperts: msj, residual: mse },
  }
}
