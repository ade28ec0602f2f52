import { z } from 'zod'
import { endOfShanghaiDay, lastNoticeDay, shanghaiDay } from '../rules/calendar'
import { both, command, hasRole, mail, refuse } from '../engine'
import type { CallRow } from '../call/types'
import { checkSchema, mustSayWhatFails } from './check-list'
import type { CheckLine } from './check-list'
import { notOwn } from './guards'
import type { ApplicationRow } from './types'

interface Facts {
  call: CallRow | null
}

interface Input {
  check: CheckLine[]
  dueDays?: number | undefined
}

/** Gives an application back with what is to be set right, and until when: whole working days by the call's calendar. */
export const returnForCorrection = command<ApplicationRow, Facts, Input>({
  subject: 'application',
  verb: 'return_for_correction',
  from: ['submitted'],
  to: ['correction'],
  roles: ['officer'],
  input: z.strictObject({
    check: checkSchema,
    /** Working days, today not counted; without it the call's own number. */
    dueDays: z.int().min(1).max(60).optional(),
  }),
  facts: async (reader, subject) => ({ call: await reader.get<CallRow>('calls', subject.call) }),
  who: both(hasRole('officer'), notOwn),
  decide({ subject, facts: { call }, input, now }) {
    mustSayWhatFails(input.check)
    if (!call) throw refuse('not_found', { status: 404 })
    const days = input.dueDays ?? call.rules.correctionWorkingDays
    const last = lastNoticeDay(call.calendar, shanghaiDay(now), days, false)
    if (!last.ok) throw refuse(last.code, { params: last.params })
    const dueAt = endOfShanghaiDay(last.lastDay)
    const { id, number, applicant, submission } = subject
    return {
      patch: { state: 'correction', check: input.check, dueAt },
      outbox: [
        mail('application_returned', applicant, submission, { application: id, number, dueAt: dueAt.toISOString() }),
      ],
    }
  },
})
