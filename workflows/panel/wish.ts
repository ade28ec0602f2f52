import { z } from 'zod'
import { cannotBeDrawn } from '../rules/assignment'

const id = z.string().min(1).max(64)
const load = z.int().min(0).max(1000)

/** What an officer may ask of a proposed panel. */
const wish = z.strictObject({
  call: id,
  method: z.enum(['optimal', 'random', 'draw']).default('optimal'),
  objective: z.enum(['total', 'bottleneck']).default('total'),
  /** Reviews that one expert should have at least and may have at most, open ones of other calls among them. */
  minLoad: load.default(0),
  maxLoad: load.default(10),
  perInstitution: z.int().min(1).max(15).optional(),
  senior: z.boolean().default(false),
  requireDiscipline: z.boolean().default(false),
  /** Thousandths, under `random`. */
  probabilityCap: z.int().min(1).max(1000).default(500),
  seed: z.string().trim().max(200).default(''),
  /** Pairs that the officer has taken out of an earlier proposal. */
  without: z
    .array(z.strictObject({ application: id, expert: id }))
    .max(100_000)
    .default([]),
})

export const panelWishSchema = wish
  .refine(({ method, seed }) => method === 'optimal' || seed !== '', { error: 'seed_missing', path: ['seed'] })
  .refine((asked) => !cannotBeDrawn(asked), {
    error: 'random_with_senior_and_institution',
    path: ['perInstitution'],
  })
  .refine(({ minLoad, maxLoad }) => minLoad <= maxLoad, { error: 'min_above_max', path: ['minLoad'] })
export type PanelWish = z.output<typeof panelWishSchema>
