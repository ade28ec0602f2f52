import { visitor } from '../../workflows/engine'
import type { Actor } from '../../workflows/engine'
import { rolesOf } from './roles-of'

/** The person whom Payload found in the request, as the engine knows people. */
export function actorOf(user: unknown): Actor {
  const signedIn = user as { id: string | number; suspended?: boolean | null } | null | undefined
  if (!signedIn) return visitor
  const suspended = signedIn.suspended === true
  return { kind: 'person', id: String(signedIn.id), roles: rolesOf(user), organisation: null, suspended }
}

/** The code of a refusal of ours, also of one that another copy of our modules in this process has made. */
export const refusalCode = (error: unknown): string | null => {
  const thrown = error as { name?: string; code?: string } | null
  return thrown?.name === 'Refusal' && typeof thrown.code === 'string' ? thrown.code : null
}
