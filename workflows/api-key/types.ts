import { z } from 'zod'
import { audiences, formats, themeOrientations } from '../rules/vocabulary'
import type { Held } from '../engine'

export const channels = [
  'tv',
  'press',
  'wechat_oa',
  'site',
  'terminal',
  'kepu_china',
  'kepu_chongqing',
  'convergence',
] as const
export type Channel = (typeof channels)[number]

/** Which released works a client may have; a list that is absent narrows nothing. */
export const scopeSchema = z.strictObject({
  formats: z.array(z.enum(formats)).min(1).optional(),
  themes: z.array(z.enum(themeOrientations)).min(1).optional(),
  audiences: z.array(z.enum(audiences)).min(1).optional(),
})
export type Scope = z.infer<typeof scopeSchema>

export interface ApiKeyRow extends Held {
  client: string
  prefix: string
  hash: string
  channel: Channel | null
  scope: Scope
  entitlementRev: number
  expiresAt: string | null
}
