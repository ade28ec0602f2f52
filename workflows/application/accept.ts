import { z } from 'zod'
import { both, command, hasRole, mail } from '../engine'
import { checkSchema, mustAllPass, mustBeWhole } from './check-list'
import type { CheckLine } from './check-list'
import { notOwn } from './guards'
import type { ApplicationRow } from './types'

/** The formal check is passed: every line of it was looked at, and all are well. */
export const accept = command<ApplicationRow, object, { check: CheckLine[] }>({
  subject: 'application',
  verb: 'accept',
  from: ['submitted'],
  to: ['accepted'],
  roles: ['officer'],
  input: z.strictObject({ check: checkSchema }),
  tone: 'primary',
  facts: async () => ({}),
  who: both(hasRole('officer'), notOwn),
  decide({ subject, input: { check } }) {
    mustAllPass(check)
    mustBeWhole(check, subject)
    const { id, number, applicant, submission } = subject
    return {
      patch: { state: 'accepted', check },
      outbox: [mail('application_accepted', applicant, submission, { application: id, number })],
    }
  },
})
