import { states } from '../rules/states'
import type { Workflow } from '../engine'
import { create } from './create'

export const workflow: Workflow = {
  subject: 'organisation',
  collection: 'organisations',
  states: states.organisation,
  sees: (actor) => actor.kind === 'person',
  commands: [create],
}
