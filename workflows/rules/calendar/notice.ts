import { addDays, isDay, weekday } from './day'
import type { LastDay, WorkingCalendar } from './types'

/** Whether people work on this day. Throws RangeError outside the calendar: an unknown day is not a working day. */
export const isWorkingDay = (calendar: WorkingCalendar, day: string): boolean => {
  if (!covers(calendar, day)) throw new RangeError(`${day} is outside ${calendar.name}`)
  if (calendar.workingWeekends.includes(day)) return true
  return weekday(day) < 6 && !calendar.daysOff.includes(day)
}

/** Whether the calendar speaks of this day. */
export const covers = (calendar: WorkingCalendar, day: string): boolean =>
  isDay(day) && day >= calendar.from && day <= calendar.to

/**
 * The last day of a public notice.
 *
 * @param publishedOn day of publication, 'YYYY-MM-DD' in Asia/Shanghai
 * @param workingDays length of the notice, at least 1
 * @param countFirstDay whether the day of publication is the first of them, if it is a working day. By Art. 201 of the
 * Civil Code it is not counted; notices seen in the city seem to count it, and Art. 204 lets parties agree otherwise
 * (domain research §7, trap 1).
 * @returns the day, or `calendar_not_loaded` as soon as a day is needed that the calendar does not cover
 */
export const lastNoticeDay = (
  calendar: WorkingCalendar,
  publishedOn: string,
  workingDays: number,
  countFirstDay: boolean,
): LastDay => {
  if (!isDay(publishedOn)) return { ok: false, code: 'not_a_day', params: { day: publishedOn } }
  if (!Number.isSafeInteger(workingDays) || workingDays < 1) {
    return { ok: false, code: 'not_a_duration', params: { workingDays } }
  }
  let left = workingDays
  for (let day = publishedOn; ; day = addDays(day, 1)) {
    if (!covers(calendar, day)) {
      const { name, from, to } = calendar
      return { ok: false, code: 'calendar_not_loaded', params: { calendar: name, day, from, to } }
    }
    const counts = day !== publishedOn || countFirstDay
    if (counts && isWorkingDay(calendar, day)) left -= 1
    if (left === 0) return { ok: true, lastDay: day }
  }
}
