import { z } from 'zod'
import { command, hasRole, refuse } from '../engine'
import { channels, scopeSchema } from './types'

/**
 * Issues a key to a media client. Whoever calls draws the key and shows it once; only its first signs and its SHA-256
 * come here.
 */
export const issue = command({
  subject: 'apiKey',
  verb: 'issue',
  from: 'birth',
  to: ['active'],
  roles: ['admin'],
  input: z.strictObject({
    client: z.string().trim().min(1).max(100),
    channel: z.enum(channels).optional(),
    scope: scopeSchema.default({}),
    /** Instant from which the key is no longer taken. */
    expiresAt: z.iso.datetime({ offset: true, error: 'not_an_instant' }).optional(),
    prefix: z.string().regex(/^[\w-]{4,16}$/, { error: 'wrong_type' }),
    hash: z.string().regex(/^[0-9a-f]{64}$/, { error: 'wrong_type' }),
  }),
  duplicate: 'key_exists',
  facts: async () => ({}),
  who: hasRole('admin'),
  decide({ input: { client, channel, scope, expiresAt, prefix, hash }, fresh, now }) {
    const end = expiresAt === undefined ? null : new Date(expiresAt)
    if (end && end <= now)
      throw refuse('instant_in_the_past', {
        status: 422,
        issues: [{ field: 'expiresAt', code: 'instant_in_the_past' }],
      })
    return {
      born: fresh(),
      patch: {
        state: 'active',
        client,
        prefix,
        hash,
        channel: channel ?? null,
        scope,
        entitlementRev: 1,
        expiresAt: end,
      },
    }
  },
})
