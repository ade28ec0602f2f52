import { scoreSheet } from './sheet'
import type { Aggregate, AggregationRule, Rubric, ScoredSheet, Sheet } from './types'

type Counted = ScoredSheet & { id: string }

/** sum ÷ count × scale, half up, in integers. */
const meanHalfUp = (sum: number, count: number, scale: number): number =>
  Math.floor((2 * sum * scale + count) / (2 * count))

/** By weighted sum, then criterion by criterion: which of two equal sums is left out must not hang on who came first. */
const inOrder = (rubric: Rubric, sheets: readonly Counted[]): Counted[] =>
  [...sheets].sort((a, b) => {
    if (a.weighted !== b.weighted) return a.weighted - b.weighted
    const differing = rubric.criteria.find(({ key }) => a.points[key] !== b.points[key])
    return differing ? a.points[differing.key]! - b.points[differing.key]! : 0
  })

const checked = (rubric: Rubric, sheet: Sheet): Counted => {
  const result = scoreSheet(rubric, { scores: sheet.scores, vetoes: sheet.vetoes })
  if (!result.ok) throw new RangeError(`sheet ${sheet.id}: ${result.issues.map((one) => one.code).join(', ')}`)
  return { ...result.sheet, id: sheet.id }
}

const appliedTo = ({ aggregation: { rule, trimFrom } }: Rubric, count: number): AggregationRule =>
  rule === 'trimmed' && count < trimFrom ? 'mean' : rule

/** What the rule takes of a list in rising order: all, all but the ends, or the middle one or two. */
const taken = <T>(rule: AggregationRule, sorted: readonly T[]): readonly T[] => {
  if (rule === 'trimmed') return sorted.slice(1, -1)
  if (rule === 'mean' || sorted.length === 0) return sorted
  const middle = Math.floor((sorted.length - 1) / 2)
  return sorted.slice(middle, sorted.length - middle)
}

/**
 * Joins the sheets of one submission by the declared rule. Trimming acts on whole sheets, so the means of criteria and the
 * gates look at the same ones as the score; under the median each criterion has a middle of its own. Vetoes and spread
 * look at all. Integers only; halves go up at the one rounding, to hundredths of a point. Sheets of recused experts are
 * not handed in. The order of the sheets makes no difference.
 *
 * @throws RangeError when a sheet does not fit the rubric
 */
export const aggregate = (rubric: Rubric, sheets: readonly Sheet[]): Aggregate => {
  const all = inOrder(
    rubric,
    sheets.map((sheet) => checked(rubric, sheet)),
  )
  const applied = appliedTo(rubric, all.length)
  const counted = taken(applied, all)
  const scored = counted.length > 0
  const pointsOf = (key: string): readonly number[] =>
    applied === 'median'
      ? taken(
          applied,
          all.map((sheet) => sheet.points[key]!).sort((a, b) => a - b),
        )
      : counted.map((sheet) => sheet.points[key]!)
  const perCriterion = rubric.criteria.map(({ key }) => {
    const sum = pointsOf(key).reduce((total, points) => total + points, 0)
    return { key, sum, mean: scored ? meanHalfUp(sum, counted.length, 100) : 0 }
  })
  const total = counted.reduce((sum, sheet) => sum + sheet.weighted, 0)
  return {
    count: all.length,
    counted: counted.length,
    applied,
    score: scored ? meanHalfUp(total, counted.length, 1) : null,
    perCriterion: scored ? perCriterion : [],
    spread: spreadOf(rubric, all),
    vetoes: rubric.vetoes.map(({ key, experts }) => {
      const raised = all.filter((sheet) => sheet.vetoes[key]).length
      return { key, raised, upheld: raised >= experts }
    }),
    gatesFailed: scored ? gatesFailed(rubric, perCriterion, counted.length) : [],
  }
}

const spreadOf = (rubric: Rubric, all: readonly Counted[]): Aggregate['spread'] => {
  const total = all.reduce((sum, sheet) => sum + sheet.weighted, 0)
  const limit = rubric.spreadWarning * 100 * all.length
  return {
    lowest: all.at(0)?.weighted ?? null,
    highest: all.at(-1)?.weighted ?? null,
    farFromMean: all
      .filter((sheet) => Math.abs(sheet.weighted * all.length - total) > limit)
      .map((sheet) => sheet.id)
      .sort(),
  }
}

/** Compares exact sums: a mean of 59.996 shows as 60.00 and is still below 60. */
const gatesFailed = (rubric: Rubric, means: Aggregate['perCriterion'], counted: number): Aggregate['gatesFailed'] =>
  rubric.criteria.flatMap(({ key, gate }, index) => {
    const one = means[index]
    return gate && one && one.sum < gate.below * counted ? [{ key, mean: one.mean, below: gate.below }] : []
  })
