import { z } from 'zod'
import { roles } from '../rules/vocabulary'
import type { Role } from '../rules/vocabulary'
import { both, command, refuse } from '../engine'
import { keeper, notOneself } from './guards'
import type { PersonRow } from './types'

export const revokeRole = command<PersonRow, object, { role: Role }>({
  subject: 'person',
  verb: 'revoke_role',
  from: ['active', 'suspended'],
  to: ['active', 'suspended'],
  roles: ['admin', 'system'],
  input: z.strictObject({ role: z.enum(roles) }),
  tone: 'danger',
  facts: async () => ({}),
  who: both(keeper, notOneself),
  decide({ subject, input: { role } }) {
    if (!subject.roles.includes(role)) throw refuse('role_not_held', { params: { role } })
    return { patch: { roles: subject.roles.filter((each) => each !== role) } }
  },
})
