import type { Held } from '../engine'
import type { ExpertLine, ModeCalibration, RankedLine, RankingRule } from '../ranking/types'

export interface DecisionLine {
  application: string
  /** Fen, whole yuan. */
  fen: number
}

/** A line of the ranking as the decision saw it. No title: the application keeps it. Older ones name no applied rule. */
export type BasisLine = Omit<RankedLine, 'title' | 'applied'> & Partial<Pick<RankedLine, 'applied'>>

/** The calibration as the decision saw it. Experts have no name in it: whoever reads decisions may not know them. */
export type BasisCalibration = Omit<ModeCalibration, 'experts'> & { experts: Omit<ExpertLine, 'reviewer'>[] }

/** What the decision was based on, frozen: the rules, the tie rule, every sheet of every application under review. */
export interface Basis {
  at: string
  call: string
  callHash: string | null
  rules: RankingRule[]
  lines: BasisLine[]
  /** Absent from what was frozen before there was one. */
  calibration?: BasisCalibration[]
}

/** What becomes of the applications of the basis that the decision does not name. */
export type Rest = 'keep' | 'not_selected'

export interface DecisionRow extends Held {
  call: string
  fund: string
  lines: DecisionLine[]
  basis: Basis
  rest: Rest
  totalFen: number
  minutes: string | null
  proposedBy: string
  decidedBy: string | null
  reason: string | null
}
