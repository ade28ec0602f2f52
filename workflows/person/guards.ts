import type { Role } from '../rules/vocabulary'
import { refuse } from '../engine'
import type { Actor, Verdict } from '../engine'
import type { PersonRow } from './types'

/** An administrator, or the system when it prepares an installation. */
export const keeper = ({ actor }: { actor: Actor }): Verdict =>
  actor.kind === 'system' || actor.roles.includes('admin')
    ? null
    : refuse('role_missing', { status: 403, params: { roles: 'admin' } })

export const notOneself = ({ actor, subject }: { actor: Actor; subject: PersonRow }): Verdict =>
  subject.id === actor.id ? refuse('not_for_yourself', { status: 403 }) : null

const watching: readonly Role[] = ['admin', 'auditor']
const deciding: readonly Role[] = ['approver', 'finance']

/** Whoever watches over the money, or hands out roles, neither decides on it nor pays it. Returns the pair at odds. */
export function rolesAtOdds(roles: readonly Role[]): [Role, Role] | null {
  const watcher = watching.find((role) => roles.includes(role))
  const decider = deciding.find((role) => roles.includes(role))
  return watcher && decider ? [watcher, decider] : null
}
