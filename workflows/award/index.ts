import type { Workflow } from '../engine'
import { states } from '../rules/states'
import { acceptDeliverable } from './accept-deliverable'
import { close } from './close'
import { deliver } from './deliver'
import { returnDeliverable } from './return-deliverable'
import { sign } from './sign'
import type { AwardRow } from './types'

const readers = ['officer', 'approver', 'finance', 'auditor'] as const

/** Before the notice is published, an award is known to the staff alone. */
export const workflow: Workflow = {
  subject: 'award',
  collection: 'awards',
  states: states.award,
  sees: (actor, subject) =>
    readers.some((role) => actor.roles.includes(role)) ||
    ((subject as AwardRow).owner === actor.id && subject.state !== 'proposed'),
  commands: [sign, deliver, returnDeliverable, acceptDeliverable, close],
}

export type * from './types'
