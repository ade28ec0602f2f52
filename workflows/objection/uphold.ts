import { z } from 'zod'
import { words } from '../award/words'
import { both, command, hasRole, mail, refuse } from '../engine'
import type { Changes } from '../engine'
import { bookLines, fundLane } from '../payment/fund-lines'
import { answerFacts } from './facts'
import type { AnswerFacts } from './facts'
import { notTheOwner } from './not-the-owner'
import type { ObjectionRow } from './types'

const input = z.strictObject({ reply: words(2, 3000) })

/** The objection is right: the award ends, and its money is free again. */
export const uphold = command<ObjectionRow, AnswerFacts | null, z.infer<typeof input>>({
  subject: 'objection',
  verb: 'uphold',
  from: ['raised'],
  to: ['upheld'],
  roles: ['officer'],
  tone: 'danger',
  input,
  who: both(hasRole('officer'), notTheOwner),
  facts: (reader, objection) => answerFacts(reader, objection),
  decide({ facts, input: { reply }, fresh }) {
    if (!facts) throw refuse('not_found', { status: 404 })
    const patch = { state: 'upheld', reply }
    return facts.award.state === 'objection_hold' ? { patch, ...ending(facts, fresh) } : { patch }
  },
  lanes: (facts) => fundLane(facts?.fund ?? null),
})

function ending({ award, application, fund }: AnswerFacts, fresh: () => string): Changes {
  const money = bookLines(fund, [{ kind: 'release', fen: award.fen, award: award.id }], fresh)
  return {
    patches: [
      money.patch,
      { collection: 'awards', subject: award, set: { state: 'cancelled' } },
      {
        collection: 'applications',
        subject: application,
        set: { state: 'disqualified', result: { award: award.id } },
      },
    ],
    ledger: money.ledger,
    outbox: [mail('award_cancelled', award.owner, award.id, { award: award.id, number: award.number })],
  }
}
