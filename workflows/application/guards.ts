import { refuse } from '../engine'
import type { Actor, Verdict } from '../engine'
import type { CallRow } from '../call/types'
import type { ApplicationRow, DraftRow } from './types'

/** Nobody handles an application of one's own. */
export const notOwn = ({ actor, subject }: { actor: Actor; subject: ApplicationRow }): Verdict =>
  subject.applicant === actor.id ? refuse('own_application', { status: 403 }) : null

/**
 * A call takes applications from its opening to its closing instant, that one excluded. The instants alone decide: the
 * clock that closes the call may be a moment late, and what came in time is in time.
 * @returns why not, with the instant in question
 */
export function takesApplications(call: CallRow, now: Date): Verdict {
  if (call.state === 'draft' || call.state === 'cancelled') return refuse('call_not_published')
  if (now < new Date(call.opensAt)) return refuse('call_not_open_yet', { params: { at: call.opensAt } })
  return now < new Date(call.closesAt) ? null : refuse('call_closed', { params: { at: call.closesAt } })
}

/** What is handed in is what the person saw: the draft as it was saved at that revision. */
export const sameRevision = (draft: DraftRow, revision: number): Verdict =>
  draft.revision === revision ? null : refuse('draft_changed', { params: { revision: draft.revision } })
