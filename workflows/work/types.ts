import type { Held } from '../engine'
import type { Renditions } from '../file/renditions'
import type { ChoicesByFile } from '../rules/choices'
import type { Maps } from '../rules/maps'
import type { AiUse, Audience, Format, Licence, ThemeOrientation } from '../rules/vocabulary'

/** A level of review that somebody passed, and on which words. */
export interface Check {
  step: 'sci_review' | 'review1' | 'review2' | 'review3'
  /** The person's id. */
  by: string
  at: string
  note: string
  /** Hash of the manuscript that was read. */
  hash: string
}

/** An entry that ended a round of review: the text went back to the first level. */
export interface SentBack {
  step: 'sent_back'
  from: string
  by: string
  at: string
  note: string
}

/** A correction of what is released: proposed by one editor, published by another. */
export interface Correction {
  step: 'correction_proposed' | 'corrected'
  by: string
  at: string
  /** Of a proposal the reason that is told to everybody. */
  note: string
  /** Hash of the manuscript as it was proposed. */
  hash: string
}

export type CheckEntry = Check | SentBack | Correction

export interface WorkRow extends Held {
  number: string
  title: string
  owner: string
  award: string | null
  /** Id of the manuscript, which holds the words. */
  manuscript: string
  format: Format
  checks: CheckEntry[] | null
  /** What was chosen about each of its files, by the file's id. */
  choices: ChoicesByFile | null
  /** What is declared about the maps that it shows; null until somebody has said. */
  maps: Maps | null
  /** Hash of the words that this round of review reads; null until somebody has passed them. */
  pinned: string | null
  /** Version of the newest release row; before the first release it says nothing. */
  version: number
  /** Id of the newest release row. */
  release: string | null
}

/** A file of a manuscript: an original by its id, and what it is to the work. */
export interface ManuscriptFile {
  file: string
  role: string
  position: number
}

/** The words of a work, as editors write them. Not held: a fact that a command copies. */
export interface ManuscriptRow {
  id: string
  title: string
  abstract: string
  /** State of the rich text editor. */
  body: unknown
  keywords: string[] | null
  audience: Audience[]
  theme: ThemeOrientation
  format: Format
  creditLine: string
  licence: Licence
  aiUse: AiUse
  references: string | null
  files: unknown
  funding: unknown
}

/** A sealed original, as far as a release needs to know it. */
export interface OriginalRow {
  id: string
  mime: string
  bytes: number
  sha256: string
  facts: { width?: unknown; height?: unknown; seconds?: unknown; pictureSeconds?: unknown } | null
  renditions: Renditions | null
}
