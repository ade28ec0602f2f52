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

/** A reviewer who cannot find out who applies. */
export const seesNoApplicants = ({ actor }: { actor: Actor }): Verdict => {
  const odds = actor.roles.includes('reviewer') ? rolesAtOdds(actor.roles) : null
  return odds ? refuse('roles_at_odds', { status: 403, params: { one: odds[0], other: odds[1] } }) : null
}

const apart: readonly (readonly [readonly Role[], readonly Role[]])[] = [
  // Whoever watches over the money, or hands out roles, neither decides on it nor pays it.
  [
    ['admin', 'auditor'],
    ['approver', 'finance'],
  ],
  // Whoever can find out who applies does not score (docs/decisions/0006).
  [['reviewer'], ['officer', 'approver', 'finance', 'auditor', 'admin']],
]

/** The first two of these roles that one person may not hold together; null when there are none. */
export function rolesAtOdds(roles: readonly Role[]): [Role, Role] | null {
  for (const [ones, others] of apart) {
    const one = ones.find((role) => roles.includes(role))
    const other = others.find((role) => roles.includes(role))
    if (one && other) return [one, other]
  }
  return null
}
