import { factorise, solveLower, solveUpper, square } from '../numerics'
import type { Square } from '../numerics'
import type { Prepared } from './design'

/** `REML`: the variances lose no degrees of freedom to the fixed part. `ML`: plain maximum likelihood. */
export type Method = 'REML' | 'ML'

/** The model solved for given ratios of standard deviations. */
export interface Solved {
  /** Cholesky factor of the system that remains when the works are eliminated. */
  factor: Square
  /** Scale of each remaining column: its factor's ratio, or 1. */
  scales: Float64Array
  /** Effects in units of the response, and coefficients of the fixed part. */
  works: Float64Array
  remaining: Float64Array
  /** 1 + ratio² × scores of the work. */
  loads: Float64Array
  /** Penalised residual sum of squares. */
  rss: number
  /** ln of the determinants of the random part and of the fixed part. */
  logRandom: number
  logFixed: number
}

/** The remaining system: the prepared products less what the works explain, scaled, with a ridge of 1 on random columns. */
const systemOf = (prepared: Prepared, ratio: number, scales: Float64Array, loads: Float64Array): Square => {
  const { columns, random, first, touched, weights, gram } = prepared
  const system = square(columns)
  const { values } = system
  values.set(gram.values)
  for (let i = 0; i < loads.length; i += 1) {
    const w = (ratio * ratio) / loads[i]!
    for (let a = first[i]!; a < first[i + 1]!; a += 1) {
      const row = touched[a]! * columns
      const left = w * weights[a]!
      for (let b = first[i]!; b <= a; b += 1) values[row + touched[b]!]! -= left * weights[b]!
    }
  }
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j <= i; j += 1) values[i * columns + j]! *= scales[i]! * scales[j]!
    if (i < random) values[i * columns + i]! += 1
  }
  return system
}

const solveRemaining = (prepared: Prepared, ratio: number, factor: Square, { scales, loads }: Parts): Float64Array => {
  const { first, touched, weights, sums, right } = prepared
  const solution = Float64Array.from(right)
  for (let i = 0; i < loads.length; i += 1) {
    const w = ((ratio * ratio) / loads[i]!) * sums[i]!
    for (let a = first[i]!; a < first[i + 1]!; a += 1) solution[touched[a]!]! -= w * weights[a]!
  }
  for (let i = 0; i < solution.length; i += 1) solution[i]! *= scales[i]!
  solveLower(factor, solution)
  solveUpper(factor, solution)
  return solution
}

interface Parts {
  scales: Float64Array
  loads: Float64Array
}

const worksOf = (prepared: Prepared, ratio: number, loads: Float64Array, remaining: Float64Array): Float64Array => {
  const { first, touched, weights, sums } = prepared
  return loads.map((load, i) => {
    let left = sums[i]!
    for (let a = first[i]!; a < first[i + 1]!; a += 1) left -= weights[a]! * remaining[touched[a]!]!
    return ((ratio * ratio) / load) * left
  })
}

/** Σ of squared residuals, taken one by one: nothing is lost by cancelling large sums. */
const residualsOf = ({ design, random }: Prepared, works: Float64Array, remaining: Float64Array): number => {
  let sum = 0
  for (let row = 0; row < design.response.length; row += 1) {
    let left = design.response[row]! - works[design.works.levels[row]!]!
    let offset = 0
    for (const { levels, count } of design.others) {
      left -= remaining[offset + levels[row]!]!
      offset += count
    }
    for (let f = 0; f < design.fixed.length; f += 1) left -= remaining[random + f]! * design.fixed[f]![row]!
    sum += left * left
  }
  return sum
}

const penaltyOf = (effects: Float64Array, ratio: number): number =>
  ratio === 0 ? 0 : effects.reduce((sum, one) => sum + (one / ratio) ** 2, 0)

/**
 * Solves the mixed model equations for given ratios σ(factor) / σ(error), works first. Works are eliminated (their block
 * is diagonal), the rest goes through one dense Cholesky factor. D. Bates et al., "Fitting Linear Mixed-Effects Models
 * Using lme4", J. Stat. Software 67, 2015, §3. A ratio of 0 is legal and exact.
 */
export const solve = (prepared: Prepared, ratios: readonly number[]): Solved => {
  const { columns, random, factorOf, counts } = prepared
  const ratio = ratios[0]!
  const scales = Float64Array.from({ length: columns }, (_, c) => (c < random ? ratios[1 + factorOf[c]!]! : 1))
  const loads = counts.map((count) => 1 + ratio * ratio * count)
  const factor = systemOf(prepared, ratio, scales, loads)
  factorise(factor)
  const spherical = solveRemaining(prepared, ratio, factor, { scales, loads })
  const remaining = spherical.map((one, c) => one * scales[c]!)
  const works = worksOf(prepared, ratio, loads, remaining)
  const logOf = (from: number, to: number) => {
    let sum = 0
    for (let c = from; c < to; c += 1) sum += 2 * Math.log(factor.values[c * columns + c]!)
    return sum
  }
  return {
    ...{ factor, scales, loads, works, remaining },
    rss:
      residualsOf(prepared, works, remaining) +
      penaltyOf(works, ratio) +
      spherical.subarray(0, random).reduce((sum, one) => sum + one * one, 0),
    logRandom: logOf(0, random) + loads.reduce((sum, load) => sum + Math.log(load), 0),
    logFixed: logOf(random, columns),
  }
}

export interface Criterion {
  /** −2 log likelihood, profiled over the fixed part and the error variance. */
  value: number
  /** The error variance at which it is taken. */
  residual: number
}

/** Joins parts that share the variances and nothing else. */
export const criterionOf = (prepared: readonly Prepared[], solved: readonly Solved[], method: Method): Criterion => {
  const total = (one: (index: number) => number) => prepared.reduce((sum, _, index) => sum + one(index), 0)
  const scores = total((index) => prepared[index]!.design.response.length)
  const fixed = total((index) => prepared[index]!.design.fixed.length)
  const freedom = method === 'REML' ? scores - fixed : scores
  const residual = total((index) => solved[index]!.rss) / freedom
  const logs = total((index) => solved[index]!.logRandom + (method === 'REML' ? solved[index]!.logFixed : 0))
  return { value: logs + freedom * (1 + Math.log(2 * Math.PI * residual)), residual }
}
