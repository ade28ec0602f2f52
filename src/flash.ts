import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Payload } from 'payload'
import type { Clock, Issue, Reader } from '../workflows/engine'

/** What a form is told after its redirect: done, or refused with everything that was typed. */
export interface Flash {
  done?: string
  answer?: unknown
  code?: string
  params?: Readonly<Record<string, unknown>> | undefined
  issues?: readonly Issue[]
  values?: Record<string, string | string[]> | undefined
}

/** How long a page can be late, in seconds: long enough to sign in again. */
export const flashSeconds = 15 * 60

/** The most that is kept of one form, in characters of JSON; of a longer one only what was wrong. */
const limit = 256 * 1024

const digest = (text: string | Buffer) => createHash('sha256').update(text)

/** The name of a page's cookie; each page has one of its own, so that forms in two windows do not meet. */
export const flashCookie = (path: string): string => `kepu-flash-${digest(path).digest('hex').slice(0, 12)}`

/** The row that a key opens. It cannot be found, nor read, by who has the database alone. */
const rowOf = (key: Buffer) => digest(key).update('row').digest('hex')

function sealed(flash: Flash, key: Buffer): string {
  const text = JSON.stringify(flash)
  const kept = text.length <= limit ? text : JSON.stringify({ ...flash, values: undefined, issues: undefined })
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(kept, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
}

function opened(text: string, key: Buffer): Flash {
  const bytes = Buffer.from(text, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28))
  return JSON.parse(cipher.update(bytes.subarray(28), undefined, 'utf8') + cipher.final('utf8')) as Flash
}

interface Where {
  payload: Payload
  engine: { clock: Clock }
}

/**
 * Keeps it in the database, so that any process may show it, and drops what has run out.
 * @returns the key, for the page's cookie
 */
export async function keepFlash({ payload, engine: { clock } }: Where, flash: Flash): Promise<string> {
  const key = randomBytes(32)
  const now = clock.now().getTime()
  const expired = { until: { less_than: new Date(now).toISOString() } }
  await payload.delete({ collection: 'kept-forms', where: expired, overrideAccess: true, depth: 0 })
  const until = new Date(now + flashSeconds * 1000).toISOString()
  const data = { id: rowOf(key), sealed: sealed(flash, key), until }
  await payload.create({ collection: 'kept-forms', data, overrideAccess: true, depth: 0 })
  return key.toString('base64url')
}

const keyIn = (cookie: string | undefined): Buffer | null =>
  cookie && /^[\w-]{43}$/.test(cookie) ? Buffer.from(cookie, 'base64url') : null

/** What was kept under this key, or `null` when it was shown already or has run out. */
export async function readFlash(reader: Reader, now: Date, cookie: string | undefined): Promise<Flash | null> {
  const key = keyIn(cookie)
  const row = key && (await reader.get<{ sealed: string; until: string }>('kept-forms', rowOf(key)))
  return row && new Date(row.until) >= now ? opened(row.sealed, key) : null
}

/** A page shows it once. */
export async function forgetFlash(payload: Payload, cookie: string | undefined): Promise<void> {
  const key = keyIn(cookie)
  if (!key) return
  const where = { id: { equals: rowOf(key) } }
  await payload.delete({ collection: 'kept-forms', where, overrideAccess: true, depth: 0 })
}
