import type { Held } from '../engine'

/** What the public reads of one award. */
export interface NoticeLine {
  award: string
  number: string
  title: string
  /** Name of the organisation; of a person, the first character and a star. */
  applicant: string
  fen: number
}

export interface NoticeRow extends Held {
  title: string
  call: string
  decision: string
  lines: NoticeLine[]
  /** Days 'YYYY-MM-DD' in Asia/Shanghai, both included. */
  firstDay: string
  lastDay: string
  workingDays: number
  countsFirstDay: 'yes' | 'no'
  /** Name of the calendar of working days. */
  calendar: string
  endsAt: string
  contact: string | null
}
