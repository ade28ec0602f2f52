import { shared } from '../../workflows/engine/shared'

/** A file that somebody plays before it is released, and who that is. */
export interface Asked {
  file: string
  person: string
}

/** What pages know of the place where games are played. */
export interface Place {
  /** Scheme and host; null = nowhere. */
  origin: string | null
  /** A link for this person alone that plays a file they may read, from the instant `now` (ISO text) on. */
  link: (asked: Asked, now: string) => string
}

interface Slot {
  place: Place
}

const slot = () => shared<Slot>('games', () => ({ place: { origin: null, link: () => '' } }))

export const setPlace = (place: Place): void => {
  slot().place = place
}

export const place = (): Place => slot().place

/** Where everybody plays a file of a released work; null where games are not played here. */
export const playedAt = (origin: string | null, work: string, file: string): string | null =>
  origin === null ? null : `${origin}/works/${encodeURIComponent(work)}/${encodeURIComponent(file)}/`
