import { z } from 'zod'
import { command, hasRole } from '../engine'
import { scopeSchema } from './types'
import type { ApiKeyRow, Scope } from './types'

/** Widens or narrows what a client may have. Its cursors end with this: it takes everything in anew. */
export const changeScope = command<ApiKeyRow, object, { scope: Scope }>({
  subject: 'apiKey',
  verb: 'change_scope',
  from: ['active'],
  to: ['active'],
  roles: ['admin'],
  input: z.strictObject({ scope: scopeSchema }),
  facts: async () => ({}),
  who: hasRole('admin'),
  decide: ({ subject, input }) => ({ patch: { scope: input.scope, entitlementRev: subject.entitlementRev + 1 } }),
})
