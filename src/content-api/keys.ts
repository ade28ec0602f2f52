import { createHash, randomBytes, randomInt } from 'node:crypto'

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
const shape = /^kc_([a-z0-9]{8})_[A-Za-z0-9_-]{43}$/

/** SHA-256 of the whole key, in hexadecimal: what is stored of it. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/**
 * Draws a key: `kc_`, eight signs by which it is found, and 256 random bits. It is shown once; only prefix and hash
 * are kept.
 */
export function newApiKey(): { key: string; prefix: string; hash: string } {
  const prefix = Array.from({ length: 8 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  const key = `kc_${prefix}_${randomBytes(32).toString('base64url')}`
  return { key, prefix, hash: hashOfKey(key) }
}

/** The key of an `Authorization: Bearer …` header and its prefix, or `null` when there is none of this shape. */
export function bearerKey(header: string | undefined): { key: string; prefix: string } | null {
  const key = /^bearer +(\S+) *$/i.exec(header ?? '')?.[1]
  const prefix = shape.exec(key ?? '')?.[1]
  return key === undefined || prefix === undefined ? null : { key, prefix }
}
