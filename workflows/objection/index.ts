import type { Workflow } from '../engine'
import { states } from '../rules/states'
import { dismiss } from './dismiss'
import { raise } from './raise'
import { uphold } from './uphold'

/** Real-name objections. Who objected is known to officers and auditors alone. */
export const workflow: Workflow = {
  subject: 'objection',
  collection: 'objections',
  states: states.objection,
  sees: (actor) => actor.roles.includes('officer') || actor.roles.includes('auditor'),
  commands: [raise, uphold, dismiss],
}

export type * from './types'
