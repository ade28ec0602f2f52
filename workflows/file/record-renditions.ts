import { z } from 'zod'
import { command, onlySystem, refuse } from '../engine'
import type { Columns } from '../engine'
import { results, setName } from './renditions'
import type { Renditions } from './renditions'
import type { FileRow } from './types'

const schema = z.strictObject({ set: setName, stamp: z.string().max(64), results })

/** Notes what became of wanted renditions: made and checked, or given up for a reason. */
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
  decide: ({ subject, input: { set, stamp, results: made } }) => {
    const now = subject.renditions?.[set]
    if (now?.stamp !== stamp) throw refuse('renditions_stale')
    // A worker that lost its lease comes late: what is made already stays made.
    const open = Object.entries(made).filter(([name]) => now.entries[name]?.state === 'wanted')
    if (open.length === 0) throw refuse('renditions_stale')
    const renditions: Renditions = {
      ...subject.renditions,
      [set]: { ...now, entries: { ...now.entries, ...Object.fromEntries(open) } },
    }
    return { patch: { renditions } as unknown as Columns }
  },
})
