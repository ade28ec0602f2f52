import { APIError } from 'payload'
import type { CollectionBeforeOperationHook } from 'payload'

/**
 * A password is changed by whoever knows the present one: a session that was left open is not enough. How often it
 * may be tried is counted at the door before. Own code is not limited.
 */
export const knowsThePassword: CollectionBeforeOperationHook = async (asked) => {
  const { args, req } = asked
  if (asked.operation !== 'update' || req.payloadAPI === 'local') return args
  const { password, currentPassword } = (args as { data?: Record<string, unknown> }).data ?? {}
  if (password === undefined || password === null) return args
  const email = req.user?.email ?? ''
  const said = typeof currentPassword === 'string' ? currentPassword : ''
  await req.payload.login({ collection: 'users', data: { email, password: said }, overrideAccess: true }).catch(() => {
    throw new APIError('the present password is needed', 403)
  })
  return args
}
