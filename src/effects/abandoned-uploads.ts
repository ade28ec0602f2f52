import { mail } from '../../workflows/engine'
import type { WhereClause } from '../../workflows/engine'
import type { House } from '../faces'
import { enqueue } from '../outbox'
import { asRefusal } from '../problem'
import { abandonedRow } from '../uploads/abandoned'
import { drop, holding } from '../uploads/row'
import type { UploadRow } from '../uploads/row'
import type { Effect } from '../worker'

/** So many are looked up at once. */
const batch = 100

/**
 * Removes an upload that nobody went on with, and with it all others of its owner whose time is over, and tells the owner
 * in one mail. One that was gone on with is looked at again when its new time is over.
 */
export const abandonedUploadsEffect =
  (house: House): Effect =>
  async ({ payload }) => {
    const { upload } = payload as { upload: string }
    const { store, clock } = house.engine
    const row = await store.reader.get<UploadRow>('uploads', upload)
    if (!row) return
    const now = clock.now().toISOString()
    if (row.until > now || row.heldUntil > now) {
      await enqueue(house.engine, abandonedRow(row.id, new Date(row.until > row.heldUntil ? row.until : row.heldUntil)))
      return
    }
    const over: WhereClause[] = [
      { owner: { equals: row.owner } },
      { until: { less_than_equal: now } },
      { heldUntil: { less_than_equal: now } },
    ]
    await tell(house, row, await store.reader.count('uploads', { and: [...over, { name: { exists: true } }] }))
    // The one that this row of the outbox is about goes last: whoever dies before it is asked again, and tells nothing twice.
    const others = { and: [...over, { id: { not_equals: row.id } }] }
    for (;;) {
      const rows = await store.reader.find<UploadRow>('uploads', others, { limit: batch })
      for (const each of rows) {
        await remove(house, each)
        // On SQLite an await never lets a request in.
        await new Promise((resolve) => setImmediate(resolve))
      }
      if (rows.length < batch) break
    }
    await remove(house, row)
  }

/** Unless somebody went on with it this very moment. */
async function remove(house: House, row: UploadRow): Promise<void> {
  await holding(house, row, () => drop(house, row.id)).catch((error: unknown) => {
    if (asRefusal(error)?.code !== 'upload_held') throw error
  })
}

/** One mail; none where only room was reserved, for a form whose request died. */
async function tell({ engine, config }: House, { id, owner }: UploadRow, count: number): Promise<void> {
  if (count > 0) await enqueue(engine, mail('uploads_abandoned', owner, id, { count, days: config.uploadDays }))
}
