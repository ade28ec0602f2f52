import type { Held } from '../engine'

/** One place in the expert pool. */
export interface ExpertRow extends Held {
  person: string
  organisation: string | null
  /** First-level codes of GB/T 13745—2009. */
  disciplines: string[] | null
  speciality: string | null
  rank: string | null
}
