import { factorise, solveLower, solveUpper, square } from '../numerics'

/** Runs long work to its end at once. Whoever must not block lets a turn pass at each `yield` instead. */
export const atOnce = <T>(work: Generator<undefined, T>): T => {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

export type Point = readonly number[]

export interface Around {
  slope: readonly number[]
  /** Not negative in any direction; near enough to the curvature that steps by it go down. */
  curvature: readonly (readonly number[])[]
}

/** The function at a point; what lies around it is worked out when it is asked for. */
export interface Place {
  value: number
  around: () => Around
}

/** A step that promises less than this share of the value is the last: rounding hides what it gains. */
const ENOUGH = 1e-13
const LONGEST = 2
/** Keeps the damping from vanishing with the curvature. */
const LEAST_CURVATURE = 1e-3
const MOST_STEPS = 60
const FIRST_DAMPING = 1e-4
const LEAST_DAMPING = 1e-8
const MOST_DAMPING = 1e9

/** The damped step of Newton in the free coordinates: −(H + λ diag H)⁻¹ g, none of them further than `LONGEST`. */
const newtonStep = ({ slope, curvature }: Around, free: readonly number[], damping: number): number[] => {
  const size = free.length
  const matrix = square(size)
  free.forEach((i, row) => {
    free.slice(0, row + 1).forEach((j, column) => (matrix.values[row * size + column] = curvature[i]![j]!))
    matrix.values[row * size + row]! += damping * (curvature[i]![i]! + LEAST_CURVATURE)
  })
  factorise(matrix)
  const found = Float64Array.from(free, (i) => -slope[i]!)
  solveLower(matrix, found)
  solveUpper(matrix, found)
  const longest = Math.max(...found.map(Math.abs))
  const step = slope.map(() => 0)
  free.forEach((i, row) => (step[i] = longest > LONGEST ? (found[row]! * LONGEST) / longest : found[row]!))
  return step
}

/** How much lower the function should be after a step. */
const promiseOf = ({ slope, curvature }: Around, step: Point): number =>
  -step.reduce((sum, one, i) => {
    const bent = curvature[i]!.reduce((all, each, j) => all + each * step[j]!, 0)
    return sum + one * (slope[i]! + bent / 2)
  }, 0)

/**
 * The minimum of a smooth function of few variables between 0 and their highest values, by Newton's method with damping
 * (Levenberg 1944, Marquardt 1963): deterministic, every step goes down. A coordinate at an end stays there as long as
 * the function would rise on the way back (D. Bertsekas, "Projected Newton Methods", SIAM J. Control 20, 1982).
 */
export function* minimise(
  f: (at: Point) => Place,
  start: Point,
  highest: Point,
): Generator<undefined, { at: Point; value: number }> {
  let at = start
  let here = f(at)
  yield
  let damping = FIRST_DAMPING
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const around = here.around()
    yield
    const free = [...at.keys()].filter((i) => {
      const slope = around.slope[i]!
      return slope !== 0 && !(at[i] === 0 && slope > 0) && !(at[i] === highest[i] && slope < 0)
    })
    const before = here
    for (; free.length > 0 && damping < MOST_DAMPING; damping *= 10) {
      const step = newtonStep(around, free, damping)
      const next = at.map((one, i) => Math.max(0, Math.min(highest[i]!, one + step[i]!)))
      const promise = promiseOf(
        around,
        next.map((one, i) => one - at[i]!),
      )
      if (Math.abs(promise) < ENOUGH * (1 + Math.abs(here.value))) return { at: next, value: here.value }
      const there = f(next)
      yield
      if (there.value > here.value) continue
      ;[at, here] = [next, there]
      break
    }
    if (here === before) break
    damping = Math.max(LEAST_DAMPING, damping / 100)
  }
  return { at, value: here.value }
}
