import { states } from '../rules/states'
import type { Actor, Held, Workflow } from '../engine'
import { enrol } from './enrol'
import { renew } from './renew'
import { retire } from './retire'
import type { ExpertRow } from './types'

const keepers = ['officer', 'admin', 'auditor'] as const

const sees = (actor: Actor, subject: Held) =>
  keepers.some((role) => actor.roles.includes(role)) || (subject as ExpertRow).person === actor.id

export const workflow: Workflow = {
  subject: 'expert',
  collection: 'experts',
  states: states.expert,
  sees,
  commands: [enrol, retire, renew],
}
