import { states } from '../rules/states'
import type { Workflow } from '../engine'
import { allocate } from './allocate'
import { close } from './close'
import { correctAllocation } from './correct-allocation'
import { create } from './create'

const keepers = ['officer', 'approver', 'finance', 'auditor', 'admin'] as const

export const workflow: Workflow = {
  subject: 'fund',
  collection: 'funds',
  states: states.fund,
  sees: (actor) => keepers.some((role) => actor.roles.includes(role)),
  commands: [create, allocate, correctAllocation, close],
}
