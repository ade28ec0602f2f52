import type { BlindJob, SearchedCopy } from '../blind/searched'
import type { Checked } from '../check'
import type { Examined } from '../intake/examine'
import type { Declared } from '../intake/kind'
import type { Kind } from '../kinds'
import type { Marks } from '../labels/marks'
import type { Likeness } from '../likeness/compare'
import type { MediaRefusalCode, RefusalParams } from '../refusal'
import type { Step } from '../plan'
import type { Tools } from '../tools'
import type { FailureCode } from './failure'
import type { FramesJob } from './frames'
import type { ScriptJob } from './script'
import type { StillJob } from './still'

/** A finished film or sound that is to be read back. */
export interface CheckJob {
  readonly path: string
  readonly step: Step
  readonly marks: Marks
}

/** A picture or a film whose looks are asked for. */
export interface LookJob {
  readonly path: string
  readonly kind: Kind
}

/**
 * What may be asked of a process that opens files: make, check, look, write a script, examine, copy for reviewers. Paths are
 * ours, never a sender's.
 */
export type ChildJob =
  | { readonly make: StillJob }
  | { readonly frames: FramesJob }
  | { readonly check: CheckJob; readonly tools: Tools }
  | { readonly look: LookJob; readonly tools: Tools }
  | { readonly script: ScriptJob; readonly tools: Tools }
  | { readonly examine: string; readonly declared: Declared; readonly tools: Tools }
  | { readonly blind: BlindJob; readonly tools: Tools }

/** And what it says: done; the file is at fault; or it could not be done. */
export type ChildAnswer = {
  /** Processor time that the process has used in its life, in seconds. */
  readonly used: number
} & (
  | { readonly done: Checked | Likeness | readonly number[] | Examined | SearchedCopy | null }
  | { readonly refused: MediaRefusalCode; readonly params: RefusalParams }
  | { readonly failed: FailureCode; readonly detail: string }
)
