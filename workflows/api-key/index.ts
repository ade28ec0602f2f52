import { states } from '../rules/states'
import type { Workflow } from '../engine'
import { changeScope } from './change-scope'
import { issue } from './issue'
import { revoke } from './revoke'

const keepers = ['admin', 'officer', 'auditor'] as const

export const workflow: Workflow = {
  subject: 'apiKey',
  collection: 'api-keys',
  states: states.apiKey,
  sees: (actor) => keepers.some((role) => actor.roles.includes(role)),
  commands: [issue, changeScope, revoke],
}
