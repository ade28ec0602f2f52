import { million } from './schema'

/** A code of GB/T 13745 as numbers, for comparing millions of pairs. What it has no second level for is NaN, equal to nothing. */
export interface Code {
  whole: number
  second: number
  first: number
  category: number
}

export const codeOf = (code: string): Code => ({
  // A digit in front keeps codes apart that begin with zeros.
  whole: Number(`1${code}`),
  second: code.length >= 5 ? Number(code.slice(0, 5)) : NaN,
  first: Number(code.slice(0, 3)),
  category: categoryOf(Number(code.slice(0, 3))),
})

/**
 * The five categories (门类) of GB/T 13745—2009 by the first digits of its first-level codes: natural sciences,
 * agriculture, medicine, engineering and technology, humanities and social sciences.
 */
function categoryOf(first: number): number {
  if (first < 200) return 1
  if (first < 300) return 2
  if (first < 400) return 3
  return first < 700 ? 4 : 5
}

/** By the levels that two codes share: nothing, the category, the first level, the second. */
const shared = [0, 200_000, 600_000, 800_000] as const

/** From this closeness on, two codes have their first-level discipline in common. */
export const sameDiscipline = 600_000

/**
 * How close two codes of GB/T 13745 are, in millionths, by their common beginning: the same code 1, the same second
 * level 0.8, the same first level 0.6, the same category 0.2. The standard orders disciplines and gives no distances;
 * these are this product's.
 */
export function codeCloseness(one: Code, other: Code): number {
  if (one.whole === other.whole) return million
  if (one.second === other.second) return shared[3]
  if (one.first === other.first) return shared[2]
  return one.category === other.category ? shared[1] : shared[0]
}

function closest(code: Code, among: readonly Code[]): number {
  let best = 0
  for (const each of among) best = Math.max(best, codeCloseness(code, each))
  return best
}

/**
 * How well an expert covers a work: for every discipline of the work the closest of the expert's, and the mean of
 * these, in millionths, rounded down. Without disciplines on either side nothing is known, and nothing counted.
 */
export function coverage(work: readonly Code[], expert: readonly Code[]): number {
  if (work.length === 0 || expert.length === 0) return 0
  let sum = 0
  for (const code of work) sum += closest(code, expert)
  return Math.floor(sum / work.length)
}

/** The closest pair of codes decides whether an expert has the discipline of a work at all. */
export const hasDiscipline = (work: readonly Code[], expert: readonly Code[]): boolean =>
  work.some((code) => closest(code, expert) >= sameDiscipline)
