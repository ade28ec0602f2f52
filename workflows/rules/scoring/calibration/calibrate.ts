import { z } from 'zod'
import type { VarianceParts } from '../reliability'
import { componentsOf } from './components'
import { flagsOf, spreadOf } from './experts'
import type { ExpertFlag } from './experts'
import { fit } from './fit'
import type { Fit } from './fit'
import type { Method } from './likelihood'
import { posteriorOf } from './posterior'
import type { Posterior } from './posterior'

const LARGEST = 1e6
/** Above this the fit would take longer than a person waits. */
export const MOST_SCORES = 25_000

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

/** Why no leniency can be told from these scores. */
export const calibrationGaps = [
  'no_scores',
  'too_few_works',
  'too_few_experts',
  'no_work_scored_twice',
  'no_expert_scores_two',
  'too_few_scores',
] as const
export type CalibrationGap = (typeof calibrationGaps)[number]

export interface CalibratedWork {
  work: string
  /** From 0; works of different components do not compare. */
  component: number
  scores: number
  /** On the scale of the scores, not clipped; null where the work stands alone in its component. */
  score: number | null
  /** Standard error of it. */
  error: number | null
}

export interface CalibratedExpert {
  expert: string
  scores: number
  /** How much more (+) or less (−) the expert gives than others would, shrunk; severity is its negative. */
  leniency: number
  error: number
  /** Standard deviation of the scores given; null of one score. */
  spread: number | null
  flags: ExpertFlag[]
}

export interface Component {
  /** Ids in the order of the posterior. */
  works: string[]
  mean: number
  posterior: Posterior
}

export interface Calibration {
  works: CalibratedWork[]
  experts: CalibratedExpert[]
  variances: VarianceParts
  /** The connected parts that have two works or more, largest first. */
  components: Component[]
  /** How many parts there are, works that stand alone included. */
  parts: number
}

const LEAST_WORKS = 3
const LEAST_EXPERTS = 2
/** More scores than means, so that three variances can be told apart at all. */
const LEAST_FREEDOM = 3

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

interface Table {
  works: string[]
  experts: string[]
  rows: { work: number; expert: number; score: number }[]
  componentOf: Int32Array
}

/** The scores in one order, whatever order they came in: sums of rounded numbers hang on it. */
const tableOf = (scores: readonly GivenScore[]): Table => {
  const works = [...new Set(scores.map(({ work }) => work))].sort(compareText)
  const experts = [...new Set(scores.map(({ expert }) => expert))].sort(compareText)
  const place = (names: string[]) => new Map(names.map((name, index) => [name, index]))
  const [byWork, byExpert] = [place(works), place(experts)]
  const rows = scores
    .map(({ work, expert, score }) => ({ work: byWork.get(work)!, expert: byExpert.get(expert)!, score }))
    .sort((a, b) => a.work - b.work || a.expert - b.expert)
  return { works, experts, rows, componentOf: componentsOf(rows, works.length, experts.length) }
}

const gapOf = ({ works, experts, rows, componentOf }: Table): CalibrationGap | null => {
  if (rows.length === 0) return 'no_scores'
  if (works.length < LEAST_WORKS) return 'too_few_works'
  if (experts.length < LEAST_EXPERTS) return 'too_few_experts'
  if (rows.length === works.length) return 'no_work_scored_twice'
  if (rows.length === experts.length) return 'no_expert_scores_two'
  return rows.length - new Set(componentOf).size < LEAST_FREEDOM ? 'too_few_scores' : null
}

interface Piece {
  works: number[]
  experts: number[]
  design: Parameters<typeof fit>[0][number]
}

