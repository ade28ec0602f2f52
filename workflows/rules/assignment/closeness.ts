import { million } from './schema'

/**
 * The five categories (门类) of GB/T 13745—2009 by the first digits of its first-level codes: natural sciences,
 * agriculture, medicine, engineering and technology, humanities and social sciences.
 */
function categoryOf(code: string): number {
  const first = Number(code.slice(0, 3))
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
export function codeCloseness(one: string, other: string): number {
  if (one === other) return million
  if (one.length >= 5 && other.length >= 5 && one.slice(0, 5) === other.slice(0, 5)) return shared[3]
  if (one.slice(0, 3) === other.slice(0, 3)) return shared[2]
  return categoryOf(one) === categoryOf(other) ? shared[1] : shared[0]
}

/**
 * How well an expert covers a work: for every discipline of the work the closest of the expert's, and the mean of
 * these, in millionths, rounded down. Without disciplines on either side nothing is known, and nothing counted.
 */
export function coverage(work: readonly string[], expert: readonly string[]): number {
  if (work.length === 0 || expert.length === 0) return 0
  const best = work.map((code) => Math.max(...expert.map((own) => codeCloseness(code, own))))
  return Math.floor(best.reduce((sum, each) => sum + each, 0) / best.length)
}

/** The closest pair of codes decides whether an expert has the discipline of a work at all. */
export const hasDiscipline = (work: readonly string[], expert: readonly string[]): boolean =>
  work.some((code) => expert.some((own) => codeCloseness(code, own) >= sameDiscipline))
