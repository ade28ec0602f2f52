import { z } from 'zod'
import { command, hasRole, mail } from '../engine'
import type { ReviewRow } from './types'

/** An officer takes a review that is not submitted from its expert, where a conflict came to light. */
export const recuse = command<ReviewRow, object, { reason: string }>({
  subject: 'review',
  verb: 'recuse',
  from: ['assigned', 'accepted'],
  to: ['recused'],
  roles: ['officer'],
  input: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  tone: 'danger',
  facts: async () => ({}),
  who: hasRole('officer'),
  decide: ({ subject, input: { reason } }) => ({
    patch: { state: 'recused', reason },
    outbox: [mail('review_recused', subject.reviewer, subject.id, { review: subject.id })],
  }),
})
