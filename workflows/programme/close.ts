import { z } from 'zod'
import { command, hasRole, refuse } from '../engine'
import type { ProgrammeRow } from './types'

/** Ends a programme when all of its calls have ended. */
export const close = command<ProgrammeRow, { running: number }, object>({
  subject: 'programme',
  verb: 'close',
  from: ['active'],
  to: ['closed'],
  roles: ['officer'],
  input: z.strictObject({}),
  tone: 'danger',
  facts: async (reader, subject) => ({
    running: await reader.count('calls', {
      and: [{ programme: { equals: subject.id } }, { state: { in: ['draft', 'open', 'closed'] } }],
    }),
  }),
  who: hasRole('officer'),
  guard: ({ facts: { running } }) => (running > 0 ? refuse('calls_running', { params: { count: running } }) : null),
  decide: () => ({ patch: { state: 'closed' } }),
})
