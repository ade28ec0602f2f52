import { z } from 'zod'

const key = z.string().regex(/^[a-z][A-Za-z0-9_]*$/)

/** How an expert fills a criterion in. */
export const criterionKinds = ['graded', 'deductive'] as const

const criterionSchema = z.strictObject({
  key,
  /**
   * `graded`: the expert gives points. `deductive`: the expert takes points off the full mark, and what is left, at least
   * 0, counts. Absent = graded, as in rubrics frozen before there were others.
   */
  kind: z.enum(criterionKinds).optional(),
  /** Percent points; those of one rubric sum to 100. */
  weight: z.int().min(1).max(100),
  max: z.literal(100),
  step: z.literal(1),
  /** The entry is out when the mean of this criterion, in points, is below. */
  gate: z.strictObject({ below: z.number().int().min(0).max(100) }).optional(),
})

const vetoSchema = z.strictObject({
  key,
  /** So many experts must raise it before it holds. */
  experts: z.int().min(1),
})

export const aggregationRules = ['mean', 'trimmed', 'median'] as const
export type AggregationRule = (typeof aggregationRules)[number]

/** How a call is scored: data, frozen when the call opens. */
export const rubricSchema = z
  .strictObject({
    criteria: z.array(criterionSchema).min(1),
    vetoes: z.array(vetoSchema),
    aggregation: z.strictObject({
      /**
       * `trimmed`: from `trimFrom` sheets on, one highest and one lowest are left out; below that, plain mean. `median`:
       * the middle sheet, or the mean of the middle two.
       */
      rule: z.enum(aggregationRules),
      /** Below five, leaving two out costs more than it saves. Rubrics frozen with less still work as they say. */
      trimFrom: z.int().min(5),
      decimals: z.literal(2),
    }),
    /** Criteria that decide between equal scores, in this order; after them the panel's vote, if there was one. */
    ties: z.array(key),
    /** A sheet further than so many points from the mean of all sheets asks for a second look. */
    spreadWarning: z.int().min(0).max(100),
  })
  .superRefine((rubric, context) => {
    const add = (message: string, path: string) => context.addIssue({ code: 'custom', message, path: [path] })
    const keys = [...rubric.criteria, ...rubric.vetoes].map((one) => one.key)
    const weights = rubric.criteria.reduce((sum, one) => sum + one.weight, 0)
    if (weights !== 100) add('weights_not_100', 'criteria')
    if (new Set(keys).size !== keys.length) add('key_twice', 'criteria')
    if (rubric.ties.some((one) => !rubric.criteria.some((criterion) => criterion.key === one)))
      add('unknown_key', 'ties')
  })

export type Rubric = z.infer<typeof rubricSchema>
export type Criterion = Rubric['criteria'][number]

/** What one expert gave: integer points for every criterion (given or taken off), and every veto raised or not. */
export interface Scores {
  scores: Record<string, number>
  vetoes: Record<string, boolean>
}

export interface ScoredSheet extends Scores {
  /** What each criterion is worth in the end, 0…100: the points given, or what deductions left. */
  points: Record<string, number>
  /** Weighted sum: integer hundredths of a point, 0…10000 (= 1/10000 of the full mark), exact. */
  weighted: number
}

export interface ScoreIssue {
  key: string
  code: 'score_missing' | 'score_not_integer' | 'score_out_of_range' | 'veto_missing' | 'unknown_key'
  params: Record<string, number>
}

export type SheetResult = { ok: true; sheet: ScoredSheet } | { ok: false; issues: ScoreIssue[] }

/** One expert's sheet in a set. The id names it in flags and is not used for anything else. */
export interface Sheet extends Scores {
  id: string
}

export interface CriterionMean {
  key: string
  /** Sum of the points over the counted sheets; with `Aggregate.counted`, the exact mean. */
  sum: number
  /** Mean in hundredths of a point, half-up; for display. */
  mean: number
}

export interface Aggregate {
  /** Sheets handed in (recused ones are not among them), and those that the score was taken from. */
  count: number
  counted: number
  /** The rule that was in fact applied: `mean` where there were too few sheets to trim. */
  applied: AggregationRule
  /** Integer hundredths of a point, half-up; null = nobody has scored, which is not zero. */
  score: number | null
  perCriterion: CriterionMean[]
  /** Lowest and highest sheet (hundredths), and the ids of those too far from the mean of all. */
  spread: { lowest: number | null; highest: number | null; farFromMean: string[] }
  vetoes: { key: string; raised: number; upheld: boolean }[]
  gatesFailed: { key: string; mean: number; below: number }[]
}

export interface Entry {
  id: string
  aggregate: Aggregate
  /** Votes of the panel for this entry among equals; more is better. */
  panelVote?: number
}

export type Exclusion = 'gate_failed' | 'veto' | 'unranked'

export interface RankedEntry {
  id: string
  /** 1, 2, 2, 4 …; null = not in the ranking, see `excluded`. */
  rank: number | null
  score: number | null
  /** Equal to a neighbour after the whole tie chain. */
  tied: boolean
  /** What set this entry behind the one before it: 'score', a criterion's key, 'panel_vote'; null = first or tied. */
  decidedBy: string | null
  excluded: Exclusion | null
}

export type FundingCode = 'funded' | 'over_budget' | 'gate_failed' | 'veto' | 'below_line' | 'unranked'

export interface FundingOptions {
  budgetFen: number
  /** Go on with smaller amounts after one that does not fit; default false: the line ends there. */
  skipUnfit?: boolean
  /** Hundredths of a point; entries below are below the line. */
  minimumScore?: number
}

export interface FundingLine {
  id: string
  rank: number | null
  tied: boolean
  code: FundingCode
  /** What was asked for this line, and what is left of the budget after it. */
  amountFen: number
  remainingFen: number
}
