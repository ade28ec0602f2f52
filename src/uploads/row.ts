import type { Columns, WhereClause } from '../../workflows/engine'
import { refuse } from '../../workflows/engine'
import type { House } from '../faces'

/** An upload under way. */
export interface UploadRow {
  id: string
  owner: string
  /** Whose room it takes besides its owner's. */
  call: string | null
  name: string | null
  mime: string | null
  bytes: number
  received: number
  fence: number
  heldUntil: string
  until: string
}

/** Who has an upload to himself. */
export interface Hold {
  /** Notes how much is on the disk for certain; false when somebody else has the upload now. */
  note: (received: number) => Promise<boolean>
}

/** How long a hold lasts without a word, and between two words, in milliseconds. */
const lease = 30_000
const beat = 10_000
const day = 86_400_000

export const abandonedAt = ({ config, engine }: House): Date =>
  new Date(engine.clock.now().getTime() + config.uploadDays * day)

/** @throws Refusal 404 for what is not this person's, or nothing at all */
export async function ownUpload({ engine }: House, owner: string, id: string): Promise<UploadRow> {
  const row = await engine.store.reader.get<UploadRow>('uploads', id)
  if (row?.owner !== owner) throw refuse('not_found', { status: 404 })
  return row
}

/**
 * Does something with an upload that nobody else may touch meanwhile, in whatever process. A row of the database says who
 * has it; the hold of a process that died runs out.
 * @throws Refusal 423 `upload_held` when somebody has it, or it moved on since it was read
 */
export async function holding<T>(house: House, row: UploadRow, work: (hold: Hold) => Promise<T>): Promise<T> {
  const { store, clock } = house.engine
  const later = (time: number) => new Date(clock.now().getTime() + time)
  const fence = row.fence + 1
  const free: WhereClause = {
    and: [
      { id: { equals: row.id } },
      { fence: { equals: row.fence } },
      // Read while another had it, the fence is that one's; only this says that it has written since.
      { received: { equals: row.received } },
      { heldUntil: { less_than_equal: later(0).toISOString() } },
    ],
  }
  const mine: WhereClause = { and: [{ id: { equals: row.id } }, { fence: { equals: fence } }] }
  const say = (set: Columns) => store.changeIf('uploads', mine, set)
  if (!(await store.changeIf('uploads', free, { fence, heldUntil: later(lease) })))
    throw refuse('upload_held', { status: 423, retryAfter: 5 })
  const heart = setInterval(() => {
    say({ heldUntil: later(lease) }).catch((error: unknown) => {
      house.log.warn({ upload: row.id, err: String(error) }, 'heartbeat failed')
    })
  }, beat)
  try {
    return await work({
      note: (received) => say({ received, until: abandonedAt(house), heldUntil: later(lease) }),
    })
  } finally {
    clearInterval(heart)
    await say({ heldUntil: later(0) })
  }
}

/**
 * Forgets an upload: the bytes first, so that none lie there without a row. Of what a death left sealed without a record
 * nothing remains either; what is recorded stays.
 */
export async function drop({ payload, storage, engine }: House, id: string): Promise<void> {
  await storage.discardUnfinished(id)
  if ((await engine.store.reader.get('files', id)) === null) await storage.remove('sealed', id)
  await payload.delete({ collection: 'uploads', where: { id: { equals: id } }, overrideAccess: true, depth: 0 })
}
