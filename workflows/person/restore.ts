import { z } from 'zod'
import { both, command } from '../engine'
import { keeper, notOneself } from './guards'
import type { PersonRow } from './types'

export const restore = command<PersonRow, object, object>({
  subject: 'person',
  verb: 'restore',
  from: ['suspended'],
  to: ['active'],
  roles: ['admin'],
  input: z.strictObject({}),
  facts: async () => ({}),
  who: both(keeper, notOneself),
  decide: () => ({ patch: { state: 'active', reason: null } }),
})
