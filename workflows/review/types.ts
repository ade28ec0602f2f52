import type { Scores } from '../rules/scoring'
import type { Held } from '../engine'

/** One expert's review of one dossier. */
export interface ReviewRow extends Held {
  dossier: string
  call: string
  reviewer: string
  /** As submitted: whole points by criterion, and every veto raised or not. */
  scores: Scores | null
  comment: { text: string } | null
  /** Weighted sum in hundredths of a point, 0 … 10000. */
  total: number | null
  reason: string | null
  dueAt: string | null
  submittedAt: string | null
}

/** What an expert has noted so far; saved without a command. */
export interface ReviewDraftRow {
  id: string
  review: string
  reviewer: string
  scores: { scores?: Record<string, number | null>; vetoes?: string[]; comment?: string }
  revision: number
}
