import type { Criterion, Rubric, ScoreIssue, SheetResult } from './types'

const own = (record: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** Deductions may add up to more than the full mark, so that nobody has to cut a list of faults short. */
const MOST_DEDUCTED = 1000

const mostOf = ({ kind, max }: Criterion): number => (kind === 'deductive' ? MOST_DEDUCTED : max)

const issueOf = (criterion: Criterion, score: unknown): ScoreIssue | null => {
  const issue = (code: ScoreIssue['code']): ScoreIssue => ({
    key: criterion.key,
    code,
    params: { min: 0, max: mostOf(criterion) },
  })
  if (score === undefined || score === null) return issue('score_missing')
  if (!Number.isInteger(score)) return issue('score_not_integer')
  return (score as number) < 0 || (score as number) > mostOf(criterion) ? issue('score_out_of_range') : null
}

const pointsOf = ({ kind, max }: Criterion, given: number): number =>
  kind === 'deductive' ? Math.max(0, max - given) : given

/**
 * Checks one expert's sheet: every criterion filled in with whole points, every veto answered, nothing else. Tells
 * all problems at once.
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
  const points = Object.fromEntries(rubric.criteria.map((one) => [one.key, pointsOf(one, scores[one.key]!)]))
  // Weights in percent times whole points: hundredths of a point, with no division.
  const weighted = rubric.criteria.reduce((sum, { key, weight }) => sum + weight * points[key]!, 0)
  return { ok: true, sheet: { scores, vetoes, points, weighted } }
}
