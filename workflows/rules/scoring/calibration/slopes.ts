import { inverseOf } from '../numerics'
import type { Square } from '../numerics'
import { criterionOf, levelSums, solutionFor, systemOf } from './likelihood'
import type { Method, Solved } from './likelihood'

/** How the criterion changes with the variance of each factor, in variances of the error: works first. */
export interface Slopes {
  slope: number[]
  /** Never negative in any direction: the average of the observed and the expected curvature. */
  curvature: number[][]
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, one, k) => sum + one * b[k]!, 0)

/** A quadratic form over the entries that one list of columns picks out of a matrix. */
const formOf = ({ size, values }: Square, columns: Int32Array, weights: Float64Array): number => {
  let sum = 0
  for (let a = 0; a < columns.length; a += 1) {
    const row = columns[a]! * size
    let inner = 0
    for (let b = 0; b < a; b += 1) inner += weights[b]! * values[row + columns[b]!]!
    sum += weights[a]! * (2 * inner + weights[a]! * values[row + columns[a]!]!)
  }
  return sum
}

/** Σ over the works of what is known of each: tr(Zᵀ P Z), P being the projection that the equations stand for. */
const traceOfWorks = ({ prepared, scales, loads }: Solved, inverse: Square): number => {
  const { first, touched, weights, counts } = prepared
  let trace = 0
  for (let i = 0; i < loads.length; i += 1) {
    let to = first[i + 1]!
    // Fixed columns come last; under ML they are no part of the projection.
    while (to > first[i]! && touched[to - 1]! >= inverse.size) to -= 1
    const columns = touched.subarray(first[i], to)
    const scaled = weights.subarray(first[i], to).map((weight, a) => weight * scales[columns[a]!]!)
    trace += counts[i]! / loads[i]! - formOf(inverse, columns, scaled) / loads[i]! ** 2
  }
  return trace
}

/** The same for each of the other factors. */
const tracesOfOthers = (solved: Solved, inverse: Square): number[] => {
  const { prepared, scales, ratio, loads } = solved
  const traces = prepared.design.others.map(() => 0)
  const zero = scales.some((scale) => scale === 0)
  const system = zero ? systemOf(prepared, ratio, loads) : null
  const standing = Int32Array.from(scales.keys()).filter((c) => c < inverse.size && scales[c]! > 0)
  for (let c = 0; c < prepared.random; c += 1) {
    const scale = scales[c]!
    traces[prepared.factorOf[c]!]! +=
      scale > 0
        ? (1 - inverse.values[c * inverse.size + c]!) / scale ** 2
        : entryOf(system!, c, c) -
          formOf(
            inverse,
            standing,
            Float64Array.from(standing, (other) => scales[other]! * entryOf(system!, c, other)),
          )
  }
  return traces
}

const entryOf = ({ size, values }: Square, a: number, b: number): number =>
  values[Math.max(a, b) * size + Math.min(a, b)]!

/**
 * Slope and curvature of the criterion by the variance of each factor over that of the error, boundary included. With P
 * the projection and V = Z Zᵀ of a factor: slope tr(P V) − yᵀPVPy / σ²; curvature yᵀPVPVPy / σ² less what the profiled
 * error variance takes (a fixed one takes nothing), the average of observed and expected information. A. R. Gilmour, R. Thompson and B. R. Cullis,
 * "Average Information REML", Biometrics 51, 1995.
 */
export const slopesOf = (solved: readonly Solved[], method: Method, least: number): Slopes => {
  const { residual, freedom, isProfiled } = criterionOf(solved, method, least)
  const size = 1 + Math.max(...solved.map(({ prepared }) => prepared.design.others.length))
  const zeros = () => Array.from({ length: size }, () => 0)
  const [traces, explained, curvature] = [zeros(), zeros(), zeros().map(zeros)]
  for (const part of solved) {
    const inverse = inverseOf(part.factor, method === 'REML' ? part.prepared.columns : part.prepared.random)
    const own = [traceOfWorks(part, inverse), ...tracesOfOthers(part, inverse)]
    own.forEach((one, f) => (traces[f]! += one))
    const { works, others } = part.prepared.design
    const factors = [works, ...others]
    const sums = factors.map((factor) => levelSums(factor, part.residuals))
    factors.forEach((factor, f) => {
      explained[f]! += dot(sums[f]!, sums[f]!)
      const left = solutionFor(
        part,
        Float64Array.from(factor.levels, (level) => sums[f]![level]!),
      ).residuals
      factors.forEach((other, g) => (curvature[f]![g]! += dot(sums[g]!, levelSums(other, left))))
    })
  }
  return {
    slope: traces.map((trace, f) => trace - explained[f]! / residual),
    curvature: curvature.map((row, f) =>
      row.map(
        (one, g) => one / residual - (isProfiled ? (explained[f]! * explained[g]!) / (freedom * residual ** 2) : 0),
      ),
    ),
  }
}
