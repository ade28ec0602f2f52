import { prepare } from './design'
import type { Design, Prepared } from './design'
import { criterionOf, solve } from './likelihood'
import type { Method, Solved } from './likelihood'
import { minimise } from './minimise'
import type { Place, Point } from './minimise'
import { slopesOf } from './slopes'

/**
 * The least variance of the error, as a part of that of the scores: a ten thousandth of their standard deviation, less than
 * a score is given to. As small against the error of real tables as it is here, it moves no figure on paper.
 */
const LEAST = 1e-8
/** The most that a factor's standard deviation may exceed that of the error: with the least error none comes so far. */
export const LARGEST_RATIO = 1e5

/** What rounding can tell apart in the criterion, relative to its size. */
const SAME = 1e-12

export interface Fit {
  /** −2 log likelihood (restricted under REML) at the optimum; null where nothing varies. */
  criterion: number | null
  /** σ(factor) / σ(error), works first; exactly 0 on the boundary. */
  ratios: number[]
  /** Variances in squared units of the response: of each factor, works first, and of the error. */
  variances: number[]
  residual: number
  parts: Solved[]
}

/** Ratios where the criterion is looked at first: 0, and about three to each power of ten up to the largest. */
const LOOKED_AT = [0, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 80, 250, 1000, 10_000, LARGEST_RATIO]
/** Multiplications that the first look may take, about a third of a second: all of the grid up to some 200 experts. */
const WORTH = 4e8
/** Starts that are followed; of more, the highest are not. */
const MOST_STARTS = 8
/** Where tables begin that are so large that the grid would take too long: all factors vary as the error does. */
const MIDDLE = 1

/**
 * The scale on which the criterion is minimised: u = ln(1 + k ratio²), k being the scores of a level on average. Near 0 it
 * goes with the variance, in which the criterion is smooth and the boundary an end; far from it with its logarithm.
 */
interface Scale {
  k: number[]
}

const onScale = ({ k }: Scale, ratios: readonly number[]): number[] =>
  ratios.map((ratio, f) => Math.log1p(k[f]! * ratio * ratio))
const ratiosAt = ({ k }: Scale, at: Point): number[] => at.map((one, f) => Math.sqrt(Math.expm1(one) / k[f]!))

type Objective = (ratios: readonly number[]) => Place
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
    values.push(f(at).value)
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

/**
 * The optimum over all ratios from 0 to the largest. The criterion may have several valleys: on a small table each one
 * that a grid shows is followed down, and the lowest bottom counts.
 *
 * @param cost multiplications of one evaluation
 */
function* optimum(f: Objective, scale: Scale, cost: number): Generator<undefined, number[]> {
  const size = scale.k.length
  const looks = cost * LOOKED_AT.length ** size <= WORTH
  const starts = looks ? yield* valleys(f, size) : [scale.k.map(() => MIDDLE)]
  const highest = onScale(
    scale,
    scale.k.map(() => LARGEST_RATIO),
  )
  let best: { at: Point; value: number } | null = null
  for (const start of starts) {
    const found = yield* minimise((at) => f(ratiosAt(scale, at)), onScale(scale, start), highest)
    if (best === null || found.value < best.value - SAME * Math.abs(best.value)) best = found
  }
  return ratiosAt(scale, best!.at).map((ratio) => Math.min(ratio, LARGEST_RATIO))
}

/** The criterion at given ratios, and around them on the scale. */
const placeOf = (
  prepared: readonly Prepared[],
  ratios: readonly number[],
  { k }: Scale,
  method: Method,
  least: number,
): Place => {
  const solved = prepared.map((part) => solve(part, ratios))
  return {
    value: criterionOf(solved, method, least).value,
    around: () => {
      const { slope, curvature } = slopesOf(solved, method, least)
      // How fast the variance moves with u.
      const pace = ratios.map((ratio, f) => 1 / k[f]! + ratio * ratio)
      return {
        slope: slope.map((one, f) => one * pace[f]!),
        curvature: curvature.map((row, f) => row.map((one, g) => one * pace[f]! * pace[g]!)),
      }
    },
  }
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
  const cost = prepared.reduce((sum, part) => sum + costOf(part), 0)
  const scale = scaleOf(designs)
  const none = scale.k.map(() => 0)
  const solveAll = (ratios: readonly number[]) => prepared.map((part) => solve(part, ratios))
  const flat = solveAll(none)
  const spread = flat.reduce((sum, { rss }) => sum + rss, 0)
  const varies = spread > 1e-20 * sizeOf(designs)
  const least = (LEAST * spread) / spare
  const f = (ratios: readonly number[]) => placeOf(prepared, ratios, scale, method, least)
  const ratios = varies ? yield* optimum(f, scale, cost) : none
  const solved = varies ? solveAll(ratios) : flat
  const { value, residual } = criterionOf(solved, method, least)
  const variance = varies ? residual : 0
  return {
    criterion: varies ? value : null,
    ratios,
    variances: ratios.map((ratio) => ratio * ratio * variance),
    residual: variance,
    parts: solved,
  }
}

/** Scores of a level on average, factor by factor, over all parts that have the factor. */
const scaleOf = (designs: readonly Design[]): Scale => {
  const factors = 1 + Math.max(...designs.map(({ others }) => others.length))
  const k = Array.from({ length: factors }, (_, f) => {
    const having = designs.filter(({ others }) => others.length >= f)
    const levels = having.reduce((sum, { works, others }) => sum + [works, ...others][f]!.count, 0)
    return having.reduce((sum, { response }) => sum + response.length, 0) / levels
  })
  return { k }
}

const sizeOf = (designs: readonly Design[]): number =>
  designs.reduce((sum, { response }) => sum + response.reduce((all, y) => all + y * y, 0), 0)
