import { refuse } from '../engine'
import type { Verdict } from '../engine'
import type { WorkRow } from './types'

/** Whether the words are those that this round of review reads; where none are pinned yet, any will do. */
export const mustBePinned = (work: WorkRow, hash: string): Verdict =>
  (work.pinned ?? hash) === hash ? null : refuse('manuscript_changed')
