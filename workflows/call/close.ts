import { z } from 'zod'
import { command, onlySystem, refuse } from '../engine'
import type { CallRow } from './types'

/** The clock closes a call at its instant, never earlier. What arrives at that instant or after is late already. */
export const close = command<CallRow, object, object>({
  subject: 'call',
  verb: 'close',
  from: ['open'],
  to: ['closed'],
  roles: ['system'],
  input: z.strictObject({}),
  quiet: true,
  facts: async () => ({}),
  who: onlySystem,
  guard: ({ subject, now }) =>
    now < new Date(subject.closesAt) ? refuse('too_early', { params: { at: subject.closesAt } }) : null,
  decide: () => ({ patch: { state: 'closed' } }),
})
