import type { Role } from '../../workflows/rules/vocabulary'

/** The roles of the person whom Payload found in a request; a visitor has none. */
export const rolesOf = (user: unknown): readonly Role[] =>
  (user as { roles?: readonly Role[] | null } | null | undefined)?.roles ?? []

export const hasOneOf = (user: unknown, allowed: readonly Role[]): boolean =>
  rolesOf(user).some((role) => allowed.includes(role))
