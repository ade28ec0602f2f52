import { z } from 'zod'
import { command, hasRole } from '../engine'
import type { ExpertRow } from './types'

export const renew = command<ExpertRow, object, object>({
  subject: 'expert',
  verb: 'renew',
  from: ['retired'],
  to: ['active'],
  roles: ['officer'],
  input: z.strictObject({}),
  facts: async () => ({}),
  who: hasRole('officer'),
  decide: () => ({ patch: { state: 'active' } }),
})
