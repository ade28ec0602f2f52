import { states } from '../rules/states'
import type { Actor, Held, Workflow } from '../engine'
import { eraseUnnamed } from './erase-unnamed'
import { planRenditions } from './plan-renditions'
import { recordRenditions } from './record-renditions'
import { retryRenditions } from './retry-renditions'
import { seal } from './seal'
import type { FileRow } from './types'

const readers = ['officer', 'auditor', 'editor1', 'editor2', 'editor3', 'science_reviewer'] as const

const sees = (actor: Actor, subject: Held) =>
  (subject as FileRow).owner === actor.id || readers.some((role) => actor.roles.includes(role))

export const workflow: Workflow = {
  subject: 'file',
  collection: 'files',
  states: states.file,
  sees,
  commands: [seal, planRenditions, recordRenditions, retryRenditions, eraseUnnamed],
}
