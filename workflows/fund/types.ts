import type { Held } from '../engine'

/** One source of money in one fiscal year; sums in fen. */
export interface FundRow extends Held {
  title: string
  programme: string
  year: number
  allocated: number
  committed: number
  paid: number
}
