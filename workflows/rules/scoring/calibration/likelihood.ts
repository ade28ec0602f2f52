import { factorise, solveLower, solveUpper, square } from '../numerics'
import type { Square } from '../numerics'
import type { Factor, Prepared } from './design'

/** `REML`: the variances lose no degrees of freedom to the fixed part. `ML`: plain maximum likelihood. */
export type Method = 'REML' | 'ML'

/** The equations of a model for given ratios, ready for any response. */
export interface Equations {
  prepared: Prepared
  /** σ(factor) / σ(error) of the works. */
  ratio: number
  /** Cholesky factor of the system that remains when the works are eliminated. */
  factor: Square
  /** Scale of each remaining column: its factor's ratio, or 1. */
  scales: Float64Array
  /** 1 + ratio² × scores of the work. */
  loads: Float64Array
}

/** Effects in units of the response, coefficients of the fixed part, and what they leave of each score. */
export interface Solution {
  works: Float64Array
  remaining: Float64Array
  residuals: Float64Array
}

/** The model solved for given ratios of standard deviations. */
export interface Solved extends Equations, Solution {
  /** Penalised residual sum of squares. */
  rss: number
  /** ln of the determinants of the random part and of the fixed part. */
  logRandom: number
  logFixed: number
}

/** The products of the remaining columns, less what the works explain. */
export const systemOf = ({ first, touched, weights, gram, columns }: Prepared, ratio: number, loads: Float64Array) => {
  const system = square(columns)
  const { values } = system
  values.set(gram.values)
  for (let i = 0; i < loads.length; i += 1) {
    const w = (ratio * ratio) / loads[i]!
    if (w === 0) continue
    for (let a = first[i]!; a < first[i + 1]!; a += 1) {
      const row = touched[a]! * columns
      const left = w * weights[a]!
      for (let b = first[i]!; b <= a; b += 1) values[row + touched[b]!]! -= left * weights[b]!
    }
  }
  return system
}

/** Scales the remaining system, puts a ridge of 1 on random columns, and factorises it. */
const equationsOf = (prepared: Prepared, ratios: readonly number[]): Equations => {
  const { columns, random, factorOf, counts } = prepared
  const ratio = ratios[0]!
  const scales = Float64Array.from({ length: columns }, (_, c) => (c < random ? ratios[1 + factorOf[c]!]! : 1))
  const loads = counts.map((count) => 1 + ratio * ratio * count)
  const factor = systemOf(prepared, ratio, loads)
  const { values } = factor
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j <= i; j += 1) values[i * columns + j]! *= scales[i]! * scales[j]!
    if (i < random) values[i * columns + i]! += 1
  }
  factorise(factor)
  return { prepared, ratio, factor, scales, loads }
}

/** Sums of a value for each score over the levels of a factor. */
export const levelSums = ({ levels, count }: Factor, values: Float64Array): Float64Array => {
  const sums = new Float64Array(count)
  for (let row = 0; row < values.length; row += 1) sums[levels[row]!]! += values[row]!
  return sums
}

const productsOf = ({ design, columns, random }: Prepared, response: Float64Array): Float64Array => {
  const products = new Float64Array(columns)
  let offset = 0
  for (const factor of design.others) {
    products.set(levelSums(factor, response), offset)
    offset += factor.count
  }
  design.fixed.forEach(
    (column, f) => (products[random + f] = column.reduce((sum, x, row) => sum + x * response[row]!, 0)),
  )
  return products
}

const residualsOf = (
  { design, random }: Prepared,
  response: Float64Array,
  works: Float64Array,
  remaining: Float64Array,
): Float64Array =>
  response.map((y, row) => {
    let left = y - works[design.works.levels[row]!]!
    let offset = 0
    for (const { levels, count } of design.others) {
      left -= remaining[offset + levels[row]!]!
      offset += count
    }
    for (let f = 0; f < design.fixed.length; f += 1) left -= remaining[random + f]! * design.fixed[f]![row]!
    return left
  })

