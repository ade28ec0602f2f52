import { z } from 'zod'
import { command, hasRole, refuse } from '../engine'
import type { FundRow } from './types'

interface Facts {
  running: number
}

/** Closes a fund when no call draws on it any more and all that was committed is paid. */
export const close = command<FundRow, Facts, object>({
  subject: 'fund',
  verb: 'close',
  from: ['open'],
  to: ['closed'],
  roles: ['finance'],
  input: z.strictObject({}),
  tone: 'danger',
  facts: async (reader, subject) => ({
    running: await reader.count('calls', {
      and: [{ fund: { equals: subject.id } }, { state: { in: ['draft', 'open', 'closed'] } }],
    }),
  }),
  who: hasRole('finance'),
  guard({ subject, facts: { running } }) {
    if (running > 0) return refuse('calls_running', { params: { count: running } })
    const openFen = subject.committed - subject.paid
    return openFen > 0 ? refuse('commitments_open', { params: { openFen } }) : null
  },
  decide: () => ({ patch: { state: 'closed' } }),
})
