import { prepare } from './design'
import type { Design, Prepared } from './design'
import { criterionOf, solve } from './likelihood'
import type { Method, Solved } from './likelihood'
import { STEP, minimise } from './minimise'

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

/** Ratios where the criterion is looked at first: 0, and about three to each power of ten up to the largest. */
const LOOKED_AT = [0, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 80, 250, LARGEST_RATIO].map((ratio) => Math.asinh(ratio))
/** Multiplications that the first look may take, about a third of a second: all of the grid up to some 200 experts. */
const WORTH = 4e8
/** Starts that are followed; of more, the highest are not. */
const MOST_STARTS = 8

type Objective = (at: readonly number[]) => number
type Grid = readonly (readonly number[])[]

/** Every combination of the given values, the last coordinate running fastest. */
const gridOf = (values: readonly number[], size: number): Grid => {
  let grid: number[][] = [[]]
  for (let index = 0; index < size; index += 1) grid = grid.flatMap((at) => values.map((one) => [...at, one]))
  return grid
}

/** The points of a grid that no neighbour along any axis or diagonal is lower than, the lowest first. */
function* valleys(f: Objective, size: number): Generator<undefined, Grid> {
  const per = LOOKED_AT.length
  const grid = gridOf(LOOKED_AT, size)
  const values: number[] = []
  for (const at of grid) {
    values.push(f(at))
    yield
  }
  const moves = gridOf([-1, 0, 1], size)
  const isLow = (place: number): boolean =>
    moves.every((move) => {
      let other = 0
      for (let axis = 0; axis < size; axis += 1) {
        const step = (Math.floor(place / per ** (size - 1 - axis)) % per) + move[axis]!
        if (step < 0 || step >= per) return true
        other = other * per + step
      }
      return values[place]! <= values[other]!
    })
  return grid
    .map((at, place) => ({ at, place, value: values[place]! }))
    .filter(({ place }) => isLow(place))
    .sort((a, b) => a.value - b.value || a.place - b.place)
    .slice(0, MOST_STARTS)
    .map(({ at }) => at)
}

/** One start for tables so large that the grid would take too long: all ratios 1, then each a quarter or four. */
function* alongAxes(f: Objective, size: number): Generator<undefined, Grid> {
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
  return [at]
}

/** Where a way downhill begins that would begin at 0: there the slope is 0, whatever lies beside it. */
const BESIDE_ZERO = Math.asinh(0.05)

/** From one start downhill. A ratio that is as good at 0 is set to 0 and the others are fitted again. */
function* downhill(
  f: Objective,
  start: readonly number[],
): Generator<undefined, { at: readonly number[]; value: number }> {
  let free = start.map((_, index) => index)
  let at: readonly number[] = start.map((one) => (one === 0 ? BESIDE_ZERO : one))
  for (;;) {
    const found = yield* minimise(f, at, free, Math.asinh(LARGEST_RATIO))
    at = found.at
    const zero = free.find((index) => {
      const there = f(at.map((one, k) => (k === index ? 0 : one)))
      return there <= found.value + SAME * Math.abs(found.value)
    })
    if (zero === undefined) return found
    at = at.map((one, index) => (index === zero ? 0 : one))
    free = free.filter((index) => index !== zero)
    yield
  }
}

/**
 * The optimum over all ratios from 0 to the largest. The criterion is even in each ratio, so it is minimised over the
 * whole line, in asinh(ratio). It may have several valleys: on a small table each one that a grid shows is followed down,
 * and the lowest bottom counts. Where it falls for ever, as when works and experts explain all scores to the last digit,
 * the largest ratio is the optimum.
 *
 * @param cost multiplications of one evaluation
 */
function* optimum(f: Objective, size: number, cost: number): Generator<undefined, number[]> {
  const looks = cost * LOOKED_AT.length ** size <= WORTH
  const starts = looks ? yield* valleys(f, size) : yield* alongAxes(f, size)
  let best: { at: readonly number[]; value: number } | null = null
  for (const start of starts) {
    const found = yield* downhill(f, start)
    if (best === null || found.value < best.value - SAME * Math.abs(best.value)) best = found
  }
  // Near 0 the criterion is a polynomial in the square of a coordinate. Differences take the square of their step off that
  // of the optimum there, and next to nothing elsewhere.
  return ratiosAt(best!.at.map((one) => (one === 0 ? 0 : Math.hypot(one, STEP))))
}

/** Of the factor and of the products that the works take from it; never less than a table's overhead. */
const costOf = ({ columns, first }: Prepared): number => {
  let products = 1_000
  for (let i = 1; i < first.length; i += 1) products += (first[i]! - first[i - 1]!) ** 2
  return columns ** 3 / 6 + products
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
  const cost = prepared.reduce((sum, part) => sum + costOf(part), 0)
  const solveAll = (ratios: readonly number[]) => prepared.map((part) => solve(part, ratios))
  const f = (at: readonly number[]) => criterionOf(prepared, solveAll(ratiosAt(at)), method).value
  const flat = solveAll(Array.from({ length: factors }, () => 0))
  const varies = flat.reduce((sum, { rss }) => sum + rss, 0) > 1e-20 * sizeOf(designs)
  const ratios = varies ? yield* optimum(f, factors, cost) : Array.from({ length: factors }, () => 0)
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
