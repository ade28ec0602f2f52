import { stat } from 'node:fs/promises'
import { refuse } from '../../workflows/engine'
import type { Refusal } from '../../workflows/engine'
import type { House } from '../faces'
import type { UploadRow } from './row'

export const lengthOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  )

/** What came so far lies on the disk of another machine, which this one cannot reach. */
export const elsewhere = (status = 409): Refusal => refuse('upload_elsewhere', { status })

/**
 * Makes sure that what an unfinished upload has received lies on this disk: what is written behind a hole would never be the
 * sender's file.
 * @param status 410 makes the sender's program begin anew
 * @throws Refusal `upload_elsewhere`
 */
export async function mustLieHere(
  { storage }: House,
  { id, received, bytes }: UploadRow,
  status?: number,
): Promise<void> {
  if (received === 0 || received === bytes) return
  if (((await lengthOf(storage.partPath(id))) ?? 0) < received) throw elsewhere(status)
}
