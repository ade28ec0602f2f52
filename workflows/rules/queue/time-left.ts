/** How far a piece of work is, as it was noted last. */
export interface Progress {
  /** Whole percent done, 0 to 99. */
  percent: number
  /** When nothing of it was done, and when this percent was reached. */
  since: Date
  at: Date
}

/** A length of time as people tell it: less than a minute, so many minutes (1 to 55), so many hours (1 to 23). */
export type TimeLeft = { unit: 'moment' } | { unit: 'minutes' | 'hours'; n: number }

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Before these there is no pace to tell by. */
const LEAST_PERCENT = 5
const LEAST_TIME = 10 * SECOND

/** So many times longer than it should have taken, and it stands still. */
const STANDSTILL = 3

/**
 * What the rest will take if it goes on as it went so far. Steps grow with the time, and every one is rounded up, so that
 * what is told falls and does not jump about.
 * @returns null as long as it cannot be told, when the next percent is long overdue, and for a day or more
 */
export function timeLeft({ percent, since, at }: Progress, now: Date): TimeLeft | null {
  const spent = at.getTime() - since.getTime()
  if (percent < LEAST_PERCENT || percent >= 100 || spent < LEAST_TIME) return null
  const perPercent = spent / percent
  const silent = Math.max(0, now.getTime() - at.getTime())
  if (silent > Math.max(MINUTE, STANDSTILL * perPercent)) return null
  return told(Math.max(0, perPercent * (100 - percent) - silent))
}

function told(left: number): TimeLeft | null {
  if (left < MINUTE) return { unit: 'moment' }
  const minutes = Math.ceil(left / MINUTE)
  const step = minutes <= 10 ? 1 : 5
  const n = Math.ceil(minutes / step) * step
  if (n < 60) return { unit: 'minutes', n }
  const hours = Math.ceil(left / HOUR)
  return hours < 24 ? { unit: 'hours', n: hours } : null
}
