import type { Role } from '../rules/vocabulary'
import { refuse } from './refuse'
import type { Actor, Verdict } from './types'

/** A sentence about who may; it answers yes (`null`) or why not. */
export type Permission<S = unknown, F = unknown> = (ask: { actor: Actor; subject: S; facts: F }) => Verdict

const no = (code: string, params: Record<string, string> = {}) => refuse(code, { status: 403, params })

export const hasRole =
  (...roles: Role[]): Permission =>
  ({ actor }) =>
    roles.some((role) => actor.roles.includes(role)) ? null : no('role_missing', { roles: roles.join(',') })

export const onlySystem: Permission = ({ actor }) => (actor.kind === 'system' ? null : no('only_the_clock'))

export const signedIn: Permission = ({ actor }) =>
  actor.kind === 'person' ? null : refuse('sign_in_first', { status: 401 })

/** The person named by the subject's own column. */
export const isOwner =
  <S extends Record<K, unknown>, K extends string>(column: K): Permission<S> =>
  ({ actor, subject }) =>
    actor.kind === 'person' && subject[column] === actor.id ? null : no('not_yours')

/** Whoever is suspended runs no command, whatever it asks for. */
export const inGoodStanding = ({ actor }: { actor: Actor }): Verdict =>
  actor.suspended === true ? no('person_suspended') : null

/** Four eyes: whoever did the first step may not do the second. */
export const notTheSamePersonAs =
  <S extends Record<K, unknown>, K extends string>(column: K): Permission<S> =>
  ({ actor, subject }) =>
    subject[column] === actor.id ? no('two_people_needed') : null

export const both =
  <S, F>(...permissions: Permission<S, F>[]): Permission<S, F> =>
  (ask) => {
    for (const permission of permissions) {
      const answer = permission(ask)
      if (answer) return answer
    }
    return null
  }

export const either =
  <S, F>(...permissions: Permission<S, F>[]): Permission<S, F> =>
  (ask) => {
    let last: Verdict = null
    for (const permission of permissions) {
      last = permission(ask)
      if (last === null) return null
    }
    return last
  }
