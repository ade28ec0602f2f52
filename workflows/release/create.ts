import { z } from 'zod'
import { command, onlySystem } from '../engine'

/** Brings the one release order into being. Its first revision is 1, so the first release is number 2. */
export const create = command<null, null, Record<string, never>>({
  subject: 'releaseOrder',
  verb: 'create',
  from: 'birth',
  to: ['open'],
  roles: ['system'],
  input: z.strictObject({}),
  who: onlySystem,
  facts: () => Promise.resolve(null),
  decide: () => ({ born: 'main', patch: { state: 'open' } }),
  duplicate: 'already_exists',
  quiet: true,
})
