import { z } from 'zod'
import { words } from '../award/words'
import { both, command, hasRole, mail, refuse } from '../engine'
import type { Changes } from '../engine'
import { answerFacts } from './facts'
import type { AnswerFacts } from './facts'
import { notTheOwner } from './not-the-owner'
import type { ObjectionRow } from './types'

const input = z.strictObject({ reply: words(2, 3000) })

/**
 * The objection is not right. The award goes back into the notice while that runs, else it stands at once; another open
 * objection goes on holding it.
 */
export const dismiss = command<ObjectionRow, AnswerFacts | null, z.infer<typeof input>>({
  subject: 'objection',
  verb: 'dismiss',
  from: ['raised'],
  to: ['dismissed'],
  roles: ['officer'],
  input,
  who: both(hasRole('officer'), notTheOwner),
  facts: (reader, objection) => answerFacts(reader, objection),
  decide({ facts, input: { reply }, now }) {
    if (!facts) throw refuse('not_found', { status: 404 })
    const patch = { state: 'dismissed', reply }
    return facts.award.state === 'objection_hold' ? { patch, ...lettingGo(facts, now) } : { patch }
  },
})

function lettingGo({ award, application, notice, others }: AnswerFacts, now: Date): Changes {
  const moved = (awardState: string, applicationState: string, result?: Record<string, string>) => [
    { collection: 'awards', subject: award, set: { state: awardState } },
    {
      collection: 'applications',
      subject: application,
      set: { state: applicationState, ...(result ? { result } : {}) },
    },
  ]
  // The award's revision moves although its state does not: of two dismissals at once, one must see the other.
  if (others > 0) return { patches: [{ collection: 'awards', subject: award, set: { state: 'objection_hold' } }] }
  const told = { award: award.id, number: award.number }
  if (notice.state === 'published' && now < new Date(notice.endsAt))
    return {
      patches: moved('public_notice', 'public_notice'),
      witnesses: [{ collection: 'notices', subject: notice }],
      outbox: [mail('objection_dismissed', award.owner, `${award.id}:${String(award.rev)}`, told)],
    }
  return {
    patches: moved('standing', 'approved', { award: award.id }),
    outbox: [mail('award_standing', award.owner, award.id, told)],
  }
}
