import { z } from 'zod'
import { command, isOwner, mail, refuse } from '../engine'
import type { CallRow } from '../call/types'
import type { ApplicationRow } from './types'

interface Facts {
  call: CallRow | null
}

/** Takes an application back while the call is still open; the draft can be handed in anew. */
export const withdraw = command<ApplicationRow, Facts, { reason?: string | undefined }>({
  subject: 'application',
  verb: 'withdraw',
  from: ['submitted', 'correction'],
  to: ['withdrawn'],
  roles: ['owner'],
  input: z.strictObject({ reason: z.string().trim().max(500).optional() }),
  tone: 'danger',
  facts: async (reader, subject) => ({ call: await reader.get<CallRow>('calls', subject.call) }),
  who: isOwner<ApplicationRow, 'applicant'>('applicant'),
  guard: ({ facts: { call }, now }) =>
    call && now < new Date(call.closesAt)
      ? null
      : refuse('too_late_to_withdraw', { params: { at: call?.closesAt ?? '' } }),
  // Nobody reviews yet: experts are assigned once an application is accepted.
  decide: ({ subject: { id, applicant, number }, input }) => ({
    patch: { state: 'withdrawn', reason: input.reason || null },
    outbox: [mail('application_withdrawn', applicant, id, { application: id, number })],
  }),
})
