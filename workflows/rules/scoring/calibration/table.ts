import { z } from 'zod'
import { compareText } from '../../randomness'
import { alikeness } from './alikeness'
import { componentsOf } from './components'
import type { Design } from './design'

const LARGEST = 1e6
/** Above these the fit would take longer than a person waits: its work grows with the cube of the experts. */
const MOST_SCORES = 25_000
const MOST_EXPERTS = 600

const scoreSchema = z.strictObject({
  work: z.string().min(1),
  expert: z.string().min(1),
  score: z.number().min(-LARGEST).max(LARGEST),
})
export type GivenScore = z.infer<typeof scoreSchema>

/** The scores of one contest: one for each pair of work and expert. A problem names its row. */
export const scoresSchema = z
  .array(scoreSchema)
  .max(MOST_SCORES)
  .superRefine((scores, context) => {
    const seen = new Set<string>()
    scores.forEach(({ work, expert }, row) => {
      const pair = JSON.stringify([work, expert])
      if (seen.has(pair)) context.addIssue({ code: 'custom', message: 'pair_given_twice', path: [row] })
      seen.add(pair)
    })
  })

/** Why no leniency can be told from these scores, or not in time. */
export const calibrationGaps = [
  'no_scores',
  'too_few_works',
  'too_few_experts',
  'no_work_scored_twice',
  'no_expert_scores_two',
  'too_few_scores',
  'too_many_scores',
  'too_many_experts',
] as const
export type CalibrationGap = (typeof calibrationGaps)[number]

const LEAST_WORKS = 3
const LEAST_EXPERTS = 2
/** More scores than means, so that three variances can be told apart at all. */
const LEAST_FREEDOM = 3

export interface Table {
  works: string[]
  experts: string[]
  rows: { work: number; expert: number; score: number }[]
  /** By work: its connected part, from 0, the one with most works first. */
  componentOf: Int32Array
  /** By work, and by expert: those of one part with the same number cannot be told apart by any score. */
  alike: { works: Int32Array; experts: Int32Array }
}

/** Neighbours that all parts together may look at to bring alike works into order, see `alikeness`: about half a second. */
const WORTH = 400_000

interface Part {
  works: string[]
  experts: string[]
  alike: Table['alike']
  /** The scores in this order: the same for parts that differ in names alone. */
  form: string
}

function* partOf(scores: readonly GivenScore[], worth: number): Generator<undefined, Part> {
  const { alike, order } = yield* alikeness(scores, worth)
  const inOrder = (numbers: Map<string, number>) => [...numbers].sort(([, a], [, b]) => a - b).map(([name]) => name)
  const classes = (names: string[], numbers: Map<string, number>) => Int32Array.from(names, (one) => numbers.get(one)!)
  const [works, experts] = [inOrder(order.works), inOrder(order.experts)]
  const rows = rowsOf(scores, works, experts)
  return {
    ...{ works, experts },
    alike: { works: classes(works, alike.works), experts: classes(experts, alike.experts) },
    form: rows.map(({ work, expert, score }) => `${String(work)} ${String(expert)} ${String(score)}`).join('|'),
  }
}

/** The scores of each connected part. */
function apart(scores: readonly GivenScore[]): GivenScore[][] {
  const [works, experts] = [scores.map(({ work }) => work), scores.map(({ expert }) => expert)].map((ids) => [
    ...new Set(ids),
  ]) as [string[], string[]]
  const componentOf = componentsOf(rowsOf(scores, works, experts), works.length, experts.length)
  const partOfWork = new Map(works.map((work, n) => [work, componentOf[n]!]))
  const parts: GivenScore[][] = []
  for (const row of scores) (parts[partOfWork.get(row.work)!] ??= []).push(row)
  return parts
}

/**
 * The scores in one order, whatever order they came in and whatever works and experts are called: sums of rounded
 * numbers and the numbers of a sampling hang on it. Parts are brought into order one by one, so that parts which differ
 * in names alone have the same figures.
 *
 * @returns the table, or why there is no use in one
 */
export function* tableOf(scores: readonly GivenScore[]): Generator<undefined, Table | CalibrationGap> {
  const gap = gapOf(scores)
  if (gap) return gap
  const separate = apart(scores)
  if (scores.length - separate.length < LEAST_FREEDOM) return 'too_few_scores'
  const parts: Part[] = []
  for (const own of separate) parts.push(yield* partOf(own, (WORTH * own.length) / scores.length))
  // Parts that differ in names alone have the same figures: their names decide nothing but which is counted first.
  const named = (part: Part) => part.works.reduce((a, b) => (compareText(a, b) <= 0 ? a : b))
  parts.sort(
    (a, b) => b.works.length - a.works.length || compareText(a.form, b.form) || compareText(named(a), named(b)),
  )
  const works = parts.flatMap((part) => part.works)
  const experts = parts.flatMap((part) => part.experts)
  const joined = (of: (part: Part) => ArrayLike<number>) =>
    Int32Array.from(parts.flatMap((part) => Array.from(of(part))))
  return {
    ...{ works, experts, rows: rowsOf(scores, works, experts) },
    componentOf: Int32Array.from(parts.flatMap((part, n) => part.works.map(() => n))),
    alike: { works: joined(({ alike }) => alike.works), experts: joined(({ alike }) => alike.experts) },
  }
}

function rowsOf(scores: readonly GivenScore[], works: readonly string[], experts: readonly string[]): Table['rows'] {
  const place = (names: readonly string[]) => new Map(names.map((name, index) => [name, index]))
  const [byWork, byExpert] = [place(works), place(experts)]
  return scores
    .map(({ work, expert, score }) => ({ work: byWork.get(work)!, expert: byExpert.get(expert)!, score }))
    .sort((a, b) => a.work - b.work || a.expert - b.expert)
}

function gapOf(scores: readonly GivenScore[]): CalibrationGap | null {
  const works = new Set(scores.map(({ work }) => work)).size
  const experts = new Set(scores.map(({ expert }) => expert)).size
  if (scores.length === 0) return 'no_scores'
  if (scores.length > MOST_SCORES) return 'too_many_scores'
  if (experts > MOST_EXPERTS) return 'too_many_experts'
  if (works < LEAST_WORKS) return 'too_few_works'
  if (experts < LEAST_EXPERTS) return 'too_few_experts'
  if (scores.length === works) return 'no_work_scored_twice'
  return scores.length === experts ? 'no_expert_scores_two' : null
}

export interface Piece {
  works: number[]
  experts: number[]
  design: Design
}

/** One design for each component that has two scores or more. */
export const piecesOf = ({ rows, componentOf }: Table, scaled: (score: number) => number): Piece[] => {
  const groups: Table['rows'][] = []
  for (const row of rows) (groups[componentOf[row.work]!] ??= []).push(row)
  return groups
    .filter((group) => group.length > 1)
    .map((group) => {
      const distinct = (values: number[]) => [...new Set(values)].sort((a, b) => a - b)
      const works = distinct(group.map(({ work }) => work))
      const experts = distinct(group.map(({ expert }) => expert))
      const factor = (ids: number[], pick: (row: Table['rows'][number]) => number) => {
        const place = new Map(ids.map((id, index) => [id, index]))
        return { levels: Int32Array.from(group, (row) => place.get(pick(row))!), count: ids.length }
      }
      const design = {
        response: Float64Array.from(group, ({ score }) => scaled(score)),
        works: factor(works, ({ work }) => work),
        others: [factor(experts, ({ expert }) => expert)],
        fixed: [new Float64Array(group.length).fill(1)],
      }
      return { works, experts, design }
    })
}
