import { visitor } from '../../workflows/engine'
import type { Actor } from '../../workflows/engine'
import type { Role } from '../../workflows/rules/vocabulary'

interface SignedIn {
  id: string | number
  roles?: readonly Role[] | null
}

/** The person whom Payload found in the request, as the engine knows people. */
export function actorOf(user: unknown): Actor {
  const signedIn = user as SignedIn | null | undefined
  if (!signedIn) return visitor
  return { kind: 'person', id: String(signedIn.id), roles: signedIn.roles ?? [], organisation: null }
}

export const hasOneOf = (user: unknown, allowed: readonly Role[]): boolean =>
  actorOf(user).roles.some((role) => allowed.includes(role))

/** A refusal of ours, also one that another copy of our modules in this process has made. */
export const refusalCode = (error: unknown): string | null => {
  const thrown = error as { name?: string; code?: string } | null
  return thrown?.name === 'Refusal' && typeof thrown.code === 'string' ? thrown.code : null
}
