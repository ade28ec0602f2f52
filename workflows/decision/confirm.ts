import { nothing } from '../award/words'
import { both, command, hasRole, mail, notTheSamePersonAs, refuse } from '../engine'
import type { Patch, Verdict } from '../engine'
import { bookLines, fundLane, fundVerdict } from '../payment/fund-lines'
import { awardsOf } from './awards'
import { confirmFacts } from './facts'
import type { ConfirmFacts } from './facts'
import type { DecisionRow } from './types'

/**
 * The second person's word. In one commit the money is bound, the awards come into being and the applications move on,
 * or nothing happens.
 */
export const confirm = command<DecisionRow, ConfirmFacts, Record<string, never>>({
  subject: 'decision',
  verb: 'confirm',
  from: ['proposed'],
  to: ['confirmed'],
  roles: ['approver'],
  tone: 'primary',
  input: nothing,
  who: both(hasRole('approver'), notTheSamePersonAs('proposedBy')),
  facts: (reader, decision) => confirmFacts(reader, decision),
  guard: ({ actor, subject, facts }) => stillGood(subject, facts, actor.id),
  decide({ actor, subject, facts: { call, fund, named, rest }, now, fresh }) {
    if (!call || !fund) throw refuse('call_not_found')
    const awards = awardsOf(subject, call, named, now, fresh)
    const money = bookLines(
      fund,
      awards.map(({ id, fen }) => ({ kind: 'commit', fen, award: id })),
      fresh,
    )
    const moves =
      (state: string, result?: Record<string, string>) =>
      (application: (typeof named)[number]): Patch => ({
        collection: 'applications',
        subject: application,
        set: { state, ...(result ? { result } : {}) },
      })
    return {
      patch: { state: 'confirmed', decidedBy: actor.id },
      births: awards.map(({ birth }) => birth),
      patches: [
        money.patch,
        ...named.map(moves('proposed')),
        ...rest.map(moves('not_selected', { decision: subject.id })),
      ],
      ledger: money.ledger,
      outbox: [
        mail('decision_confirmed', subject.proposedBy, subject.id, { decision: subject.id }),
        ...rest.map(({ id, applicant, number }) =>
          mail('application_not_selected', applicant, id, { application: id, number }),
        ),
      ],
      answer: { awards: awards.map(({ id }) => id) },
    }
  },
  lanes: ({ fund }) => fundLane(fund),
  duplicate: 'application_already_awarded',
})

function stillGood(decision: DecisionRow, { call, fund, named }: ConfirmFacts, actor: string): Verdict {
  if (!call || !fund || named.length !== decision.lines.length) return refuse('call_not_found')
  const gone = named.find(({ state }) => state !== 'in_review')
  if (gone) return refuse('application_not_in_review', { params: { number: gone.number } })
  const own = named.find(({ applicant }) => applicant === actor)
  if (own) return refuse('own_application', { status: 403, params: { number: own.number } })
  return fundVerdict(
    fund,
    decision.lines.map(({ fen }) => ({ kind: 'commit', fen })),
  )
}
