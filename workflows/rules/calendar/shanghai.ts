import { addDays, isDay, weekday } from './day'

/** Asia/Shanghai has had no summer time since 1991: a fixed offset. */
const offsetMs = 8 * 3_600_000

/** An instant as a clock on the wall in Shanghai shows it. `weekday`: 1 = Monday … 7 = Sunday. */
export interface ShanghaiParts {
  day: string
  year: number
  month: number
  date: number
  hour: number
  minute: number
  second: number
  weekday: number
}

/** The day on which an instant falls in Asia/Shanghai, 'YYYY-MM-DD'. Throws RangeError on an invalid date. */
export const shanghaiDay = (instant: Date): string => new Date(instant.getTime() + offsetMs).toISOString().slice(0, 10)

/** Throws RangeError on an invalid date. */
export const shanghaiParts = (instant: Date): ShanghaiParts => {
  const day = shanghaiDay(instant)
  const local = new Date(instant.getTime() + offsetMs)
  return {
    day,
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    date: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    weekday: weekday(day),
  }
}

const clockTime = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

/**
 * The one instant of a deadline: a day and a time of day in Asia/Shanghai, '00:00' … '23:59' or '24:00'. 24:00 of a
 * day is 00:00 of the next. What arrives at this instant or after is late. Throws RangeError on any other text.
 */
export const deadline = (day: string, time: string): Date => {
  const found = clockTime.exec(time)
  if (!isDay(day) || !found) throw new RangeError(`not a deadline: ${day} ${time}`)
  const minutes = time === '24:00' ? 1440 : Number(found[1]) * 60 + Number(found[2])
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - offsetMs + minutes * 60_000)
}

/** 24:00 of the day in Asia/Shanghai: the first instant that no longer belongs to it. */
export const endOfShanghaiDay = (day: string): Date => deadline(day, '24:00')

/**
 * A deadline for display. With `wanted24`, an instant at exactly midnight is told as 24:00 of the day that ends, as the
 * call wrote it, and not as 00:00 of a day on which nothing can be handed in any more.
 */
export const deadlineParts = (instant: Date, wanted24: boolean): { day: string; time: string } => {
  const { day, hour, minute } = shanghaiParts(instant)
  const midnight = deadline(day, '00:00').getTime() === instant.getTime()
  if (wanted24 && midnight) return { day: addDays(day, -1), time: '24:00' }
  const two = (value: number) => String(value).padStart(2, '0')
  return { day, time: `${two(hour)}:${two(minute)}` }
}
