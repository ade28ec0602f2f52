import { z } from 'zod'
import { both, command, hasRole, isOwner } from '../engine'
import type { ReviewRow } from './types'

/** An expert gives a review back: for a conflict, for want of time, for want of knowledge. */
export const decline = command<ReviewRow, object, { reason: string }>({
  subject: 'review',
  verb: 'decline',
  from: ['assigned', 'accepted'],
  to: ['declined'],
  roles: ['reviewer'],
  input: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  tone: 'danger',
  facts: async () => ({}),
  who: both(hasRole('reviewer'), isOwner<ReviewRow, 'reviewer'>('reviewer')),
  decide: ({ input: { reason } }) => ({ patch: { state: 'declined', reason } }),
})
