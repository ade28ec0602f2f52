import type { Payload } from 'payload'
import type { Role } from '../workflows/rules/vocabulary'
import { visitor } from '../workflows/engine'
import type { Actor } from '../workflows/engine'

interface SignedIn {
  id: string
  email: string
  name?: string | null
  locale?: string | null
  roles?: Role[] | null
  suspended?: boolean | null
}

export interface Session {
  actor: Actor
  /** The account, or `null` for a visitor. */
  account: { id: string; email: string; name: string } | null
}

/** Who sent these headers: the session cookie or `Authorization: JWT …`, checked by Payload; roles from the person's record. */
export async function sessionOf(payload: Payload, headers: Headers): Promise<Session> {
  const { user } = await payload.auth({ headers })
  if (!user) return { actor: visitor, account: null }
  const { id, email, name, roles, suspended } = user as unknown as SignedIn
  const actor: Actor = { kind: 'person', id, roles: roles ?? [], organisation: null, suspended: suspended === true }
  return { actor, account: { id, email, name: name ?? '' } }
}
