import { refuse } from '../engine'
import type { Actor, Verdict } from '../engine'
import type { AnswerFacts } from './facts'

/** Nobody answers an objection to an award of their own. */
export const notTheOwner = ({ actor, facts }: { actor: Actor; facts: AnswerFacts | null }): Verdict =>
  facts?.award.owner === actor.id ? refuse('two_people_needed', { status: 403 }) : null
