import { states } from '../rules/states'
import type { Workflow } from '../engine'
import { close } from './close'
import { create } from './create'

export const workflow: Workflow = {
  subject: 'programme',
  collection: 'programmes',
  states: states.programme,
  sees: (actor) => actor.kind === 'person',
  commands: [create, close],
}
