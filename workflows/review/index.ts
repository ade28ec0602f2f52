import { states } from '../rules/states'
import type { Actor, Held, Workflow } from '../engine'
import { accept } from './accept'
import { decline } from './decline'
import { recuse } from './recuse'
import { submit } from './submit'
import type { ReviewRow } from './types'

const sees = (actor: Actor, subject: Held) =>
  (subject as ReviewRow).reviewer === actor.id || actor.roles.includes('officer') || actor.roles.includes('auditor')

export const workflow: Workflow = {
  subject: 'review',
  collection: 'reviews',
  states: states.review,
  sees,
  commands: [accept, submit, decline, recuse],
}
