import { prepare } from './design'
import type { Design, Prepared } from './design'
import { criterionOf, solve } from './likelihood'
import type { Method, Solved } from './likelihood'
import { minimise } from './minimise'

/** The most that a factor's standard deviation may exceed that of the error: beyond it nothing on paper would change. */
export const LARGEST_RATIO = 1000

/** What rounding can tell apart in the criterion, relative to its size. */
const SAME = 1e-12

export interface FittedPart {
  prepared: Prepared
  solved: Solved
}

export interface Fit {
  /** −2 log likelihood (restricted under REML) at the optimum; null where nothing varies. */
  criterion: number | null
  /** σ(factor) / σ(error), works first; exactly 0 on the boundary. */
  ratios: number[]
  /** Variances in squared units of the response: of each factor, works first, and of the error. */
  variances: number[]
  residual: number
  parts: FittedPart[]
}

const ratiosAt = (at: readonly number[]): number[] => at.map((one) => Math.sinh(Math.abs(one)))

/** Where to begin: all ratios 1, then each a quarter or four where that is better. */
function* beginning(f: (at: readonly number[]) => number, size: number): Generator<undefined, number[]> {
  const at = Array.from({ length: size }, () => Math.asinh(1))
  let best = f(at)
  yield
  for (let index = 0; index < size; index += 1) {
    for (const ratio of [0.25, 4]) {
      const other = at.map((one, k) => (k === index ? Math.asinh(ratio) : one))
      const value = f(other)
      yield
      if (value < best) [best, at[index]] = [value, Math.asinh(ratio)]
    }
  }
  return at
}

/**
 * The optimum over all ratios ≥ 0. The criterion is even in each ratio, so it is minimised over the whole line, in
 * asinh(ratio); a ratio that is as good at 0 is set to 0 and the others are fitted again.
 */
function* optimum(f: (at: readonly number[]) => number, size: number): Generator<undefined, number[]> {
  let at: readonly number[] = yield* beginning(f, size)
  let free = at.map((_, index) => index)
  for (;;) {
    const found = yield* minimise(f, at, free, Math.asinh(LARGEST_RATIO))
    at = found.at
    const zero = free.find((index) => {
      const there = f(at.map((one, k) => (k === index ? 0 : one)))
      return there <= found.value + SAME * Math.abs(found.value)
    })
    if (zero === undefined) return ratiosAt(at)
    at = at.map((one, index) => (index === zero ? 0 : one))
    free = free.filter((index) => index !== zero)
    yield
  }
}

/**
 * Fits a linear mixed model with crossed or nested random factors by REML or ML, exactly, boundary included; effects are
 * best linear unbiased predictions. Parts have variances in common, and a fixed part of their own each.
 * C. R. Henderson, Biometrics 31, 1975 (BLUP); H. D. Patterson and R. Thompson, Biometrika 58, 1971 (REML).
 *
 * Long work: it yields after every evaluation of the likelihood.
 *
 * @throws RangeError when there are no more scores than fixed columns
 */
export function* fit(designs: readonly Design[], method: Method = 'REML'): Generator<undefined, Fit> {
  const prepared = designs.map(prepare)
  const spare = designs.reduce((sum, { response, fixed }) => sum + response.length - fixed.length, 0)
  if (spare < 1) throw new RangeError('no more scores than columns of the fixed part')
  const factors = 1 + Math.max(...designs.map(({ others }) => others.length))
  const solveAll = (ratios: readonly number[]) => prepared.map((part) => solve(part, ratios))
  const f = (at: readonly number[]) => criterionOf(prepared, solveAll(ratiosAt(at)), method).value
  const flat = solveAll(Array.from({ length: factors }, () => 0))
  const varies = flat.reduce((sum, { rss }) => sum + rss, 0) > 1e-20 * sizeOf(designs)
  const ratios = varies ? yield* optimum(f, factors) : Array.from({ length: factors }, () => 0)
  const solved = varies ? solveAll(ratios) : flat
  const { value, residual } = criterionOf(prepared, solved, method)
  const variance = varies ? residual : 0
  return {
    criterion: varies ? value : null,
    ratios,
    variances: ratios.map((ratio) => ratio * ratio * variance),
    residual: variance,
    parts: prepared.map((part, index) => ({ prepared: part, solved: solved[index]! })),
  }
}

const sizeOf = (designs: readonly Design[]): number =>
  designs.reduce((sum, { response }) => sum + response.reduce((all, y) => all + y * y, 0), 0)
