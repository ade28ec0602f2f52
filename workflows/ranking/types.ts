import type { CriterionMean, Exclusion, FundingLine, Rubric } from '../rules/scoring'
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
  /** Mean of each criterion over the counted sheets. */
  means: CriterionMean[]
  /** Hundredths of a point; null = nobody has scored. */
  score: number | null
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
  criteria: { key: string; weight: number; gate: number | null }[]
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

export interface RankingPage extends Ranking {
  title: string
  callState: string
  fund: { id: string; title: string; remainingFen: number; proposedFen: number }
  /** The suggested line, by application. */
  funding: Record<string, FundingLine>
}