/** Predicts a response from the equations: the best linear unbiased predictions, and what they leave. */
export const solutionFor = (
  { prepared, ratio, factor, scales, loads }: Equations,
  response: Float64Array,
): Solution => {
  const { first, touched, weights, design } = prepared
  const sums = levelSums(design.works, response)
  const remaining = productsOf(prepared, response)
  for (let i = 0; i < loads.length; i += 1) {
    const w = ((ratio * ratio) / loads[i]!) * sums[i]!
    for (let a = first[i]!; a < first[i + 1]!; a += 1) remaining[touched[a]!]! -= w * weights[a]!
  }
  for (let c = 0; c < remaining.length; c += 1) remaining[c]! *= scales[c]!
  solveLower(factor, remaining)
  solveUpper(factor, remaining)
  for (let c = 0; c < remaining.length; c += 1) remaining[c]! *= scales[c]!
  const works = loads.map((load, i) => {
    let left = sums[i]!
    for (let a = first[i]!; a < first[i + 1]!; a += 1) left -= weights[a]! * remaining[touched[a]!]!
    return ((ratio * ratio) / load) * left
  })
  return { works, remaining, residuals: residualsOf(prepared, response, works, remaining) }
}

const squares = (values: Float64Array): number => values.reduce((sum, one) => sum + one * one, 0)

/** Squares of effects by their ratio: a factor whose ratio is 0 has none. */
const penaltyOf = ({ ratio, scales, prepared }: Equations, { works, remaining }: Solution): number =>
  (ratio === 0 ? 0 : squares(works) / ratio ** 2) +
  remaining
    .subarray(0, prepared.random)
    .reduce((sum, one, c) => (scales[c] === 0 ? sum : sum + (one / scales[c]!) ** 2), 0)

/**
 * Solves the mixed model equations for given ratios σ(factor) / σ(error), works first. Works are eliminated (their block
 * is diagonal), the rest goes through one dense Cholesky factor. D. Bates et al., "Fitting Linear Mixed-Effects Models
 * Using lme4", J. Stat. Software 67, 2015, §3. A ratio of 0 is legal and exact.
 */
export const solve = (prepared: Prepared, ratios: readonly number[]): Solved => {
  const equations = equationsOf(prepared, ratios)
  const solution = solutionFor(equations, prepared.design.response)
  const { factor, loads } = equations
  const { columns, random } = prepared
  const logOf = (from: number, to: number) => {
    let sum = 0
    for (let c = from; c < to; c += 1) sum += 2 * Math.log(factor.values[c * columns + c]!)
    return sum
  }
  return {
    ...equations,
    ...solution,
    // Residuals are squared one by one: nothing is lost by cancelling large sums.
    rss: squares(solution.residuals) + penaltyOf(equations, solution),
    logRandom: logOf(0, random) + loads.reduce((sum, load) => sum + Math.log(load), 0),
    logFixed: logOf(random, columns),
  }
}

export interface Criterion {
  /** −2 log likelihood, profiled over the fixed part and the error variance. */
  value: number
  /** The error variance at which it is taken. */
  residual: number
  /** Degrees of freedom of the error. */
  freedom: number
  /** Whether the error variance is the one that fits best, and not the least. */
  isProfiled: boolean
}

/**
 * Joins parts that share the variances and nothing else.
 *
 * @param least that the error varies by in any case. Where works and experts explain every score to the last digit the
 * criterion would fall for ever, and with it every variance would lose its meaning.
 */
export const criterionOf = (solved: readonly Solved[], method: Method, least: number): Criterion => {
  const total = (one: (part: Solved) => number) => solved.reduce((sum, part) => sum + one(part), 0)
  const scores = total(({ residuals }) => residuals.length)
  const fixed = total(({ prepared }) => prepared.design.fixed.length)
  const freedom = method === 'REML' ? scores - fixed : scores
  const rss = total((part) => part.rss)
  const isProfiled = rss / freedom >= least
  const residual = isProfiled ? rss / freedom : least
  const logs = total(({ logRandom, logFixed }) => logRandom + (method === 'REML' ? logFixed : 0))
  const misfit = isProfiled ? freedom : rss / residual
  return { value: logs + misfit + freedom * Math.log(2 * Math.PI * residual), residual, freedom, isProfiled }
}
