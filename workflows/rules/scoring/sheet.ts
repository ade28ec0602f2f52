import type { Criterion, Rubric, ScoreIssue, Scores, SheetResult } from './types'

const own = (record: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined

const issueOf = (criterion: Criterion, score: unknown): ScoreIssue | null => {
  const issue = (code: ScoreIssue['code']): ScoreIssue => ({
    key: criterion.key,
    code,
    params: { min: 0, max: criterion.max },
  })
  if (score === undefined || score === null) return issue('score_missing')
  if (!Number.isInteger(score)) return issue('score_not_integer')
  return (score as number) < 0 || (score as number) > criterion.max ? issue('score_out_of_range') : null
}

/**
 * Checks one expert's sheet: every criterion scored in whole points, every veto answered, nothing else. Tells all
 * problems at once.
 *
 * @returns the sheet with its weighted sum in exact integer hundredths of a point, 0 … 10000
 */
export const scoreSheet = (
  rubric: Rubric,
  given: { scores: Record<string, unknown>; vetoes: Record<string, unknown> },
): SheetResult => {
  const issues = rubric.criteria.flatMap((one) => issueOf(one, own(given.scores, one.key)) ?? [])
  for (const { key } of rubric.vetoes) {
    if (typeof own(given.vetoes, key) !== 'boolean') issues.push({ key, code: 'veto_missing', params: {} })
  }
  const strangers = [
    ...Object.keys(given.scores).filter((key) => !rubric.criteria.some((one) => one.key === key)),
    ...Object.keys(given.vetoes).filter((key) => !rubric.vetoes.some((one) => one.key === key)),
  ]
  issues.push(...strangers.map((key): ScoreIssue => ({ key, code: 'unknown_key', params: {} })))
  if (issues.length > 0) return { ok: false, issues }
  const scores = Object.fromEntries(rubric.criteria.map(({ key }) => [key, given.scores[key] as number]))
  const vetoes = Object.fromEntries(rubric.vetoes.map(({ key }) => [key, given.vetoes[key] as boolean]))
  return { ok: true, sheet: { scores, vetoes, weighted: weightedSum(rubric, { scores, vetoes }) } }
}

/** Points of one criterion. Throws RangeError when the sheet lacks it: a missing score is never zero. */
export const pointsOf = (sheet: Scores, key: string): number => {
  const points = sheet.scores[key]
  if (points === undefined) throw new RangeError(`no score for ${key}`)
  return points
}

/** Weighted sum in integer hundredths of a point: weights in percent times whole points, no division. */
export const weightedSum = (rubric: Rubric, sheet: Scores): number =>
  rubric.criteria.reduce((sum, { key, weight }) => sum + weight * pointsOf(sheet, key), 0)
