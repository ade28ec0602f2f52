import { z } from 'zod'
import { isDay, weekday } from './day'

const day = z.string().refine(isDay, { error: 'not_a_day' })

/**
 * The working days of a stretch of time, as officially published: Monday to Friday, without `daysOff`, with the
 * make-up days in `workingWeekends`. Nothing outside `from`…`to` may be computed: next year's plan is not guessed.
 */
export const workingCalendarSchema = z
  .strictObject({
    name: z.string().min(1),
    /** First and last day that the calendar covers, both included, 'YYYY-MM-DD'. */
    from: day,
    to: day,
    daysOff: z.array(day),
    /** Saturdays and Sundays on which people work (调休). */
    workingWeekends: z.array(day),
    /** The published plan that this is taken from. */
    source: z.string().min(1),
  })
  .superRefine((calendar, context) => {
    if (calendar.from > calendar.to) context.addIssue({ code: 'custom', message: 'calendar_ends_before_start' })
    for (const list of ['daysOff', 'workingWeekends'] as const) {
      calendar[list].forEach((one, index) => {
        const add = (message: string) => context.addIssue({ code: 'custom', message, path: [list, index] })
        if (one < calendar.from || one > calendar.to) add('day_outside_calendar')
        if (list === 'workingWeekends' && weekday(one) < 6) add('not_a_weekend')
        if (list === 'workingWeekends' && calendar.daysOff.includes(one)) add('day_both_off_and_working')
      })
    }
  })

export type WorkingCalendar = z.infer<typeof workingCalendarSchema>

/** The last day of a notice, or why it cannot be told. Days are 'YYYY-MM-DD' in Asia/Shanghai. */
export type LastDay =
  | { ok: true; lastDay: string }
  | { ok: false; code: 'calendar_not_loaded'; params: { calendar: string; day: string; from: string; to: string } }
  | { ok: false; code: 'not_a_day'; params: { day: string } }
  | { ok: false; code: 'not_a_duration'; params: { workingDays: number } }
