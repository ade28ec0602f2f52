import { compareText } from '../../randomness'
import type { VarianceParts } from '../reliability'
import { asOne } from './alikeness'
import { flagsOf, spreadOf } from './experts'
import type { ExpertFlag } from './experts'
import { fit } from './fit'
import type { Fit } from './fit'
import type { Method } from './likelihood'
import { posteriorOf } from './posterior'
import type { Posterior } from './posterior'
import { piecesOf, tableOf } from './table'
import type { CalibrationGap, GivenScore, Piece, Table } from './table'

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
  /** In the same order: works with one number cannot be told apart by any score. */
  alike: number[]
  mean: number
  posterior: Posterior
}

export interface Calibration {
  /** By id, as are the experts. */
  works: CalibratedWork[]
  experts: CalibratedExpert[]
  variances: VarianceParts
  /** The connected parts that have two works or more, largest first. */
  components: Component[]
  /** How many parts there are, works that stand alone included. */
  parts: number
}

/** A posterior on the scale of the scores. */
const rescaled = (posterior: Posterior, alike: readonly number[], centre: number, unit: number): Posterior => ({
  means: asOne(
    posterior.means.map((one) => centre + unit * one),
    alike,
  ),
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
 * The same scores give the same figures, in whatever order they come and whatever works and experts are called. Long
 * work: yields now and then.
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
  const table = yield* tableOf(scores)
  if (typeof table === 'string') return table
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
  for (const [index, part] of fitted.parts.entries()) {
    const alike = pieces[index]!.works.map((work) => table.alike.works[work]!)
    posteriors.push(rescaled(posteriorOf(part, fitted.residual), alike, centre, unit))
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
    const { remaining } = fitted.parts[index]!
    const errorOf = (variance: number) => Math.sqrt(Math.max(0, variance))
    const errors = asOne(
      works.map((_, i) => errorOf(posterior.covariance(i, i))),
      works.map((work) => table.alike.works[work]!),
    )
    works.forEach((work, i) => {
      if (works.length > 1) standing.set(work, { score: posterior.means[i]!, error: errors[i]! })
    })
    const classes = experts.map((expert) => table.alike.experts[expert]!)
    const given = asOne(
      experts.map((_, i) => scale.unit * remaining[i]! + 0),
      classes,
    )
    const doubts = asOne(
      experts.map((_, i) => errorOf(posterior.effectVariances[i]!)),
      classes,
    )
    experts.forEach((expert, i) => leniencies.set(expert, { leniency: given[i]!, error: doubts[i]! }))
  })
  const counts = new Int32Array(table.works.length)
  const given: number[][] = table.experts.map(() => [])
  for (const { work, expert, score } of table.rows) {
    counts[work]! += 1
    given[expert]!.push(score)
  }
  const works = table.works.map((work, index) => ({
    work,
    component: table.componentOf[index]!,
    scores: counts[index]!,
    ...(standing.get(index) ?? { score: null, error: null }),
  }))
  const experts = table.experts.map((expert, index) => {
    const own = given[index]!
    // An expert of a lone score is as lenient as the next one, as far as anybody knows.
    const { leniency, error } = leniencies.get(index) ?? {
      leniency: 0,
      error: Math.sqrt(fitted.variances[1]! * square),
    }
    return { expert, scores: own.length, leniency, error, spread: spreadOf(own), flags: flagsOf(own, scale.top) }
  })
  return {
    works: works.sort((a, b) => compareText(a.work, b.work)),
    experts: experts.sort((a, b) => compareText(a.expert, b.expert)),
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
              alike: works.map((work) => table.alike.works[work]!),
              mean: scale.centre + scale.unit * fitted.parts[index]!.remaining.at(-1)!,
              posterior: posteriors[index]!,
            },
          ]
        : [],
    ),
    parts: new Set(table.componentOf).size,
  }
}
