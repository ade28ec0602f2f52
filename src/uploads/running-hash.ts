import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { shared } from '../../workflows/engine'
import type { UploadRow } from './row'

interface Running {
  hash: Hash
  /** Of what, and by whom: the length of it, and the fence of the writer that wrote its end. */
  received: number
  fence: number
}

type Standing = Pick<UploadRow, 'id' | 'received' | 'fence'>

/** More uploads than this are hashed from the disk when they are handed in. */
const most = 1000
const running = () => shared('upload-hashes', () => new Map<string, Running>())

/**
 * The SHA-256 of an upload as far as it came in, to go on with; `null` when this process did not write all of it, or somebody
 * else has had the upload since.
 */
export function takeHash({ id, received, fence }: Standing): Hash | null {
  const known = running().get(id)
  running().delete(id)
  if (received === 0) return createHash('sha256')
  return known?.received === received && known.fence === fence ? known.hash : null
}

export function keepHash({ id, ...of }: Standing, hash: Hash | null): void {
  if (hash === null) return
  const all = running()
  const [oldest] = all.keys()
  if (all.size >= most && oldest !== undefined) all.delete(oldest)
  all.set(id, { ...of, hash })
}
