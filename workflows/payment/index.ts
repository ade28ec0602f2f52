import type { Workflow } from '../engine'
import { states } from '../rules/states'
import { approve } from './approve'
import { pay } from './pay'
import { request } from './request'
import type { PaymentRow } from './types'

const readers = ['officer', 'approver', 'finance', 'auditor'] as const

/** One instalment of an award: asked for by an officer, approved by another person in finance, paid once. */
export const workflow: Workflow = {
  subject: 'payment',
  collection: 'payments',
  states: states.payment,
  sees: (actor, subject) =>
    readers.some((role) => actor.roles.includes(role)) || (subject as PaymentRow).owner === actor.id,
  commands: [request, approve, pay],
}

export type * from './types'
