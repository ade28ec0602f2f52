import type { Tick } from './flow'
import { isOpen } from './model'
import type { Shape } from './model'
import { mostFilled, reaches } from './optimise'
import type { Search } from './search'
import type { Problem } from './problem'

type Base = Pick<Shape, 'unit' | 'pairCap'>

export interface Threshold {
  /** The best affinity below which no pair is needed, in millionths; 0 when no pair can be made. */
  threshold: number
  /** False when one of the questions on the way could not be decided exactly. */
  exact: boolean
  /** A search to begin from. */
  search?: Search
}

/**
 * How high the worst pair can be without losing a seat, a least load or a senior: a search over the affinities that
 * occur, each step a flow problem. What holds at one value holds at every lower one.
 */
export function bestThreshold(problem: Problem, base: Base, tick?: Tick): Threshold {
  const { values, guess } = candidates(problem)
  if (values.length === 0) return { threshold: 0, exact: true }
  // Affinities do not matter here; where a search is needed, they lead it all the same.
  const flat = problem.options.perInstitution === undefined || !problem.options.senior
  const first = mostFilled(problem, { ...base, threshold: 0, flat }, tick)
  let { exact } = first
  const holds = (n: number) => {
    const asked = reaches(problem, { ...base, threshold: values[n]!, flat }, first.cost, first.search, tick)
    // Not found is not out of reach for sure when the search was cut short.
    exact &&= asked.exact
    return asked.reached
  }
  const low = lastThat(holds, values.length, guess)
  return { threshold: values[low]!, exact, search: first.search }
}

/** The last place that holds, when the first does and none after one that does not: looks near the guess first. */
function lastThat(holds: (n: number) => boolean, length: number, guess: number): number {
  let low = 0
  let high = length
  for (let [at, step] = [guess, 1]; at > low && at < high; step *= 4) {
    if (holds(at)) low = at
    else high = at
    at = low === at ? at + step : at - step
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

/** Affinities that occur, ascending, and where the answer probably is: what some work's last seat has at best. */
function candidates(problem: Problem): { values: Int32Array; guess: number } {
  const { works, experts, affinity, wanted } = problem
  let ceiling = Infinity
  const all: number[] = []
  for (let w = 0; w < works.length; w++) {
    if (wanted[w] === 0) continue
    const own: number[] = []
    for (let p = w * experts.length; p < (w + 1) * experts.length; p++)
      if (isOpen(problem, p, 0)) own.push(affinity[p]!)
    own.sort((a, b) => b - a)
    if (own.length > 0) ceiling = Math.min(ceiling, own[Math.min(own.length, wanted[w]!) - 1]!)
    for (const value of own) all.push(value)
  }
  const sorted = Int32Array.from(all).sort()
  const values = sorted.filter((value, n) => value !== sorted[n - 1])
  return { values, guess: values.indexOf(ceiling) }
}
