import { z } from 'zod'
import { both, command, hasRole, isOwner, refuse } from '../engine'
import { loadWriting } from './facts'
import type { Writing } from './facts'
import { sameRevision } from './guards'
import { handedIn } from './handed-in'
import type { ApplicationRow } from './types'
import { newVersion, submissionHash } from './version'

interface Facts {
  writing: Writing | null
}

/** Hands in the corrected draft as the next version, within the time that the correction was given. */
export const resubmit = command<ApplicationRow, Facts, { revision: number }>({
  subject: 'application',
  verb: 'resubmit',
  from: ['correction'],
  to: ['submitted'],
  roles: ['owner'],
  input: z.strictObject({ revision: z.int().min(0) }),
  tone: 'primary',
  facts: async (reader, subject) => ({ writing: await loadWriting(reader, subject.draft) }),
  who: both(hasRole('creator'), isOwner<ApplicationRow, 'applicant'>('applicant')),
  guard: ({ subject, now }) =>
    subject.dueAt !== null && now >= new Date(subject.dueAt)
      ? refuse('correction_overdue', { params: { at: subject.dueAt } })
      : null,
  decide({ subject, facts: { writing }, input, now, fresh }) {
    if (!writing) throw refuse('draft_not_found', { status: 404 })
    const { draft, call, files } = writing
    const problem = sameRevision(draft, input.revision)
    if (problem) throw problem
    const handed = handedIn(call, draft.answers, draft.owner, files)
    const version = subject.version + 1
    const hash = submissionHash({ call, draft, turn: turnOf(subject), version, ...handed })
    const { id: application, number, applicant } = subject
    return newVersion({ call, application, number, applicant, version, hash, handed, now, fresh })
  },
})

const turnOf = ({ slot }: ApplicationRow): number => Number(slot.slice(slot.lastIndexOf(':') + 1))
