import type { Held } from '../engine'

/** A file as it was handed in: its id and what its bytes are. */
export interface HandedInFile {
  file: string
  sha256: string
  mime: string
  bytes: number
}

export interface DeliverableRow extends Held {
  award: string
  owner: string
  version: number
  files: HandedInFile[]
  hash: string
  note: string | null
  reason: string | null
}
