import { z } from 'zod'
import { command, hasRole } from '../engine'
import type { CallRow } from './types'

/** Gives up a call that was never published. */
export const cancel = command<CallRow, object, { reason: string }>({
  subject: 'call',
  verb: 'cancel',
  from: ['draft'],
  to: ['cancelled'],
  roles: ['officer'],
  input: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  tone: 'danger',
  facts: async () => ({}),
  who: hasRole('officer'),
  decide: ({ input: { reason } }) => ({ patch: { state: 'cancelled', reason } }),
})
