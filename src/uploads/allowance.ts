import { v7 as uuidv7 } from 'uuid'
import { inLanes, refuse } from '../../workflows/engine'
import type { Reader } from '../../workflows/engine'
import type { CallRow } from '../../workflows/call/types'
import type { House } from '../faces'
import { enqueue } from '../outbox'
import { abandonedAt, drop } from './row'
import type { UploadRow } from './row'
import { abandonedRow } from './abandoned'

interface Size {
  bytes: number
}

/** The most uploads that one person may have under way. */
const mostUnderWay = 100

const gibibyte = 1024 ** 3
const mebibytes = (bytes: number) => Math.max(0, Math.floor(bytes / 1024 / 1024))

/**
 * Begins an upload, where its owner and the disk have room for all of its declared length. Uploads under way count with
 * that length. Its row is written first and everything counted after it, so that of two that begin at once, in whatever
 * processes, never both slip through; those of one process come one after the other.
 * @throws Refusal 413 `upload_quota_reached {left}`, `call_room_reached {left}` (MiB), 429 `uploads_under_way`, 507 `disk_full`
 */
export const begin = (
  house: House,
  about: Pick<UploadRow, 'owner' | 'call' | 'name' | 'mime' | 'bytes'>,
): Promise<UploadRow> =>
  inLanes(lanesOf(about), async () => {
    const now = house.engine.clock.now().toISOString()
    const until = abandonedAt(house)
    const row = { id: uuidv7(), ...about, received: 0, fence: 0, heldUntil: now, until: until.toISOString() }
    await house.payload.create({ collection: 'uploads', data: row, overrideAccess: true, depth: 0 })
    try {
      await mustHaveRoom(house, row)
      await enqueue(house.engine, abandonedRow(row.id, until))
      return row
    } catch (error) {
      await drop(house, row.id)
      throw error
    }
  })

/**
 * Room for so many bytes that one request brings.
 * @returns gives it back
 * @throws Refusal as `begin`
 */
export async function reserve(
  house: House,
  of: Pick<UploadRow, 'owner' | 'call'>,
  bytes: number,
): Promise<() => Promise<void>> {
  const { id } = await begin(house, { ...of, name: null, mime: null, bytes })
  return () => drop(house, id)
}

/**
 * Counts an upload for a call that did not know of it when it began.
 * @throws Refusal 413 `call_room_reached {left}` (MiB)
 */
export const countFor = (house: House, row: UploadRow, call: string): Promise<UploadRow> =>
  inLanes(lanesOf({ ...row, call }), async () => {
    const { store } = house.engine
    const counted = { ...row, call }
    await store.changeIf('uploads', { id: { equals: row.id } }, { call })
    try {
      await callMustHaveRoom(store.reader, counted)
      return counted
    } catch (error) {
      await store.changeIf('uploads', { id: { equals: row.id } }, { call: row.call })
      throw error
    }
  })

const lanesOf = ({ owner, call }: Pick<UploadRow, 'owner' | 'call'>) => [
  `uploads:${owner}`,
  ...(call === null ? [] : [`uploads-for:${call}`]),
]

async function mustHaveRoom({ config, engine, storage }: House, row: UploadRow): Promise<void> {
  const { owner, bytes } = row
  const { reader } = engine.store
  const own = { owner: { equals: owner } }
  const sealed = { and: [own, { state: { equals: 'sealed' } }] }
  const stored = await reader.find<Size>('files', sealed, { select: ['bytes'] })
  const underWay = await reader.find<UploadRow>('uploads', {}, { select: ['owner', 'bytes', 'received'] })
  const mine = underWay.filter((each) => each.owner === owner)
  if (mine.length > mostUnderWay) throw refuse('uploads_under_way', { status: 429 })
  const over = sum([...stored, ...mine].map((each) => each.bytes)) - config.uploadQuota
  if (over > 0) throw refuse('upload_quota_reached', { status: 413, params: { left: mebibytes(bytes - over) } })
  const coming = sum(underWay.map((each) => each.bytes - each.received))
  if ((await storage.room()) - coming < config.uploadDiskReserve) throw refuse('disk_full', { status: 507 })
  await callMustHaveRoom(reader, row)
}

/** What the drafts of a call hold, and what is under way for them. Between the two a file counts twice, never not at all. */
async function callMustHaveRoom(reader: Reader, { call, bytes }: UploadRow): Promise<void> {
  const room = call === null ? undefined : (await reader.get<CallRow>('calls', call))?.rules.maxUploadGib
  if (call === null || room === undefined) return
  const of = { call: { equals: call } }
  const underWay = await reader.find<Size>('uploads', of, { select: ['bytes'] })
  const drafts = await reader.find<{ files: Size[] }>('application-drafts', of, { select: ['files'] })
  const over = sum([...underWay, ...drafts.flatMap(({ files }) => files)].map((each) => each.bytes)) - room * gibibyte
  if (over > 0) throw refuse('call_room_reached', { status: 413, params: { left: mebibytes(bytes - over) } })
}

const sum = (sizes: readonly number[]) => sizes.reduce((all, one) => all + one, 0)
