import type { Workflow } from '../engine'
import { states } from '../rules/states'
import type { DeliverableRow } from './types'

const readers = ['officer', 'approver', 'finance', 'auditor'] as const

/** What was handed in for an award. It has no verbs of its own: the award's verbs move it. */
export const workflow: Workflow = {
  subject: 'deliverable',
  collection: 'deliverables',
  states: states.deliverable,
  sees: (actor, subject) =>
    readers.some((role) => actor.roles.includes(role)) || (subject as DeliverableRow).owner === actor.id,
  commands: [],
}

export type * from './types'
