import { z } from 'zod'
import { addDays, deadline, endOfShanghaiDay, shanghaiDay } from '../rules/calendar'
import { both, command, hasRole, mail, refuse, reminder } from '../engine'
import type { Issue, OutboxItem, Verdict } from '../engine'
import { rolesAtOdds } from '../person/guards'
import { conflictsOf } from './expert-conflicts'
import { loadAssignFacts } from './expert-facts'
import type { AssignFacts, Candidate } from './expert-facts'
import { notOwn } from './guards'
import type { ApplicationRow } from './types'

const live = ['assigned', 'accepted', 'submitted']

/**
 * Gives the blind copy to experts. Only who is in the pool, holds the reviewer's role and has no known conflict gets
 * it; each has the same number of days.
 */
export const assign = command<ApplicationRow, AssignFacts, { experts: string[] }>({
  subject: 'application',
  verb: 'assign',
  from: ['accepted', 'in_review'],
  to: ['in_review'],
  roles: ['officer'],
  input: z.strictObject({
    /** Ids of persons. */
    experts: z
      .array(z.string().min(1).max(64))
      .min(1)
      .max(15)
      .refine((list) => new Set(list).size === list.length, { error: 'given_twice' }),
  }),
  tone: 'primary',
  facts: (reader, subject, input) => loadAssignFacts(reader, subject, input?.experts ?? []),
  who: both(hasRole('officer'), notOwn),
  guard: ({ facts }) => dossierIsReady(facts) ?? roomFor(facts, 1),
  decide({ subject, facts, input, now, fresh }) {
    const { call, dossier } = facts
    if (!call || !dossier) throw refuse('not_found', { status: 404 })
    const issues = facts.candidates.flatMap((candidate, n) => issuesOf(subject, facts, candidate, n))
    const conflict = issues.some(({ params }) => params?.conflict === true)
    if (issues.length > 0)
      throw refuse(conflict ? 'expert_conflict' : 'expert_unfit', {
        status: 422,
        params: { count: issues.length },
        issues,
      })
    const full = roomFor(facts, input.experts.length)
    if (full) throw full
    const dueAt = endOfShanghaiDay(addDays(shanghaiDay(now), call.rules.reviewDueDays))
    const reviews = input.experts.map((reviewer) => ({ id: fresh(), reviewer }))
    return {
      patch: { state: 'in_review' },
      births: reviews.map(({ id, reviewer }) => ({
        collection: 'reviews',
        id,
        state: 'assigned',
        set: { dossier: dossier.id, call: call.id, reviewer, dueAt },
      })),
      outbox: reviews.flatMap(({ id, reviewer }) => {
        const params = { review: id, code: dossier.code, dueAt: dueAt.toISOString() }
        return [mail('review_assigned', reviewer, id, params), ...reminders(id, reviewer, dueAt, now, params)]
      }),
    }
  },
})

/** How many days before the last one an expert is reminded, and at what time of day in Shanghai. */
const reminded = { daysBefore: 3, at: '09:00' }

/** Once some days before a review is due, and once when it is overdue; none of a review that was settled by then. */
function reminders(id: string, reviewer: string, dueAt: Date, now: Date, params: Record<string, string>): OutboxItem[] {
  const after = shanghaiDay(dueAt)
  const soon = deadline(addDays(after, -1 - reminded.daysBefore), reminded.at)
  const review = { collection: 'reviews', id, rev: 1, states: ['assigned', 'accepted'] }
  return [
    ...(soon > now ? [reminder('review_due', reviewer, review, soon, params)] : []),
    reminder('review_overdue', reviewer, review, deadline(after, reminded.at), params),
  ]
}

function dossierIsReady({ dossier }: AssignFacts): Verdict {
  if (dossier?.state === 'ready') return null
  return refuse(dossier?.state === 'blocked' ? 'dossier_blocked' : 'dossier_not_ready')
}

function roomFor({ call, reviews }: AssignFacts, more: number): Verdict {
  const max = call?.rules.reviewersPerApplication ?? 0
  const held = reviews.filter(({ state }) => live.includes(state)).length
  return held + more > max ? refuse('too_many_reviewers', { params: { max, held } }) : null
}

function issuesOf(subject: ApplicationRow, facts: AssignFacts, candidate: Candidate, n: number): Issue[] {
  const field = `experts.${n}`
  const issue = (code: string): Issue => ({ field, code, params: { expert: candidate.id } })
  const { person, expert } = candidate
  if (expert?.state !== 'active') return [issue('not_in_pool')]
  if (person?.state !== 'active' || !person.roles.includes('reviewer')) return [issue('not_a_reviewer')]
  // Roles that were granted before they were kept apart.
  if (rolesAtOdds(person.roles)) return [issue('sees_applicants')]
  if (facts.reviews.some(({ reviewer }) => reviewer === candidate.id)) return [issue('assigned_before')]
  return conflictsOf(subject, facts, candidate).map((code) => ({
    field,
    code,
    params: { expert: candidate.id, conflict: true },
  }))
}
