import { z } from 'zod'
import { roles } from '../rules/vocabulary'
import type { Role } from '../rules/vocabulary'
import { both, command, refuse } from '../engine'
import { keeper, notOneself, rolesAtOdds } from './guards'
import type { PersonRow } from './types'

export const grantRole = command<PersonRow, object, { role: Role }>({
  subject: 'person',
  verb: 'grant_role',
  from: ['active'],
  to: ['active'],
  roles: ['admin', 'system'],
  input: z.strictObject({ role: z.enum(roles) }),
  facts: async () => ({}),
  who: both(keeper, notOneself),
  decide({ subject, input: { role } }) {
    if (subject.roles.includes(role)) throw refuse('role_held_already', { params: { role } })
    const next = [...subject.roles, role]
    const odds = rolesAtOdds(next)
    if (odds) throw refuse('roles_at_odds', { params: { one: odds[0], other: odds[1] } })
    return { patch: { roles: next } }
  },
})
