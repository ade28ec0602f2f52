import { z } from 'zod'
import { command, refuse } from '../engine'
import type { Patch } from '../engine'
import { loadSubmitFacts, withdrawn } from './facts'
import type { SubmitFacts } from './facts'
import { sameRevision, takesApplications } from './guards'
import { handedIn } from './handed-in'
import { candidates, newVersion, submissionHash } from './version'

interface Input {
  draft: string
  revision: number
}

/**
 * Hands in a draft. Version 1 of the submission, its blind copy in preparation, a number and a receipt taken from the
 * hash. The draft stays as it is, whatever the answer.
 */
export const submit = command<null, SubmitFacts, Input>({
  subject: 'application',
  verb: 'submit',
  from: 'birth',
  to: ['submitted'],
  roles: ['creator'],
  input: z.strictObject({ draft: z.string().min(1).max(64), revision: z.int().min(0) }),
  duplicate: 'already_submitted',
  facts: (reader, _, input) => loadSubmitFacts(reader, input?.draft),
  who({ actor, facts: { writing } }) {
    if (actor.kind !== 'person') return refuse('sign_in_first', { status: 401 })
    if (writing?.draft.owner !== actor.id) return refuse('draft_not_found', { status: 404 })
    return actor.roles.includes('creator')
      ? null
      : refuse('role_missing', { status: 403, params: { roles: 'creator' } })
  },
  lanes: ({ applicant }) => (applicant ? [`person:${applicant.id}`] : []),
  decide({ facts, input, now, fresh }) {
    const { writing, applicant, earlier } = facts
    if (!writing || !applicant) throw refuse('draft_not_found', { status: 404 })
    const { draft, call, files } = writing
    const living = earlier.find(({ state }) => state !== 'withdrawn')
    if (living) throw refuse('already_submitted', { params: { number: living.number } })
    const problem = takesApplications(call, now) ?? sameRevision(draft, input.revision)
    if (problem) throw problem
    const { maxPerApplicant } = call.rules
    if (maxPerApplicant !== undefined && facts.live >= maxPerApplicant)
      throw refuse('too_many_applications', { params: { max: maxPerApplicant } })
    const handed = handedIn(call, draft.answers, draft.owner, files)
    const hash = submissionHash({ call, draft, turn: withdrawn(earlier), version: 1, ...handed })
    const number = candidates(call, hash).find((one) => !facts.taken.includes(one))
    if (number === undefined) throw refuse('busy', { status: 503, retryAfter: 2 })
    const application = fresh()
    const born = newVersion({ call, application, number, applicant: draft.owner, version: 1, hash, handed, now, fresh })
    // The limit per person holds only if two submissions of one person cannot pass each other.
    const counted: Patch[] =
      maxPerApplicant === undefined ? [] : [{ collection: 'persons', subject: applicant, set: {} }]
    return {
      born: application,
      births: born.births,
      patches: counted,
      patch: {
        ...born.patch,
        ...{ number, call: call.id, applicant: draft.owner, organisation: applicant.organisation, draft: draft.id },
        slot: `${draft.id}:${withdrawn(earlier)}`,
      },
      outbox: born.outbox,
      answer: born.answer,
    }
  },
})
