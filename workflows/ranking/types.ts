import type {
  AggregationRule,
  CalibrationGap,
  CriterionMean,
  Exclusion,
  ExpertFlag,
  FundingLine,
  LineGroup,
  RankInterval,
  Rubric,
} from '../rules/scoring'
import type { SupportMode } from '../rules/vocabulary'

export interface RankedSheet {
  review: string
  /** Weighted sum in hundredths of a point, 0 … 10000. */
  total: number
  perCriterion: Record<string, number>
  /** Keys of the vetoes that this expert raised. */
  vetoes: string[]
}

export type RankingFlag =
  'tied' | 'spread' | 'veto_raised' | 'veto' | 'gate_failed' | 'too_few_reviews' | 'reviews_open'

export interface RankedLine {
  application: string
  number: string
  title: string
  mode: SupportMode
  /** State of the application now. */
  state: string
  requestedFen: number
  /** The most that the call's rules allow for this application, in fen, whole yuan. */
  capFen: number
  sheets: RankedSheet[]
  /** Points by criterion, in hundredths, over the counted sheets. */
  means: CriterionMean[]
  /** Hundredths of a point, by the declared rule; null = nobody has scored. */
  score: number | null
  /** The rule that was applied: a plain mean where there were too few sheets to trim. */
  applied: AggregationRule
  /** Within the mode: 1, 2, 2, 4 …; null = not ranked, see `excluded`. */
  rank: number | null
  tied: boolean
  /** What set it behind the one before it. */
  decidedBy: string | null
  excluded: Exclusion | null
  spread: { lowest: number | null; highest: number | null; farFromMean: string[] }
  flags: RankingFlag[]
  /** Reviews assigned or accepted and not submitted. */
  openReviews: number
  /** Submitted reviews that are short of the call's number. */
  missingReviews: number
}

/** By what the lines of one mode were ranked: frozen with the decision. */
export interface RankingRule {
  mode: SupportMode
  /** Of a criterion that takes points off, `kind` says so. */
  criteria: { key: string; kind?: 'deductive'; weight: number; gate: number | null }[]
  vetoes: Rubric['vetoes']
  aggregation: Rubric['aggregation']
  ties: string[]
  capFen: number
  reviewersPerApplication: number
}

/** Lines stand by mode, and within a mode by rank; those without a rank last. */
export interface Ranking {
  call: string
  rules: RankingRule[]
  lines: RankedLine[]
}

/** One work in the calibration. Scores are hundredths of a point, ranks hundredths of a place, whole numbers. */
export interface CalibratedLine {
  application: string
  /** Works of different components share no expert, directly or through others, and do not compare. */
  component: number
  /** Not clipped to the scale: its order is kept beyond both ends. Null = alone in its component. */
  score: number | null
  error: number | null
  /** Among the works in the running; null = not in the running, or nothing to compare with. */
  expectedRank: number | null
  /** In which places the true rank lies with a probability of one half. */
  interval: RankInterval | null
  /** Probability, in ten thousandths, that it is better than the next one by expected rank. */
  beatsNext: number | null
  /** Where it stands to the suggested line. */
  group: LineGroup | null
}

/** One expert in the calibration, the most lenient first. Leniency, error and spread are hundredths of a point. */
export interface ExpertLine {
  /** The person; left out where the ranking is frozen or shown to those who may not know. */
  reviewer?: string
  scores: number
  /** So much more (+) or less (−) than others would give. */
  leniency: number
  error: number
  spread: number | null
  flags: ExpertFlag[]
}

/** How far the mean of so many scores can be trusted, in ten thousandths; null where nothing varies. */
export interface ReliabilityLine {
  reviewers: number
  raw: number | null
  calibrated: number | null
}

/** Why works are not set against the suggested line. */
export type NoGroups = 'no_places' | 'not_comparable' | 'too_many_works'

/** What the calibration of one mode says, beside the declared scores and never instead of them. */
export interface ModeCalibration {
  mode: SupportMode
  /** By which method, so that a frozen figure can be worked out again. */
  method: 'reml-blup-1'
  /** Why there is none. */
  gap: CalibrationGap | null
  /** Connected parts of the graph of works and experts. */
  parts: number
  /** Works that the suggested line has money for. */
  places: number
  noGroups: NoGroups | null
  works: CalibratedLine[]
  experts: ExpertLine[]
  /** Standard deviations in hundredths of a point. */
  deviations: { works: number; experts: number; residual: number } | null
  /** For the planned number of reviewers, and for more. */
  reliability: ReliabilityLine[]
}

export interface RankingPage extends Ranking {
  calibration: ModeCalibration[]

  title: string
  callState: string
  fund: { id: string; title: string; remainingFen: number; proposedFen: number }
  /** The suggested line, by application. */
  funding: Record<string, FundingLine>
}
