import { nothing } from '../award/words'
import { command, mail, onlySystem, refuse } from '../engine'
import { endFacts } from './facts'
import type { EndFacts } from './facts'
import type { NoticeRow } from './types'

/**
 * The notice has run out: awards that nothing holds now stand. Held awards are witnessed, so that an objection dismissed
 * in the same moment is seen by one of the two commands and no award is left behind.
 */
export const end = command<NoticeRow, EndFacts, Record<string, never>>({
  subject: 'notice',
  verb: 'end',
  from: ['published'],
  to: ['ended'],
  roles: ['system'],
  quiet: true,
  input: nothing,
  who: onlySystem,
  facts: (reader, notice) => endFacts(reader, notice.id),
  guard: ({ subject, now }) =>
    now < new Date(subject.endsAt) ? refuse('notice_still_runs', { params: { endsAt: subject.endsAt } }) : null,
  decide: ({ facts: { clear, held } }) => ({
    patch: { state: 'ended' },
    patches: clear.flatMap(({ award, application }) => [
      { collection: 'awards', subject: award, set: { state: 'standing' } },
      { collection: 'applications', subject: application, set: { state: 'approved', result: { award: award.id } } },
    ]),
    witnesses: held.map((award) => ({ collection: 'awards', subject: award })),
    outbox: clear.map(({ award }) =>
      mail('award_standing', award.owner, award.id, { award: award.id, number: award.number }),
    ),
  }),
})
