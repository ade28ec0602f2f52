/** What stands out in the scores of one expert. */
export const expertFlags = ['one_score', 'all_equal', 'all_top'] as const
export type ExpertFlag = (typeof expertFlags)[number]

/** From so many scores on, giving all the same says something. */
const ENOUGH = 3

/**
 * `one_score`: a single score tells nothing of the expert's leniency. `all_equal`: three scores or more, all the same;
 * they set no work apart from another. `all_top`: all of them full marks.
 */
export const flagsOf = (scores: readonly number[], top: number): ExpertFlag[] => {
  const same = scores.length >= ENOUGH && scores.every((one) => one === scores[0])
  const holds: Record<ExpertFlag, boolean> = {
    one_score: scores.length === 1,
    all_equal: same,
    all_top: same && scores[0] === top,
  }
  return expertFlags.filter((flag) => holds[flag])
}

/** Standard deviation of one expert's scores; null of fewer than two. */
export const spreadOf = (scores: readonly number[]): number | null => {
  if (scores.length < 2) return null
  // In one order, whatever works are called.
  const sorted = [...scores].sort((a, b) => a - b)
  const mean = sorted.reduce((sum, one) => sum + one, 0) / scores.length
  return Math.sqrt(sorted.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (scores.length - 1))
}
