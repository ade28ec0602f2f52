import { states } from '../rules/states'
import type { Workflow } from '../engine'
import { grantRole } from './grant-role'
import { join } from './join'
import { register } from './register'
import { restore } from './restore'
import { revokeRole } from './revoke-role'
import { suspend } from './suspend'

const keepers = ['admin', 'officer', 'auditor'] as const

export const workflow: Workflow = {
  subject: 'person',
  collection: 'persons',
  states: states.person,
  sees: (actor, subject) => subject.id === actor.id || keepers.some((role) => actor.roles.includes(role)),
  commands: [register, join, grantRole, revokeRole, suspend, restore],
}
