import { z } from 'zod'
import { command, hasRole, mail, refuse } from '../engine'
import { loadOrigin } from '../dossier/facts'
import type { Origin } from '../dossier/facts'
import type { ReviewRow } from './types'

/** An officer takes a review that is not submitted from its expert, where a conflict came to light. */
export const recuse = command<ReviewRow, Origin, { reason: string }>({
  subject: 'review',
  verb: 'recuse',
  from: ['assigned', 'accepted'],
  to: ['recused'],
  roles: ['officer'],
  input: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  tone: 'danger',
  facts: (reader, subject) => loadOrigin(reader, subject.dossier),
  who: hasRole('officer'),
  guard: ({ actor, facts: { application } }) =>
    application?.applicant === actor.id ? refuse('own_application', { status: 403 }) : null,
  decide: ({ subject, input: { reason } }) => ({
    patch: { state: 'recused', reason },
    outbox: [mail('review_recused', subject.reviewer, subject.id, { review: subject.id })],
  }),
})
