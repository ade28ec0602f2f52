import { states } from '../rules/states'
import type { Actor, Held, Workflow } from '../engine'
import { accept } from './accept'
import { assign } from './assign'
import { reject } from './reject'
import { resubmit } from './resubmit'
import { returnForCorrection } from './return-for-correction'
import { submit } from './submit'
import type { ApplicationRow } from './types'
import { withdraw } from './withdraw'

const staff = ['officer', 'approver', 'finance', 'auditor'] as const

const sees = (actor: Actor, subject: Held) =>
  (subject as ApplicationRow).applicant === actor.id || staff.some((role) => actor.roles.includes(role))

export const workflow: Workflow = {
  subject: 'application',
  collection: 'applications',
  states: states.application,
  sees,
  commands: [submit, resubmit, withdraw, accept, returnForCorrection, reject, assign],
}
