import { z } from 'zod'
import { command, onlySystem } from '../engine'
import { loadOrigin, toldOfficer } from './facts'
import type { Origin } from './facts'
import type { DossierRow } from './types'

interface Reason {
  n?: number | undefined
  code: string
  reason?: string | undefined
}

/** No blind copy could be made, or names were found in it: an officer has to look. */
export const block = command<DossierRow, Origin, { reasons: Reason[] }>({
  subject: 'dossier',
  verb: 'block',
  from: ['preparing'],
  to: ['blocked'],
  roles: ['system'],
  input: z.strictObject({
    /** Codes and technical words, never what was found. */
    reasons: z
      .array(
        z.strictObject({
          /** Which file of those that reviewers get, from 0. */
          n: z.int().min(0).optional(),
          code: z.string().regex(/^\w{1,60}$/),
          reason: z.string().max(100).optional(),
        }),
      )
      .min(1)
      .max(200),
  }),
  quiet: true,
  facts: (reader, subject) => loadOrigin(reader, subject.id),
  who: onlySystem,
  decide: ({ subject, facts, input: { reasons } }) => ({
    patch: { state: 'blocked' },
    patches: toldOfficer(facts, { dossier: subject.id, state: 'blocked', reasons: reasons.map(clean) }),
  }),
})

const clean = ({ n, code, reason }: Reason) => ({
  ...(n === undefined ? {} : { n }),
  code,
  ...(reason === undefined ? {} : { reason }),
})
