import { z } from 'zod'
import { both, command, hasRole, mail, refuse } from '../engine'
import { checkSchema, mustSayWhatFails } from './check-list'
import type { CheckLine } from './check-list'
import { notOwn } from './guards'
import type { ApplicationRow } from './types'

/** The formal check is failed: at once, or after the time for a correction has passed unused. */
export const reject = command<ApplicationRow, object, { check: CheckLine[] }>({
  subject: 'application',
  verb: 'reject',
  from: ['submitted', 'correction'],
  to: ['rejected_formal'],
  roles: ['officer'],
  input: z.strictObject({ check: checkSchema }),
  tone: 'danger',
  facts: async () => ({}),
  who: both(hasRole('officer'), notOwn),
  guard: ({ subject, now }) =>
    subject.state === 'correction' && subject.dueAt !== null && now < new Date(subject.dueAt)
      ? refuse('correction_running', { params: { at: subject.dueAt } })
      : null,
  decide({ subject, input: { check } }) {
    mustSayWhatFails(check)
    const { id, number, applicant, submission } = subject
    return {
      patch: { state: 'rejected_formal', check },
      outbox: [mail('application_rejected', applicant, submission, { application: id, number })],
    }
  },
})
