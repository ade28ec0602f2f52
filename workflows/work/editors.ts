import { hasRole, isOwner, refuse } from '../engine'
import type { Actor, Verdict } from '../engine'
import type { Role } from '../rules/vocabulary'
import type { Check, CheckEntry, WorkRow } from './types'

/** Whose eyes each level of review needs. */
export const levels = {
  sci_review: 'science_reviewer',
  review1: 'editor1',
  review2: 'editor2',
  review3: 'editor3',
} as const satisfies Record<Check['step'], Role>

export const isLevel = (state: string): state is Check['step'] => state in levels

const isCheck = (entry: CheckEntry): entry is Check => isLevel(entry.step)

/** Nobody decides on a work of one's own. */
export const notOwn = ({ actor, subject }: { actor: Actor; subject: WorkRow }): Verdict =>
  actor.id === subject.owner ? refuse('own_work', { status: 403 }) : null

/** Scientific review and three levels need four people: nobody passes a work at two of them, and nobody his own. */
export function notTwice(actor: Actor, work: WorkRow): Verdict {
  const own = notOwn({ actor, subject: work })
  if (own) return own
  const elsewhere = (work.checks ?? []).filter(isCheck).some(({ step, by }) => by === actor.id && step !== work.state)
  return elsewhere ? refuse('two_people_needed', { status: 403 }) : null
}

export const editors = ['editor1', 'editor2', 'editor3'] as const

const anyEditor = hasRole(...editors)

/** Until the files of the release are made, in the second level of review, its maker may propose. */
const proposing: readonly string[] = ['sci_review', 'review1']

export const isMakersTurn = ({ state }: Pick<WorkRow, 'state'>): boolean => proposing.includes(state)

/** Its maker proposes what editors settle. */
export function makerProposes(ask: { actor: Actor; subject: WorkRow; facts: unknown }): Verdict {
  if (isOwner<WorkRow, 'owner'>('owner')(ask) !== null) return anyEditor(ask)
  return isMakersTurn(ask.subject) ? null : refuse('choices_with_editors', { status: 403 })
}

/** The role of the level where the work stands; anywhere else any editor, who then hears that it is not the time. */
export const ofItsLevel = (ask: { actor: Actor; subject: WorkRow; facts: unknown }): Verdict => {
  const { state } = ask.subject
  if (state === 'cleared') return hasRole('editor3')(ask)
  return isLevel(state) && state !== 'sci_review' ? hasRole(levels[state])(ask) : anyEditor(ask)
}

export const withCheck = (work: WorkRow, entry: CheckEntry): CheckEntry[] => [...(work.checks ?? []), entry]
