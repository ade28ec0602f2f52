import { inverseOf, solveUpper } from '../numerics'
import type { Solved } from './likelihood'

/**
 * What is believed of the works of one connected part after the scores: a joint normal distribution of their calibrated
 * scores, given the variances. The error of the mean is in it.
 */
export interface Posterior {
  /** Intercept plus effect of each work. */
  means: Float64Array
  covariance: (a: number, b: number) => number
  /** Variances of the effects of the other factors, column by column. */
  effectVariances: Float64Array
  /** Writes one draw from the joint distribution. */
  draw: (normal: () => number, into: Float64Array) => void
}

/**
 * The joint posterior from the solved equations. With x the remaining columns, a work's effect given x is normal around
 * (its sums less its weights × x) × ratio² / load; x itself has covariance σ² S⁻¹. So all covariances are quadratic forms
 * over the few columns that two works touch. (G. K. Robinson, "That BLUP is a Good Thing", Statistical Science 6, 1991.)
 *
 * @param residual variance of the error
 */
export const posteriorOf = (solved: Solved, residual: number): Posterior => {
  const { prepared, ratio, factor, scales, loads, works, remaining } = solved
  const { columns, random, first, touched, weights } = prepared
  const intercept = columns - 1
  const inverse = inverseOf(factor).values
  // The error of a calibrated score hangs on the error of x by these loadings.
  const loading = weights.slice()
  loads.forEach((load, i) => {
    for (let a = first[i]!; a < first[i + 1]!; a += 1) {
      const column = touched[a]!
      loading[a] = (ratio * ratio * weights[a]! * scales[column]!) / load - (column === intercept ? 1 : 0)
    }
  })
  const own = loads.map((load) => (ratio * ratio) / load)
  const shared = (a: number, b: number): number => {
    let sum = 0
    for (let i = first[a]!; i < first[a + 1]!; i += 1) {
      const row = touched[i]! * columns
      for (let j = first[b]!; j < first[b + 1]!; j += 1) sum += loading[i]! * loading[j]! * inverse[row + touched[j]!]!
    }
    return sum
  }
  const means = works.map((effect) => effect + remaining[intercept]!)
  const spread = Math.sqrt(residual)
  const errors = new Float64Array(columns)
  return {
    means,
    // In one order, so that the covariance of a and b is that of b and a to the last digit.
    covariance: (a, b) => residual * (shared(Math.min(a, b), Math.max(a, b)) + (a === b ? own[a]! : 0)),
    effectVariances: Float64Array.from(
      { length: random },
      (_, c) => residual * scales[c]! ** 2 * inverse[c * columns + c]!,
    ),
    draw: (normal, into) => {
      for (let c = 0; c < columns; c += 1) errors[c] = normal()
      solveUpper(factor, errors)
      for (let i = 0; i < into.length; i += 1) {
        let error = Math.sqrt(own[i]!) * normal()
        for (let a = first[i]!; a < first[i + 1]!; a += 1) error += loading[a]! * errors[touched[a]!]!
        into[i] = means[i]! + spread * error
      }
    },
  }
}
