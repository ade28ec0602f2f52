import { factorise, solveLower, solveUpper, square } from '../numerics'

/** Runs long work to its end at once. Whoever must not block lets a turn pass at each `yield` instead. */
export const atOnce = <T>(work: Generator<undefined, T>): T => {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

type Point = readonly number[]

/** Half the distance of the differences: the error of the slope is its square, that of the curvature too. */
export const STEP = 3e-4
/** When a step promises less than this, it is the last: Newton's error is squared with each. */
const ENOUGH = 1e-7
const LONGEST = 1
/** Keeps the damping from vanishing with the curvature. */
const LEAST_CURVATURE = 1e-3
const MOST_STEPS = 60
const FIRST_DAMPING = 1e-3
const LEAST_DAMPING = 1e-6

interface Local {
  slope: number[]
  curvature: number[][]
}

const moved = (at: Point, ...moves: [index: number, by: number][]): number[] =>
  at.map((one, index) => moves.reduce((sum, [which, by]) => (which === index ? sum + by : sum), one))

const clamp = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value))

/** Slope and curvature by differences, for the free coordinates. */
function* lookAround(
  f: (at: Point) => number,
  at: Point,
  here: number,
  free: readonly number[],
): Generator<undefined, Local> {
  const ahead: number[] = []
  const slope: number[] = []
  const curvature = free.map(() => free.map(() => 0))
  for (const [i, index] of free.entries()) {
    ahead[i] = f(moved(at, [index, STEP]))
    yield
    const behind = f(moved(at, [index, -STEP]))
    yield
    slope[i] = (ahead[i] - behind) / (2 * STEP)
    curvature[i]![i] = (ahead[i] - 2 * here + behind) / STEP ** 2
    for (let j = 0; j < i; j += 1) {
      const both = f(moved(at, [index, STEP], [free[j]!, STEP]))
      yield
      curvature[i]![j] = curvature[j]![i] = (both - ahead[i] - ahead[j]! + here) / STEP ** 2
    }
  }
  return { slope, curvature }
}

/** The damped step of Newton: −(H + λ|diag H|)⁻¹ g, no coordinate further than one. Null while that is not positive. */
const newtonStep = ({ slope, curvature }: Local, damping: number): number[] | null => {
  const size = slope.length
  const matrix = square(size)
  const diagonal = curvature.map((row, i) => row[i]! + damping * (Math.abs(row[i]!) + LEAST_CURVATURE))
  curvature.forEach((row, i) => row.forEach((one, j) => (matrix.values[i * size + j] = i === j ? diagonal[i]! : one)))
  factorise(matrix)
  const positive = diagonal.every((one, i) => one > 0 && matrix.values[i * size + i]! ** 2 > 1e-10 * one)
  if (!positive) return null
  const step = Float64Array.from(slope, (one) => -one)
  solveLower(matrix, step)
  solveUpper(matrix, step)
  const longest = Math.max(...step.map(Math.abs))
  return Array.from(step, (one) => (longest > LONGEST ? (one * LONGEST) / longest : one))
}

/**
 * The minimum of a smooth function of few variables, by Newton's method with differences and damping (Levenberg 1944,
 * Marquardt 1963): deterministic, every step goes down. A coordinate that is not free stays where it is.
 *
 * @param limit no coordinate may exceed it in size
 */
export function* minimise(
  f: (at: Point) => number,
  start: Point,
  free: readonly number[],
  limit: number,
): Generator<undefined, { at: Point; value: number }> {
  let at = start
  let value = f(at)
  let damping = FIRST_DAMPING
  if (free.length === 0) return { at, value }
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const local = yield* lookAround(f, at, value, free)
    let before = value
    for (; damping < 1e9; damping *= 10) {
      const step = newtonStep(local, damping)
      if (!step) continue
      const next = at.map((one, index) => clamp(one + (step[free.indexOf(index)] ?? 0), limit))
      const there = f(next)
      yield
      const last = -local.slope.reduce((sum, one, i) => sum + one * step[i]!, 0) / 2 < ENOUGH
      if (there > value + (last ? ENOUGH : 0)) continue
      ;[at, value] = [next, there]
      if (last) before = there
      break
    }
    if (value >= before) break
    damping = Math.max(LEAST_DAMPING, damping / 100)
  }
  return { at, value }
}
