import { z } from 'zod'
import { both, command, hasRole, isOwner } from '../engine'
import { seesNoApplicants } from '../person/guards'
import type { ReviewRow } from './types'

/** An expert takes a review on and pledges to know of no conflict of interest; from now on the dossier can be read. */
export const accept = command<ReviewRow, object, { noConflict?: true | undefined }>({
  subject: 'review',
  verb: 'accept',
  from: ['assigned'],
  to: ['accepted'],
  roles: ['reviewer'],
  input: z.strictObject({ noConflict: z.literal(true, { error: 'pledge_needed' }).optional() }),
  tone: 'primary',
  facts: async () => ({}),
  who: both(hasRole('reviewer'), isOwner<ReviewRow, 'reviewer'>('reviewer'), seesNoApplicants),
  decide: () => ({ patch: { state: 'accepted' } }),
})
