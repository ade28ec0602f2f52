import type { Answers } from '../rules/forms'
import type { FileRole, Format, SupportMode } from '../rules/vocabulary'
import type { Held } from '../engine'

/** What a file may say of itself, whatever its maker declares. */
export const ownLabels = ['found', 'suspected'] as const
export type OwnLabel = (typeof ownLabels)[number]

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
  /** What the original says of its making by generative tools: the notice, without the producer that it names. */
  label?: OwnLabel
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
