import { z } from 'zod'
import { refuse } from '../../workflows/engine'
import type { Client } from './client'
import { tokensWith } from './token'

const common = { v: z.literal(1), key: z.string(), entitlement: z.number() }

const changesSchema = z.strictObject({
  ...common,
  of: z.literal('changes'),
  seq: z.number(),
  since: z.string(),
  late: z.strictObject({ until: z.string(), after: z.number(), top: z.string() }).optional(),
})

const worksSchema = z.strictObject({
  ...common,
  of: z.literal('works'),
  /** Hash of the question: a cursor goes on with the list that it came from. */
  asked: z.string(),
  seq: z.number(),
  rank: z.strictObject({ tier: z.number(), count: z.number() }).optional(),
})

const cursorSchema = z.discriminatedUnion('of', [changesSchema, worksSchema])

type Content<T> = Omit<T, keyof typeof common | 'of'>
export type ChangesCursor = Content<z.infer<typeof changesSchema>>
export type WorksCursor = Content<z.infer<typeof worksSchema>>

/** Makes and opens cursors: opaque to their holders, and of no use when altered or handed to somebody else. */
export interface Cursors {
  seal(client: Client, of: 'changes', content: ChangesCursor): string
  seal(client: Client, of: 'works', content: WorksCursor): string
  /** @throws Refusal 400 `cursor_invalid`; 410 `sync_again` when the client's entitlement has changed since */
  open(client: Client, of: 'changes', token: string): ChangesCursor
  open(client: Client, of: 'works', token: string): WorksCursor
}

const invalid = () => refuse('cursor_invalid', { status: 400 })

/** The list or the log has to be read from its beginning. */
export const syncAgain = () => refuse('sync_again', { status: 410 })

/** @param secret the installation's secret */
export function cursorsWith(secret: string): Cursors {
  const tokens = tokensWith(secret, 'content-api cursor')
  const cursors = {
    seal(client: Client, of: 'changes' | 'works', content: object): string {
      return tokens.seal({ v: 1, of, key: client.id, entitlement: client.entitlementRev, ...content })
    },
    open(client: Client, of: 'changes' | 'works', token: string) {
      const cursor = cursorSchema.safeParse(tokens.open(token))
      if (!cursor.success || cursor.data.of !== of || cursor.data.key !== client.id) throw invalid()
      if (cursor.data.entitlement !== client.entitlementRev) throw syncAgain()
      const { v: _v, of: _of, key: _key, entitlement: _entitlement, ...content } = cursor.data
      return content
    },
  }
  return cursors as Cursors
}
