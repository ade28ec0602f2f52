import { z } from 'zod'
import { command, hasRole } from '../engine'
import type { ExpertRow } from './types'

/** Takes an expert off the list for new reviews; reviews under way go on. */
export const retire = command<ExpertRow, object, object>({
  subject: 'expert',
  verb: 'retire',
  from: ['active'],
  to: ['retired'],
  roles: ['officer'],
  input: z.strictObject({}),
  tone: 'danger',
  facts: async () => ({}),
  who: hasRole('officer'),
  decide: () => ({ patch: { state: 'retired' } }),
})
