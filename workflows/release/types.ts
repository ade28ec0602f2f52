import { channels } from '../api-key/types'
import type { Channel } from '../api-key/types'
import type { Funding, PublicFile, PublicWork } from '../rules/audience'
import type { Held, Json } from '../engine'
import type { LabelState } from '../file/renditions'

export { channels }
export type { Channel }

/** Where a release may go. `territory` is told to receivers, and nothing is decided by it yet. */
export interface Scope {
  channels: 'all' | Channel[]
  territory: string
}

/** From when each channel may have it: ISO instants. A channel that is not named follows `default`; `null` is at once. */
export type NotBefore = { default: string | null } & Partial<Record<Channel, string | null>>

export interface Rendition {
  /** Its name within the file, which is its profile's: 'image-960', 'video-480p', 'poster' … */
  name: string
  /** Its id in the store of renditions. */
  id: string
  mime: string
  bytes: number
  sha256: string
  width?: number
  height?: number
  seconds?: number
  /** Of films and sounds: how they are coded (of a film its picture), pictures per second, loudness in LUFS. */
  codec?: string
  fps?: number
  lufs?: number
}

export interface ReleasedFile extends PublicFile {
  position: number
  alt?: string
  /** A comic's page that is as wide as two. */
  spread?: boolean
  /** How sure it is that generative tools made it; every rendition carries the label in itself. */
  aiLabel: LabelState
  renditions: Rendition[]
}

/** The whole of what the public may see of a work, frozen in the release row. */
export interface Representation extends Omit<PublicWork, 'files'> {
  number: string
  keywords: string[]
  files: ReleasedFile[]
}

/** What a list shows of a work. */
export interface Summary {
  number: string
  version: number
  title: string
  abstract: string
  format: string
  theme: string
  audience: string[]
  keywords: string[]
  creditLine: string
  licence: PublicWork['licence']
  aiUse: string
  funding: Funding
  files: number
  /** Playing time of the longest file, in whole seconds. */
  seconds?: number
  poster?: { file: string; rendition?: string; alt?: string }
  releasedAt: string
  /** When the present version replaced an earlier one. */
  correctedAt?: string
}

export type ReleaseKind = 'publish' | 'correct' | 'withdraw'

/** A row of the log as a verb adds it; the engine adds the command, and `at`. */
export interface NewRelease {
  id: string
  seq: number
  kind: ReleaseKind
  work: string
  workNumber: string
  version: number
  scope: Scope
  notBefore: NotBefore
  dueLast: string
  representationVersion: number
  representation: Representation | null
  reason: string | null
}

export interface ReleaseLogRow extends NewRelease {
  at: string
}

/** A work of the catalogue: a projection of the log. Its id is the work's. */
export interface CatalogueRow {
  id: string
  live: 'yes' | 'no'
  seq: number
  publishedSeq: number
  version: number
  workNumber: string
  format: string
  theme: string
  audience: string
  title: string
  titleText: string
  bodyText: string
  summary: Summary
  scope: Scope
  notBefore: NotBefore
  channels: string
  dueLast: string
  releasedAt: string
}

export type ReleaseOrder = Held

/** JSON columns take any JSON; an interface says so only when asked. */
export const asJson = (value: object | null): Json => value as unknown as Json
