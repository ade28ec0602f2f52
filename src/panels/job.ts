import type { PanelFacts, PanelProposal, PanelWish } from '../../workflows/panel'
import type { Answer, InstanceIssue, Stage, Wish } from '../../workflows/rules/assignment'

/** What a thread can be given to do, and what comes of it. */
export interface PanelJob {
  kind: 'panel'
  facts: PanelFacts
  wish: PanelWish
}
export interface InstanceJob {
  kind: 'instance'
  input: unknown
  wish: Wish
}
export type Job = PanelJob | InstanceJob
export type ResultOf<J extends Job> = J extends PanelJob ? PanelProposal : Answer

/** A stage that has begun, or `null` for the one before; how often the solver has looked up. */
export interface Progress {
  stage: Stage | null
  ticks: number
}

/** What a thread says when it has done its job. */
export type Last = { kind: 'done'; result: unknown } | { kind: 'wrong'; issues: readonly InstanceIssue[] }
export type Said = ({ kind: 'progress' } & Progress) | Last
