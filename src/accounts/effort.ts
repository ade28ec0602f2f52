import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(pbkdf2)

export interface Hashed {
  salt: string
  hash: string
}

/** A password as it may be kept, at the cost of Payload's own: PBKDF2-HMAC-SHA256 with 600,000 rounds (OWASP). */
export async function hashed(password: string, salt = randomBytes(32).toString('hex')): Promise<Hashed> {
  return { salt, hash: (await derive(password, salt, 600_000, 32, 'sha256')).toString('hex') }
}

/** Whether this password was kept so. */
export async function fits(password: string, { salt, hash }: Hashed): Promise<boolean> {
  return timingSafeEqual(Buffer.from((await hashed(password, salt)).hash), Buffer.from(hash))
}

/** Takes as long as a password does, so that the time of the answer does not tell whether an address is known. */
export async function sameEffort(password: string): Promise<void> {
  await hashed(password)
}
