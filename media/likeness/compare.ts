import { distance } from './hash'

/** What a picture, or the key frames of a film, look like; and the same in a mirror. Blank ones are left out. */
export interface Likeness {
  readonly hashes: readonly string[]
  readonly mirrored: readonly string[]
}

/** `near`: very likely the same picture or film, `look`: somebody should look. Neither is a proof. */
export interface Alike {
  readonly how: 'near' | 'look'
  readonly mirrored: boolean
}

/** Bits: the same picture in another format, size or brightness stays below the first, cut at its edges below the second. */
const NEAR = 8
const LOOK = 14
/** Of the shorter film's key frames, how many have their like in the other. */
const NEAR_SHARE = 0.5
const LOOK_SHARE = 0.25

/** How two pictures or two films are alike; null when they are not. */
export function compare(one: Likeness, other: Likeness): Alike | null {
  const straight = howAlike(one.hashes, other.hashes)
  if (straight === 'near') return { how: straight, mirrored: false }
  const mirrored = howAlike(one.mirrored, other.hashes)
  if (mirrored === 'near' || straight === null) return mirrored && { how: mirrored, mirrored: true }
  return { how: straight, mirrored: false }
}

function howAlike(one: readonly string[], other: readonly string[]): Alike['how'] | null {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one]
  if (few.length === 0) return null
  const share = (bits: number) =>
    few.filter((hash) => many.some((each) => distance(hash, each) <= bits)).length / few.length
  if (few.length > 1) return share(NEAR) >= NEAR_SHARE ? 'near' : share(NEAR) >= LOOK_SHARE ? 'look' : null
  return share(NEAR) > 0 ? 'near' : share(LOOK) > 0 ? 'look' : null
}
