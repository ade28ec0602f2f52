import type { Answers } from '../rules/forms'
import type { FileRole, Format, SupportMode } from '../rules/vocabulary'
import type { Held } from '../engine'

/** A blind copy's file: its own id, never the original's, and no name. */
export interface DossierFile {
  file: string
  /** The question that it answers. */
  question: string
  role: FileRole
  mime: string
  kind: string
  bytes: number
  /** Its maker's words in its place, where they name nobody. */
  alt?: string
}

/** What a reviewer may read of a submission: no relation leads back from here. */
export interface DossierRow extends Held {
  code: string
  call: string
  title: string
  mode: SupportMode
  format: Format
  answers: Answers
  files: DossierFile[]
}
