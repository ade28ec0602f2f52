import { pbkdf2, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import { getFieldsToSign, jwtSign } from 'payload'
import type { Payload, TypedUser } from 'payload'

export const password = 'a-good-Pass-2026'

const salt = 'the same for every account of a test'
/** As Payload 3.90 keeps it: PBKDF2 with SHA-256 and 600,000 rounds. */
const derived = promisify(pbkdf2)(password, salt, 600_000, 32, 'sha256')

/**
 * A verified account with the password above and a session that has begun, as registering and signing in leave them. For
 * tests that are about neither: each of the two costs a quarter of a second of arithmetic.
 */
export async function openAccount(
  payload: Payload,
  email: string,
  name: string,
): Promise<{ id: string; token: string }> {
  const collectionConfig = payload.collections.users.config
  const { tokenExpiration } = collectionConfig.auth
  const now = Date.now()
  const session = {
    id: randomUUID(),
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + tokenExpiration * 1000).toISOString(),
  }
  const hash = `pbkdf2-sha256-v1:${(await derived).toString('hex')}`
  const data = { id: uuidv7(), email, name, locale: 'zh', _verified: true, hash, salt, sessions: [session] }
  const user = (await payload.db.create({ collection: 'users', data })) as TypedUser
  const fieldsToSign = getFieldsToSign({ collectionConfig, email, sid: session.id, user })
  const { token } = await jwtSign({ fieldsToSign, secret: payload.secret, tokenExpiration })
  return { id: user.id, token }
}
