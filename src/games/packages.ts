import { openPackage } from '../../media'
import type { Area, Package, Storage } from '../../media'
import { leastRecent } from '../content-api/least-recent'

/** Where a package lies. What lies under an id never changes. */
export interface Place {
  area: Area
  id: string
  bytes: number
}

/** The lists of so many files are remembered, over all packages: some 20 MB. */
const MOST_FILES = 20_000

/** Opens packages by their stretches, and remembers the lists of those that are being played. */
export function packagesIn(storage: Storage): (place: Place) => Promise<Package> {
  const lists = leastRecent<Package>(MOST_FILES, ({ names }) => names.length + 10)
  return async ({ area, id, bytes }) => {
    const place = `${area}/${id}`
    const known = lists.get(place)
    if (known) return known
    const opened = await openPackage({ bytes, read: (range) => storage.read(area, id, range) })
    lists.set(place, opened)
    return opened
  }
}
