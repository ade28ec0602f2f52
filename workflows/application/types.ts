import type { FileChoices } from '../rules/choices'
import type { Answers } from '../rules/forms'
import type { Audience, FileRole, Format, SupportMode, ThemeOrientation } from '../rules/vocabulary'
import type { Held, Json } from '../engine'
import type { CheckLine } from './check-list'

/** What a creator is still writing; saved without a command. */
export interface DraftRow {
  id: string
  owner: string
  call: string
  answers: Record<string, unknown>
  files: unknown
  revision: number
  application: string | null
  createdAt?: string
  updatedAt?: string
}

export interface ApplicationRow extends Held {
  number: string
  title: string
  call: string
  applicant: string
  organisation: string | null
  organisationName: string | null
  draft: string
  /** `draft:n`, n = applications of this draft that were withdrawn before: unique, so that a draft has one live one. */
  slot: string
  mode: SupportMode
  format: Format
  theme: ThemeOrientation
  audience: Audience[]
  /** In fen. */
  requestedFen: number
  submission: string
  version: number
  dossier: string
  check: CheckLine[] | null
  result: Json
  submittedAt: string
  /** Until when a correction may be handed in. */
  dueAt: string | null
  reason: string | null
  blindness: Blindness | null
}

/** What the blind copy of the present version needs an officer for. */
export interface Blindness {
  dossier: string
  state: 'blocked' | 'released'
  /** `n` is the place of the file among those that reviewers get, from 0. */
  reasons: { n?: number; code: string; reason?: string }[]
  /** Why it was released all the same, and by whom. */
  note?: string
  by?: string
}

/** A file of a submission, with its hash. */
export interface SubmittedFile {
  file: string
  question: string
  role: FileRole
  mime: string
  kind: string
  bytes: number
  sha256: string
  /** What its maker chose about it. */
  choices?: FileChoices
}

/** An immutable numbered version of an application. */
export interface SubmissionRow extends Held {
  application: string
  applicant: string
  version: number
  receipt: string
  hash: string
  answers: Answers
  files: SubmittedFile[]
  dossier: string
  submittedAt: string
}
