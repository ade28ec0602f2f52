import { z } from 'zod'
import { extend, isDay } from '../rules/calendar'
import type { FurtherPlan } from '../rules/calendar'
import { command, hasRole, refuse } from '../engine'
import type { CallRow } from './types'

const day = z.string().trim().refine(isDay, { error: 'not_a_day' })

/**
 * Adds the working days of a further year, once their plan is published, to a call that was frozen before. It is the one
 * thing that may be added to an open call: the days that its calendar covers already stay as they are, and the hash of
 * what was frozen stays that of the opening.
 */
export const loadCalendar = command<CallRow, object, FurtherPlan>({
  subject: 'call',
  verb: 'load_calendar',
  from: ['open', 'closed'],
  to: ['open', 'closed'],
  roles: ['officer'],
  input: z.strictObject({
    name: z.string().trim().min(1).max(60),
    /** The last day of the plan, 'YYYY-MM-DD'; its first is the day after the present calendar's last. */
    to: day,
    daysOff: z.array(day).max(400).default([]),
    workingWeekends: z.array(day).max(200).default([]),
    /** Where the plan was published. */
    source: z.string().trim().min(1).max(300),
  }),
  facts: async () => ({}),
  who: hasRole('officer'),
  decide({ subject, input }) {
    const extended = extend(subject.calendar, input)
    if (!extended.ok)
      throw refuse('invalid_input', {
        status: 422,
        issues: extended.issues.map(({ path, code }) => ({ field: path, code })),
      })
    const { calendar } = extended
    return {
      patch: { calendar },
      answer: { from: calendar.from, to: calendar.to },
    }
  },
})
