import { z } from 'zod'
import { command, onlySystem } from '../engine'
import type { Columns } from '../engine'
import type { FileRow } from './types'

const schema = z.strictObject({ renditions: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]) })

/** Notes what was made of an original: smaller pictures, a poster. */
export const recordRenditions = command<FileRow, object, z.infer<typeof schema>>({
  subject: 'file',
  verb: 'record_renditions',
  from: ['sealed'],
  to: ['sealed'],
  roles: ['system'],
  input: schema,
  quiet: true,
  facts: async () => ({}),
  who: onlySystem,
  decide: ({ input }) => ({ patch: input as Columns }),
})
