import { z } from 'zod'
import { command, onlySystem } from '../engine'
import type { Columns } from '../engine'
import { lookForItsName } from './erase-unnamed'
import { toPlan } from './renditions'

/** What the intake found out about an upload. Its bytes lie in the storage under the same id already. */
export const sealSchema = z.strictObject({
  /** Id under which the original is stored. */
  id: z.string().regex(/^[\w-]{8,64}$/, { error: 'wrong_type' }),
  owner: z.string().min(1).max(64),
  /** As the person called it; kept from everybody but its owner and the office. */
  name: z.string().min(1).max(255),
  mime: z.string().min(1).max(100),
  kind: z.string().min(1).max(40),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'wrong_type' }),
  facts: z.record(z.string(), z.unknown()).optional(),
})

/**
 * Registers an original that was received and examined. The system does it on its owner's behalf: were it open to the
 * owner, anybody could claim a type and a hash that the bytes do not have.
 */
export const seal = command({
  subject: 'file',
  verb: 'seal',
  from: 'birth',
  to: ['sealed'],
  roles: ['system'],
  input: sealSchema,
  quiet: true,
  duplicate: 'file_exists',
  facts: async () => ({}),
  who: onlySystem,
  decide: ({ input: { id, facts, ...rest }, now }) => ({
    born: id,
    patch: {
      state: 'sealed',
      area: 'sealed',
      ...rest,
      ...({ facts: facts ?? null, renditions: null } as Columns),
    },
    outbox: [toPlan({ id, mime: rest.mime }, ''), lookForItsName(id, 'sealed', now)],
  }),
})
