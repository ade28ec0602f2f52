import { z } from 'zod'
import { townCodes } from '../rules/vocabulary'
import { command, hasRole } from '../engine'

export const organisationKinds = [
  'enterprise',
  'institution',
  'social_org',
  'science_base',
  'media',
  'community',
  'government',
] as const

/** Registers a unit. An officer or administrator does it, or a creator for the own unit. */
export const create = command({
  subject: 'organisation',
  verb: 'create',
  from: 'birth',
  to: ['active'],
  roles: ['officer', 'admin', 'creator'],
  input: z.strictObject({
    name: z.string().trim().min(1).max(100),
    kind: z.enum(organisationKinds),
    /** Unified social credit code: 18 signs without I, O, S, V, Z (GB 32100—2015). */
    uscc: z
      .string()
      .regex(/^[0-9A-HJ-NP-RTUWXY]{18}$/, { error: 'not_a_credit_code' })
      .optional(),
    town: z.enum(townCodes as [string, ...string[]]).optional(),
    /** The parent unit: the id of an organisation, or a name where it is not registered. */
    parent: z.string().trim().min(1).max(100).optional(),
  }),
  facts: async () => ({}),
  who: hasRole('officer', 'admin', 'creator'),
  decide: ({ input: { name, kind, uscc, town, parent }, fresh }) => ({
    born: fresh(),
    patch: { state: 'active', name, kind, uscc: uscc ?? null, town: town ?? null, parent: parent ?? null },
  }),
})
