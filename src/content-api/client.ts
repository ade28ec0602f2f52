import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../../workflows/engine'
import type { Held, Reader } from '../../workflows/engine'
import { channels } from '../../workflows/release'
import type { Viewer } from '../../workflows/release/visibility'
import { bearerKey, hashOfKey } from './keys'
import { linkExpired } from './links'
import type { Memory } from './state'

/** A media client, as far as it was recognised by its key. */
export interface Client {
  /** Id of the key's row. */
  id: string
  entitlementRev: number
  viewer: Viewer
}

export interface KnownKey {
  rev: number
  expiresAt: string | null
  client: Client
}

interface ApiKeyRow extends Held {
  prefix: string
  hash: string
  channel: string | null
  scope: unknown
  entitlementRev: number
  expiresAt?: string | null
}

const list = z.array(z.string()).nullish()
const scopeSchema = z.object({
  formats: list,
  themes: list,
  audiences: list,
  channels: z.array(z.enum(channels)).nullish(),
})
const channelSchema = z.enum(channels)

/** A scope that cannot be read entitles to nothing. */
function viewerOf({ scope, channel }: ApiKeyRow): Viewer {
  const read = scopeSchema.safeParse(scope ?? {})
  if (!read.success) return { channels: [], formats: [] }
  const { formats, themes, audiences, channels: named } = read.data
  const own = channelSchema.safeParse(channel)
  return {
    channels: named ?? (own.success ? [own.data] : []),
    ...(formats ? { formats } : {}),
    ...(themes ? { themes } : {}),
    ...(audiences ? { audiences } : {}),
  }
}

const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const no = (code: string) => refuse(code, { status: 401 })

/**
 * Recognises the client of an `Authorization` header at the instant `now` (ISO text).
 * @throws Refusal 401 `key_missing`, `key_unknown`, `key_revoked`, `key_expired`
 */
export async function clientOf(
  reader: Reader,
  memory: Memory,
  header: string | undefined,
  now: string,
): Promise<Client> {
  if (header === undefined) throw no('key_missing')
  const sent = bearerKey(header)
  if (!sent) throw no('key_unknown')
  const hash = hashOfKey(sent.key)
  const known = (await stillKnown(memory, hash)) ?? (await lookedUp(reader, memory, sent.prefix, hash))
  if (known.expiresAt !== null && known.expiresAt <= now) throw no('key_expired')
  return known.client
}

/**
 * The client of a link, as long as its key holds.
 * @throws Refusal 410 `link_expired` when the key was revoked or has expired since
 */
export async function clientOfLink(reader: Reader, key: string, now: string): Promise<Client> {
  const row = await reader.get<ApiKeyRow>('api-keys', key)
  const known = row?.state === 'active' ? knownOf(row) : null
  if (known === null || (known.expiresAt !== null && known.expiresAt <= now)) throw linkExpired()
  return known.client
}

/** The row's revision moves with every change of the key: while it stands, what was read of it stands. */
async function stillKnown(memory: Memory, hash: string): Promise<KnownKey | null> {
  const known = memory.keys.get(hash)
  return known && (await memory.pulse.stands('api-keys', known.client.id, known.rev)) ? known : null
}

async function lookedUp(reader: Reader, memory: Memory, prefix: string, hash: string): Promise<KnownKey> {
  memory.keys.delete(hash)
  const rows = await reader.find<ApiKeyRow>('api-keys', { prefix: { equals: prefix } })
  const row = rows.find((each) => same(each.hash, hash))
  if (!row) throw no('key_unknown')
  if (row.state !== 'active') throw no('key_revoked')
  const known = knownOf(row)
  memory.keys.set(hash, known)
  return known
}

const knownOf = (row: ApiKeyRow): KnownKey => ({
  rev: row.rev,
  expiresAt: row.expiresAt ? new Date(row.expiresAt).toISOString() : null,
  client: { id: row.id, entitlementRev: row.entitlementRev, viewer: viewerOf(row) },
})
