import { z } from 'zod'
import { refuse } from '../../workflows/engine'
import type { Client } from './client'
import { base } from './present'
import { tokensWith } from './token'

/** How long a link is good for. It ends before that when the work is withdrawn or the client's key is. */
export const LINK_MINUTES = 15

const linkSchema = z.strictObject({
  v: z.literal(1),
  /** Id of the client's key: what the client may no more have, its links do not give. */
  key: z.string(),
  number: z.string(),
  file: z.string(),
  rendition: z.string().optional(),
  until: z.iso.datetime(),
})

type Link = Omit<z.infer<typeof linkSchema>, 'v'>

export interface Links {
  /** A link to these bytes that needs no key, for players, layout programs and download managers. */
  seal(client: Client, asked: Pick<Link, 'number' | 'file' | 'rendition'>, now: string): { href: string; until: string }
  /** @throws Refusal 404 `link_invalid` when it is none of ours; 410 `link_expired` */
  open(token: string, now: string): Link
}

export function linksWith(secret: string): Links {
  const tokens = tokensWith(secret, 'content-api link')
  return {
    seal(client, { number, file, rendition }, now) {
      const until = new Date(Date.parse(now) + LINK_MINUTES * 60_000).toISOString()
      const token = tokens.seal({ v: 1, key: client.id, number, file, rendition, until })
      return { href: `${base}/links/${token}`, until }
    },
    open(token, now) {
      const link = linkSchema.safeParse(tokens.open(token))
      if (!link.success) throw refuse('link_invalid', { status: 404 })
      if (link.data.until <= now) throw linkExpired()
      return link.data
    },
  }
}

export const linkExpired = () => refuse('link_expired', { status: 410 })
