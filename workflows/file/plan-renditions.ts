import { z } from 'zod'
import { command, onlySystem, refuse } from '../engine'
import type { Columns } from '../engine'
import { keeping, planned, sameProfiles, setName, toMake } from './renditions'
import type { Renditions } from './renditions'
import type { FileRow } from './types'

const schema = z.strictObject({
  set: setName,
  plan: planned,
  /** What was found out about the file meanwhile, where the intake could not. */
  facts: z.record(z.string(), z.unknown()).optional(),
})

/** Notes which renditions of a file are wanted and which are not possible, and asks for the wanted ones. */
export const planRenditions = command<FileRow, object, z.infer<typeof schema>>({
  subject: 'file',
  verb: 'plan_renditions',
  from: ['sealed'],
  to: ['sealed'],
  roles: ['system'],
  input: schema,
  quiet: true,
  facts: async () => ({}),
  who: onlySystem,
  decide: ({ subject, input: { set, plan, facts } }) => {
    const { renewal, ...known } = subject.renditions ?? {}
    const now = subject.renditions?.[set]
    if (now?.stamp === plan.stamp && sameProfiles(now, plan)) throw refuse('renditions_planned')
    const whole = keeping(plan, set === 'renewal' ? known.release : now)
    // Files with other words are made by the newest profiles anyway: what was to take their place is void.
    const rest = set === 'release' || renewal === undefined ? known : { ...known, renewal }
    const renditions: Renditions = { ...rest, [set]: whole }
    return {
      patch: { ...({ renditions, ...(facts ? { facts } : {}) } as unknown as Columns) },
      outbox: toMake(subject, set, whole),
    }
  },
})
