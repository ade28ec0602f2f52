import { both, command, hasRole, mail, notTheSamePersonAs, refuse } from '../engine'
import { shanghaiParts } from '../rules/calendar'
import { numberFromHash } from '../rules/numbers'
import { asJson } from './as-json'
import { deliveredFacts } from './facts'
import type { DeliveredFacts } from './facts'
import { choicesOfDelivered } from './file-rules'
import type { AwardRow } from './types'
import { nothing } from './words'

/**
 * What was handed in is what was agreed. A work comes into being, and its manuscript is asked for: whoever edits it later
 * never touches what was accepted. The work's number is taken from the deliverable's hash.
 */
export const acceptDeliverable = command<AwardRow, DeliveredFacts, Record<string, never>>({
  subject: 'award',
  verb: 'accept_deliverable',
  from: ['delivered'],
  to: ['accepted'],
  roles: ['officer'],
  tone: 'primary',
  input: nothing,
  who: both(hasRole('officer'), notTheSamePersonAs('owner')),
  facts: (reader, award) => deliveredFacts(reader, award),
  decide({ subject, facts: { deliverable, application, submission }, now, fresh }) {
    if (!deliverable || !application) throw refuse('not_found', { status: 404 })
    const work = fresh()
    const manuscript = fresh()
    const number = numberFromHash('KP', shanghaiParts(now).year, deliverable.hash)
    return {
      patch: { state: 'accepted', work },
      births: [
        {
          collection: 'works',
          id: work,
          state: 'sci_review',
          set: {
            number,
            title: subject.title,
            owner: subject.owner,
            award: subject.id,
            manuscript,
            format: application.format,
            checks: [],
            choices: asJson(choicesOfDelivered(submission?.files ?? [], deliverable.files)),
            version: 0,
          },
        },
      ],
      patches: [{ collection: 'deliverables', subject: deliverable, set: { state: 'accepted' } }],
      outbox: [
        {
          kind: 'manuscript',
          key: `manuscript:${work}`,
          payload: { work, manuscript, application: application.id, deliverable: deliverable.id },
        },
        mail('deliverable_accepted', subject.owner, deliverable.id, {
          award: subject.id,
          number: subject.number,
          work: number,
        }),
      ],
      answer: { work, number },
    }
  },
})
