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

const cookie = /(?:^|;\s*)payload-token=([^;]+)/

/**
 * Payload takes a cookie only from browsers that say where a request comes from, and from the address in SERVER_URL; many
 * say nothing on a plain address. Whoever changes something has been asked by us (`cross_site`), so the token alone decides.
 */
export function withToken(headers: Headers): Headers {
  const token = headers.has('authorization') ? undefined : cookie.exec(headers.get('cookie') ?? '')?.[1]
  if (!token) return headers
  const own = new Headers(headers)
  own.set('authorization', `JWT ${token}`)
  return own
}

/** Who sent these headers: the session cookie or `Authorization: JWT …`, checked by Payload; roles from the person's record. */
export async function sessionOf(payload: Payload, headers: Headers): Promise<Session> {
  const { user } = await payload.auth({ headers: withToken(headers) })
  if (!user) return { actor: visitor, account: null }
  const { id, email, name, roles, suspended } = user as unknown as SignedIn
  const actor: Actor = { kind: 'person', id, roles: roles ?? [], organisation: null, suspended: suspended === true }
  return { actor, account: { id, email, name: name ?? '' } }
}