/** One design for each component that has two scores or more. */
const piecesOf = ({ rows, componentOf }: Table, scaled: (score: number) => number): Piece[] => {
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

/** A posterior on the scale of the scores. */
const rescaled = (posterior: Posterior, centre: number, unit: number): Posterior => ({
  means: posterior.means.map((one) => centre + unit * one),
  covariance: (a, b) => unit * unit * posterior.covariance(a, b),
  effectVariances: posterior.effectVariances.map((one) => unit * unit * one),
  draw: (normal, into) => {
    posterior.draw(normal, into)
    for (let i = 0; i < into.length; i += 1) into[i] = centre + unit * into[i]!
  },
})

/**
 * Calibrates scores for the leniency of experts: score = mean + work + expert + error with random works and experts, by
 * REML and BLUP (N. Lawrence and C. Cortes for NIPS 2014; R. Heyard et al. 2022 for the SNSF). A calibrated score is the
 * mean of the corrected scores, drawn to the middle the more, the fewer there are.
 *
 * Works that no chain of experts joins are never compared: each connected part has a mean of its own, so neither
 * leniency nor merit is carried over. The variances are fitted for all parts together: they describe the experts and
 * works at large, and REML takes them from contrasts within the parts alone (Searle, Casella and McCulloch, "Variance
 * Components", 1992, §6.6).
 *
 * The same scores give the same figures, in whatever order they come. Long work: yields now and then.
 *
 * @param scores as `scoresSchema` admits
 * @param top the best possible score, for the flag of experts who give nothing else
 * @returns the figures, or the reason why there can be none
 */
export function* calibrate(
  scores: readonly GivenScore[],
  top: number,
  method: Method = 'REML',
): Generator<undefined, Calibration | CalibrationGap> {
  const table = tableOf(scores)
  const gap = gapOf(table)
  if (gap) return gap
  const centre = table.rows.reduce((sum, { score }) => sum + score, 0) / table.rows.length
  const reach = table.rows.reduce((most, { score }) => Math.max(most, Math.abs(score - centre)), 0)
  // Differences below a billionth of a point are rounding, not opinion.
  const unit = reach > 1e-9 ? reach : 1
  const pieces = piecesOf(table, (score) => (reach > 1e-9 ? (score - centre) / unit : 0))
  const fitted = yield* fit(
    pieces.map(({ design }) => design),
    method,
  )
  const posteriors: Posterior[] = []
  for (const part of fitted.parts) {
    posteriors.push(rescaled(posteriorOf(part, fitted.ratios[0]!, fitted.residual), centre, unit))
    yield
  }
  return figuresOf(table, pieces, fitted, posteriors, { centre, unit, top })
}

interface Scale {
  centre: number
  unit: number
  top: number
}

const figuresOf = (table: Table, pieces: Piece[], fitted: Fit, posteriors: Posterior[], scale: Scale): Calibration => {
  const square = scale.unit * scale.unit
  const standing = new Map<number, { score: number; error: number }>()
  const leniencies = new Map<number, { leniency: number; error: number }>()
  pieces.forEach(({ works, experts }, index) => {
    const posterior = posteriors[index]!
    const { remaining } = fitted.parts[index]!.solved
    works.forEach((work, i) => {
      const error = Math.sqrt(Math.max(0, posterior.covariance(i, i)))
      if (works.length > 1) standing.set(work, { score: posterior.means[i]!, error })
    })
    experts.forEach((expert, i) =>
      leniencies.set(expert, {
        leniency: scale.unit * remaining[i]! + 0,
        error: Math.sqrt(Math.max(0, posterior.effectVariances[i]!)),
      }),
    )
  })
  const counts = new Int32Array(table.works.length)
  const given: number[][] = table.experts.map(() => [])
  for (const { work, expert, score } of table.rows) {
    counts[work]! += 1
    given[expert]!.push(score)
  }
  return {
    works: table.works.map((work, index) => ({
      work,
      component: table.componentOf[index]!,
      scores: counts[index]!,
      ...(standing.get(index) ?? { score: null, error: null }),
    })),
    experts: table.experts.map((expert, index) => {
      const own = given[index]!
      // An expert of a lone score is as lenient as the next one, as far as anybody knows.
      const { leniency, error } = leniencies.get(index) ?? {
        leniency: 0,
        error: Math.sqrt(fitted.variances[1]! * square),
      }
      return { expert, scores: own.length, leniency, error, spread: spreadOf(own), flags: flagsOf(own, scale.top) }
    }),
    variances: {
      works: fitted.variances[0]! * square,
      experts: fitted.variances[1]! * square,
      residual: fitted.residual * square,
    },
    components: pieces.flatMap(({ works }, index) =>
      works.length > 1
        ? [
            {
              works: works.map((work) => table.works[work]!),
              mean: scale.centre + scale.unit * fitted.parts[index]!.solved.remaining.at(-1)!,
              posterior: posteriors[index]!,
            },
          ]
        : [],
    ),
    parts: new Set(table.componentOf).size,
  }
}
