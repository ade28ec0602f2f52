import { addDays } from './day'
import { workingCalendarSchema } from './types'
import type { WorkingCalendar } from './types'

/** The published plan of the time that follows a calendar. It begins on the day after the calendar's last one. */
export type FurtherPlan = Omit<WorkingCalendar, 'from'>

export interface PlanIssue {
  path: string
  code: string
}

/**
 * A calendar with a further plan at its end. No day that it covered before comes out otherwise: the plan may speak of its
 * own days only, and leaves no gap.
 */
export function extend(
  calendar: WorkingCalendar,
  plan: FurtherPlan,
): { ok: true; calendar: WorkingCalendar } | { ok: false; issues: PlanIssue[] } {
  const checked = workingCalendarSchema.safeParse({ ...plan, from: addDays(calendar.to, 1) })
  if (!checked.success)
    return {
      ok: false,
      issues: checked.error.issues.map(({ path, message, code }) => ({
        path: path.length > 0 ? path.map(String).join('.') : 'to',
        code: code === 'custom' ? message : code,
      })),
    }
  const { name, to, daysOff, workingWeekends, source } = checked.data
  return {
    ok: true,
    calendar: {
      name: `${calendar.name}, ${name}`,
      from: calendar.from,
      to,
      daysOff: [...calendar.daysOff, ...daysOff],
      workingWeekends: [...calendar.workingWeekends, ...workingWeekends],
      source: `${calendar.source}；${source}`,
    },
  }
}
