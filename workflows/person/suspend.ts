import { z } from 'zod'
import { both, command } from '../engine'
import { keeper, notOneself } from './guards'
import type { PersonRow } from './types'

/** A suspended person keeps the roles and may use none of them. */
export const suspend = command<PersonRow, object, { reason: string }>({
  subject: 'person',
  verb: 'suspend',
  from: ['active'],
  to: ['suspended'],
  roles: ['admin'],
  input: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  tone: 'danger',
  facts: async () => ({}),
  who: both(keeper, notOneself),
  decide: ({ input }) => ({ patch: { state: 'suspended', reason: input.reason } }),
})
