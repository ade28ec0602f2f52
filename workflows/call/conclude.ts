import { z } from 'zod'
import { states } from '../rules/states'
import { command, hasRole, refuse } from '../engine'
import type { CallRow } from './types'

const unfinished = Object.entries(states.application)
  .filter(([, { final }]) => !final)
  .map(([name]) => name)

/** Ends a call when every application in it has its answer. */
export const conclude = command<CallRow, { waiting: number }, object>({
  subject: 'call',
  verb: 'conclude',
  from: ['closed'],
  to: ['concluded'],
  roles: ['officer'],
  input: z.strictObject({}),
  facts: async (reader, subject) => ({
    waiting: await reader.count('applications', {
      and: [{ call: { equals: subject.id } }, { state: { in: unfinished } }],
    }),
  }),
  who: hasRole('officer'),
  guard: ({ facts: { waiting } }) =>
    waiting > 0 ? refuse('applications_waiting', { params: { count: waiting } }) : null,
  decide: () => ({ patch: { state: 'concluded' } }),
})
