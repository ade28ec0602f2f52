import { Hono } from 'hono'
import { handleEndpoints } from 'payload'
import { refuse } from '../workflows/engine'
import { isStaff } from '../workflows/rules/vocabulary'
import type { House } from './faces'
import { refusing, withSession } from './web'
import type { Web } from './web'

const decoded = (path: string) => {
  try {
    return decodeURIComponent(path)
  } catch {
    throw refuse('not_found', { status: 404 })
  }
}

/** What a person who is not staff may still ask Payload for: signing in and out of the admin, nothing else. */
const open = new Set([
  'POST /users/login',
  'POST /users/logout',
  'POST /users/forgot-password',
  'POST /users/reset-password',
  'GET /users/me',
])

/** Of Payload's own collections only a person's own settings of the admin are served. */
const shut = /^\/(?!payload-preferences\/[\w.-]+$)payload-|first-register/i

/**
 * Payload's own REST, behind the first lock: it serves the admin and answers staff sessions only. Nobody registers or
 * makes a first user through it.
 */
export function rest(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(refusing(house))
  app.use(withSession(house))
  app.all('*', async (c) => {
    const path = c.req.path.replace(/^\/api/, '')
    const { actor } = c.var.session
    if (shut.test(decoded(path))) throw refuse('not_found', { status: 404 })
    if (!isStaff(actor.roles) && !open.has(`${c.req.method} ${path}`))
      throw actor.kind === 'visitor' ? refuse('sign_in_first', { status: 401 }) : refuse('staff_only', { status: 403 })
    // Payload writes properties onto its request, so it gets one of its own.
    const { method, headers: sent, body } = c.req.raw
    const request = new Request(c.req.url, { method, headers: sent, ...(body ? { body, duplex: 'half' } : {}) })
    const response = await handleEndpoints({ config: house.payload.config, request })
    const headers = new Headers(response.headers)
    headers.set('cache-control', 'no-store')
    headers.set('x-content-type-options', 'nosniff')
    return new Response(response.body, { status: response.status, headers })
  })
  return app
}
