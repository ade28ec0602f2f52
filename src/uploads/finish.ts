import { MediaRefusal, hashFile } from '../../media'
import { refuse } from '../../workflows/engine'
import type { House } from '../faces'
import { sealAs, sealedBefore } from '../files/intake'
import type { CameIn, SealedFile } from '../files/intake'
import { countFor } from './allowance'
import { elsewhere, lengthOf } from './here'
import { drop, holding, ownUpload } from './row'
import type { UploadRow } from './row'
import { takeHash } from './running-hash'

/** Where a file goes when it is sealed; until it is there its upload counts. */
export interface Place {
  call: string
  put: (file: SealedFile) => Promise<unknown>
}

/**
 * Seals an upload whose every byte is here: its hash is compared with what its sender has, and it is examined. Asked
 * again it answers the same, whatever died in between. What is refused is gone, and must be sent anew.
 * @param sha256 of the file, in hex, as its sender computed it
 * @throws Refusal 404, 422 `upload_hash_missing`, 409 `upload_incomplete {left}` (bytes), 409 `upload_elsewhere`, 423 `upload_held`; MediaRefusal `upload_differs`, and for
 * what it is
 */
export async function finish(
  house: House,
  owner: string,
  { upload: id, sha256 }: { upload: string; sha256: string },
  place: Place | null = null,
): Promise<SealedFile> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw refuse('upload_hash_missing', { status: 422 })
  const done = await sealedBefore(house, owner, id)
  if (done && done.sha256 !== sha256) throw new MediaRefusal('upload_differs')
  if (done) {
    await place?.put(done)
    await drop(house, id)
    return done
  }
  const row = await ownUpload(house, owner, id)
  const left = row.bytes - row.received
  if (left > 0) throw refuse('upload_incomplete', { status: 409, params: { left } })
  return holding(house, row, async () => {
    try {
      if (place && place.call !== row.call) await countFor(house, row, place.call)
      const file = await lying(house, row, sha256, (there) => sealAs(house, owner, { ...named(row), ...there }, id))
      await place?.put(file)
      await drop(house, id)
      return file
    } catch (error) {
      if (isFinal(error)) await drop(house, id)
      throw error
    }
  })
}

const named = ({ name, mime }: UploadRow) => ({ name: name ?? '', mime: mime ?? '' })

type There = Pick<CameIn, 'path' | 'bytes' | 'sha256' | 'stored'>

/**
 * Uses the file's bytes, hashed as they came in, or from the disk where this process did not see all of them; a death may
 * have left them sealed already, without a row that says so.
 */
async function lying<T>({ storage }: House, row: UploadRow, sha256: string, use: (there: There) => Promise<T>) {
  const { id, bytes } = row
  const path = storage.partPath(id)
  if (takeHash(row)?.digest('hex') === sha256 && (await lengthOf(path)) === bytes) return use({ path, bytes, sha256 })
  const found = await hashFile(path)
  if (found === sha256) return use({ path, bytes, sha256 })
  if (found === null) {
    const sealed = await storage.hash('sealed', id)
    if (sealed === null) throw elsewhere()
    if (sealed === sha256)
      return storage.local(async (pathOf) => use({ path: await pathOf('sealed', id), bytes, sha256, stored: true }))
  }
  throw new MediaRefusal('upload_differs')
}

const passing = new Set(['disk_full', 'scan_unavailable', 'file_not_examined', 'storage_unavailable'])
/** Whether the bytes are at fault, and not this moment. */
const isFinal = (error: unknown) => error instanceof MediaRefusal && !passing.has(error.code)
