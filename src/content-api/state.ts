import { shared } from '../../workflows/engine'
import type { Reader } from '../../workflows/engine'
import type { Find } from '../../workflows/release/listing'
import type { KnownKey } from './client'
import { leastRecent } from './least-recent'
import type { LeastRecent } from './least-recent'
import { pulseOf } from './pulse'
import type { Pulse } from './pulse'

/** An answer as it goes over the wire, and for how long it is one. */
export interface Ready {
  bytes: Uint8Array<ArrayBuffer>
  etag: string
  /** The release order's revision that it was made at. */
  revision: number
  /** ISO text: from this instant on it must be made anew; `null` when only a release can change it. */
  until: string | null
}

export interface Searched {
  revision: number
  until: string | null
  finds: Find[]
  capped: boolean
}

/** What this process remembers of the content API. All of it can be lost at any time. */
export interface Memory {
  pulse: Pulse
  answers: LeastRecent<Ready>
  searches: LeastRecent<Searched>
  keys: LeastRecent<KnownKey>
}

const megabyte = 1024 * 1024

/** One memory for each database that is open in the process. */
export function memoryOf(reader: Reader): Memory {
  const all = shared('content-api', () => new WeakMap<Reader, Memory>())
  const known = all.get(reader)
  if (known) return known
  const memory: Memory = {
    pulse: pulseOf(reader),
    answers: leastRecent(64 * megabyte, ({ bytes }) => bytes.byteLength + 512),
    searches: leastRecent(200_000, ({ finds }) => finds.length + 10),
    keys: leastRecent(10_000, () => 1),
  }
  all.set(reader, memory)
  return memory
}
