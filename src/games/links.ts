import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../../workflows/engine'
import type { Asked } from './place'

/** How long a link plays. Whether its person may read the file is asked anew at every request. */
const LINK_MINUTES = 60

const linkSchema = z.strictObject({ file: z.string(), person: z.string(), until: z.iso.datetime() })

export interface GameLinks {
  seal(asked: Asked, now: string): string
  /** @throws Refusal 404 `link_invalid` when it is none of ours; 410 `link_expired` */
  open(token: string, now: string): Asked
}

const [IV, MARK] = [12, 16] as const

/**
 * Links that play a file before its release. They are encrypted, and not only signed: the game stands at this address
 * and can read it, and must not learn who plays it.
 */
export function gameLinks(secret: string): GameLinks {
  const key = createHmac('sha256', secret).update('game link').digest()
  return {
    seal(asked, now) {
      const until = new Date(Date.parse(now) + LINK_MINUTES * 60_000).toISOString()
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(JSON.stringify({ ...asked, until }), 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(token, now) {
      const link = linkSchema.safeParse(opened(token, key))
      if (!link.success) throw refuse('link_invalid', { status: 404 })
      const { until, ...asked } = link.data
      if (until <= now) throw refuse('link_expired', { status: 410 })
      return asked
    },
  }
}

/** What was sealed; null when this is none of ours. */
function opened(token: string, key: Buffer): unknown {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length <= IV + MARK) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: MARK })
    decipher.setAuthTag(bytes.subarray(IV, IV + MARK))
    const text = decipher.update(bytes.subarray(IV + MARK), undefined, 'utf8') + decipher.final('utf8')
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
