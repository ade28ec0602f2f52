import type { RichText } from '../forms'
import type { PublicMaps } from '../maps'
import type { AiUse, Audience, FileRole, Format, Licence, ThemeOrientation } from '../vocabulary'

/** A file as the public may know it: by an id of its own, never by its name. */
export interface PublicFile {
  id: string
  role: Exclude<FileRole, 'evidence'>
  mime: string
  bytes: number
  sha256: string
  width?: number
  height?: number
  seconds?: number
  /** Of subtitles: what is said, to be read; a line for each cue. */
  transcript?: string
}

export type Funding = { funded: false } | { funded: true; programme: string; call: string; awardNumber: string }

/** What media editors and residents see of a released work: the whole of it, frozen in the release. */
export interface PublicWork {
  title: string
  abstract: string
  format: Format
  theme: ThemeOrientation
  audience: Audience[]
  body?: RichText
  references?: string
  /** To be shown beside the work; approval numbers of its maps stand in it. */
  creditLine: string
  /** `textKey` names the licence's words in the catalogues. */
  licence: { code: Licence; textKey: `licence.${Licence}` }
  aiUse: AiUse
  /** Of a work that shows maps. */
  maps?: PublicMaps
  /** Version of this representation, from 1. */
  version: number
  files: PublicFile[]
  funding: Funding
}

/** What a representation is made of. More may be handed in than is shown: evidence files are left out. */
export interface PublicWorkInput extends Omit<PublicWork, 'licence' | 'files'> {
  licence: Licence
  files: readonly (Omit<PublicFile, 'role'> & { role: FileRole })[]
}
