import type { BlindJob, SearchedCopy } from '../blind/searched'
import type { Checked } from '../check'
import type { Examined } from '../intake/examine'
import type { Declared } from '../intake/kind'
import type { Likeness } from '../likeness/compare'
import type { MediaRefusalCode, RefusalParams } from '../refusal'
import type { Tools } from '../tools'
import type { FailureCode } from './failure'
import type { FramesJob } from './frames'
import type { StillJob } from './still'

/** What may be asked of a process that opens files: make, look, examine, copy for reviewers. Paths are ours, never a sender's. */
export type ChildJob =
  | { readonly make: StillJob }
  | { readonly look: string }
  | { readonly frames: FramesJob }
  | { readonly examine: string; readonly declared: Declared; readonly tools: Tools }
  | { readonly blind: BlindJob; readonly tools: Tools }

/** And what it says: done; the file is at fault; or it could not be done. */
export type ChildAnswer = {
  /** Processor time that the process has used in its life, in seconds. */
  readonly used: number
} & (
  | { readonly done: Checked | Likeness | readonly number[] | Examined | SearchedCopy }
  | { readonly refused: MediaRefusalCode; readonly params: RefusalParams }
  | { readonly failed: FailureCode; readonly detail: string }
)
