import type { z } from 'zod'
import { covers, shanghaiDay, workingCalendarSchema } from '../rules/calendar'
import { formVersionSchema } from '../rules/forms'
import { paymentPlanSchema } from '../rules/payments'
import { rubricSchema } from '../rules/scoring'
import { refuse } from '../engine'
import type { Issue, Verdict } from '../engine'
import { callRulesSchema } from './types'
import type { CallRow } from './types'

/** Questions that the programme itself cannot do without: a form may ask more, never less. */
const needed = ['title', 'mode', 'format', 'theme', 'audience', 'requestedFen']

const issuesOf = (path: string, schema: z.ZodType, value: unknown): Issue[] => {
  const result = schema.safeParse(value)
  if (result.success) return []
  return result.error.issues.map((issue) => ({
    field: [path, ...issue.path.map(String)].join('.'),
    code: issue.code === 'custom' ? issue.message : issue.code,
  }))
}

/** Every problem of the five parts of a call; a mode that is offered needs its own rubric and plan. */
export function partIssues(call: CallRow): Issue[] {
  const rules = callRulesSchema.safeParse(call.rules)
  const modes = rules.success ? rules.data.modes : []
  const keys = new Set((Array.isArray(call.form.questions) ? call.form.questions : []).map(({ key }) => key))
  return [
    ...issuesOf('rules', callRulesSchema, call.rules),
    ...issuesOf('form', formVersionSchema, call.form),
    ...needed.filter((key) => !keys.has(key)).map((key) => ({ field: `form.${key}`, code: 'question_missing' })),
    ...issuesOf('calendar', workingCalendarSchema, call.calendar),
    ...modes.flatMap((mode) => issuesOf(`rubrics.${mode}`, rubricSchema, call.rubrics[mode])),
    ...modes.flatMap((mode) => issuesOf(`plans.${mode}`, paymentPlanSchema, call.plans[mode])),
  ]
}

/** Why this call may not open now; null = it may. */
export function opensUnsound(call: CallRow, now: Date): Verdict {
  const opensAt = new Date(call.opensAt)
  const closesAt = new Date(call.closesAt)
  if (closesAt <= opensAt) return refuse('closes_before_opening', { status: 422 })
  if (closesAt <= now) return refuse('closes_in_the_past', { status: 422 })
  const issues = partIssues(call)
  if (issues.some(({ code }) => code === 'weights_not_100')) return refuse('weights_not_100', { status: 422, issues })
  if (issues.length > 0) return refuse('call_unsound', { status: 422, params: { count: issues.length }, issues })
  const day = shanghaiDay(closesAt)
  const { name, from, to } = call.calendar
  return covers(call.calendar, day)
    ? null
    : refuse('calendar_not_loaded', { status: 422, params: { calendar: name, day, from, to } })
}
