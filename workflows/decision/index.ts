import type { Workflow } from '../engine'
import { states } from '../rules/states'
import { confirm } from './confirm'
import { propose } from './propose'
import { reject } from './reject'

const readers = ['officer', 'approver', 'finance', 'auditor'] as const

/** Who gets how much: proposed by one person, confirmed by another. */
export const workflow: Workflow = {
  subject: 'decision',
  collection: 'decisions',
  states: states.decision,
  sees: (actor) => readers.some((role) => actor.roles.includes(role)),
  commands: [propose, confirm, reject],
}

export type * from './types'
