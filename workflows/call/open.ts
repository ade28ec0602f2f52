import { z } from 'zod'
import { canonical, command, hasRole, sha256, timed } from '../engine'
import { loadSources, sourcesProblem } from './sources'
import type { Sources } from './sources'
import { opensUnsound } from './soundness'
import type { CallRow } from './types'

/** Hash of all that is frozen when a call opens. */
export const frozenHash = (call: CallRow): string => {
  const { title, titleEn, programme, fund, form, rubrics, plans, calendar, rules } = call
  const opensAt = new Date(call.opensAt)
  const closesAt = new Date(call.closesAt)
  return sha256(
    canonical({ title, titleEn, programme, fund, opensAt, closesAt, form, rubrics, plans, calendar, rules }),
  )
}

/** Publishes a call: from now on nothing of it changes, and it closes by itself. */
export const open = command<CallRow, Sources, object>({
  subject: 'call',
  verb: 'open',
  from: ['draft'],
  to: ['open'],
  roles: ['officer'],
  input: z.strictObject({}),
  tone: 'primary',
  facts: (reader, subject) => loadSources(reader, subject.programme, subject.fund),
  who: hasRole('officer'),
  guard: ({ subject, facts, now }) => opensUnsound(subject, now) ?? sourcesProblem(facts),
  decide: ({ subject }) => ({
    patch: { state: 'open', frozenHash: frozenHash(subject) },
    outbox: [timed('call', 'close', subject.id, subject.rev + 1, new Date(subject.closesAt))],
  }),
})
