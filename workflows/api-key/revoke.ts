import { z } from 'zod'
import { command, hasRole } from '../engine'
import type { ApiKeyRow } from './types'

/** Ends a key for good; a client gets a new one. */
export const revoke = command<ApiKeyRow, object, object>({
  subject: 'apiKey',
  verb: 'revoke',
  from: ['active'],
  to: ['revoked'],
  roles: ['admin'],
  input: z.strictObject({}),
  tone: 'danger',
  facts: async () => ({}),
  who: hasRole('admin'),
  decide: () => ({ patch: { state: 'revoked' } }),
})
