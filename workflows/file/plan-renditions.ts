import { z } from 'zod'
import { command, onlySystem, refuse } from '../engine'
import type { Columns } from '../engine'
import { planned, setName, toMake } from './renditions'
import type { RenditionEntry, Renditions, RenditionsOfSet } from './renditions'
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
    if (subject.renditions?.[set]?.stamp === plan.stamp) throw refuse('renditions_planned')
    const known = withKept(plan, subject.renditions?.[set])
    const renditions: Renditions = { ...subject.renditions, [set]: known }
    return {
      patch: { ...({ renditions, ...(facts ? { facts } : {}) } as unknown as Columns) },
      outbox: toMake(subject, set, known),
    }
  },
})

/** What is made already of the very same is not made again, so that a choice costs only what depends on it. */
function withKept(plan: RenditionsOfSet, before: RenditionsOfSet | undefined): RenditionsOfSet {
  const kept = ([name, entry]: [string, RenditionEntry]): [string, RenditionEntry] => {
    const made = before?.entries[name]
    const same = entry.state === 'wanted' && made?.state === 'ready' && made.of !== undefined && made.of === entry.of
    return [name, same ? made : entry]
  }
  return { ...plan, entries: Object.fromEntries(Object.entries(plan.entries).map(kept)) }
}
