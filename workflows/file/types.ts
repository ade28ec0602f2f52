import type { Held } from '../engine'
import type { LabelState, Renditions } from './renditions'

/** What the probe found; only what the rules ask for is named. */
export interface ProbedFacts {
  seconds?: number
  pages?: number
  /** Names inside a package whose letters were guessed. */
  guessedNames?: string[]
  /** What the file itself says of its making by generative tools. */
  label?: { state: LabelState; fields: Record<string, string>; raw: string | null }
  [fact: string]: unknown
}

/** A sealed original, or a blind copy that belongs to nobody. */
export interface FileRow extends Held {
  owner: string | null
  area: 'sealed' | 'blind'
  name: string | null
  mime: string
  kind: string
  bytes: number
  sha256: string
  facts: ProbedFacts | null
  renditions: Renditions | null
}
