import { z } from 'zod'
import { command, hasRole } from '../engine'

/** A funding programme of one year, with the document it rests on. */
export const create = command({
  subject: 'programme',
  verb: 'create',
  from: 'birth',
  to: ['active'],
  roles: ['officer'],
  input: z.strictObject({
    title: z.string().trim().min(1).max(120),
    titleEn: z.string().trim().max(200).optional(),
    /** The document that the programme rests on, by its number. */
    basis: z.string().trim().max(300).optional(),
    leadUnits: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
    year: z.int().min(2000).max(2999),
  }),
  facts: async () => ({}),
  who: hasRole('officer'),
  decide: ({ input: { title, titleEn, basis, leadUnits, year }, fresh }) => ({
    born: fresh(),
    patch: { state: 'active', title, titleEn: titleEn ?? null, basis: basis ?? null, leadUnits, year },
  }),
})
