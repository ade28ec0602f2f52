import type { Access, PayloadRequest, Where } from 'payload'
import type { Role } from '../../workflows/rules/vocabulary'

interface Person {
  id: string
  roles?: readonly Role[] | null
  suspended?: boolean | null
}

/** The roles of the person who asks; a visitor has none. They come from the person's record, never from the token. */
export function rolesOf(req: PayloadRequest): readonly Role[] {
  const user = req.user as Person | null
  return user?.roles ?? []
}

export const isSuspended = (req: PayloadRequest): boolean => (req.user as Person | null)?.suspended === true

export const personIn = (req: PayloadRequest): string | null => (req.user as Person | null)?.id ?? null

export const nobody: Access = () => false

/** Yes for whoever has one of the roles. */
export const roles =
  (...allowed: Role[]): Access =>
  ({ req }) =>
    rolesOf(req).some((role) => allowed.includes(role))

/** Everything for the roles named; for others only the rows of the constraint, if there is one. */
export const rolesOr =
  (allowed: readonly Role[], constraint: (person: string, roles: readonly Role[]) => Where | false): Access =>
  ({ req }) => {
    const held = rolesOf(req)
    if (held.some((role) => allowed.includes(role))) return true
    const person = personIn(req)
    return person === null ? false : constraint(person, held)
  }
