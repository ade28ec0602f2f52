import { states } from '../rules/states'
import type { Workflow } from '../engine'
import { amend } from './amend'
import { cancel } from './cancel'
import { close } from './close'
import { conclude } from './conclude'
import { create } from './create'
import { loadCalendar } from './load-calendar'
import { open } from './open'

const staff = ['officer', 'approver', 'finance', 'auditor', 'admin'] as const
const published = ['open', 'closed', 'concluded']

export const workflow: Workflow = {
  subject: 'call',
  collection: 'calls',
  states: states.call,
  sees: (actor, subject) => published.includes(subject.state) || staff.some((role) => actor.roles.includes(role)),
  commands: [create, amend, open, loadCalendar, close, conclude, cancel],
}
