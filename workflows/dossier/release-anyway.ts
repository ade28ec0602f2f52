import { z } from 'zod'
import { command, hasRole, refuse } from '../engine'
import { blindFileSchema, withFiles } from './blind-files'
import type { BlindFile } from './blind-files'
import { loadOrigin, toldOfficer } from './facts'
import type { Origin } from './facts'
import type { DossierRow } from './types'

interface Input {
  files: BlindFile[]
  reason: string
}

/** An officer has looked at the copies, or made them, and answers for their telling no names. */
export const releaseAnyway = command<DossierRow, Origin, Input>({
  subject: 'dossier',
  verb: 'release_anyway',
  from: ['blocked'],
  to: ['ready'],
  roles: ['officer'],
  input: z.strictObject({
    files: z.array(blindFileSchema).max(200),
    reason: z.string().trim().min(1).max(500),
  }),
  quiet: true,
  facts: (reader, subject) => loadOrigin(reader, subject.id),
  who: hasRole('officer'),
  guard: ({ actor, facts: { application } }) =>
    application?.applicant === actor.id ? refuse('own_application', { status: 403 }) : null,
  decide({ actor, subject, facts, input: { files, reason } }) {
    const { births, patch } = withFiles(subject, facts, files)
    const reasons = facts.application?.blindness?.reasons ?? []
    const told = { dossier: subject.id, state: 'released', reasons, note: reason, by: actor.id } as const
    return { births, patch, patches: toldOfficer(facts, told) }
  },
})
