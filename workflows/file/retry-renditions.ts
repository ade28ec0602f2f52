import { z } from 'zod'
import { command, either, hasRole, isOwner, refuse } from '../engine'
import type { Columns } from '../engine'
import { renditionSets, toMake } from './renditions'
import type { RenditionEntry, Renditions, RenditionsOfSet } from './renditions'
import type { FileRow } from './types'

/** Renditions that were given up are wanted again. */
export const retryRenditions = command<FileRow, object, Record<string, never>>({
  subject: 'file',
  verb: 'retry_renditions',
  from: ['sealed'],
  to: ['sealed'],
  roles: ['owner', 'officer', 'editor1', 'editor2', 'editor3'],
  input: z.strictObject({}),
  facts: async () => ({}),
  who: either<FileRow, object>(isOwner('owner'), hasRole('officer', 'editor1', 'editor2', 'editor3')),
  guard: ({ subject }) => (failedSets(subject).length === 0 ? refuse('nothing_to_retry') : null),
  decide: ({ subject }) => {
    const again = failedSets(subject).map(([set, asked]) => [set, wantedAgain(asked)] as const)
    const renditions: Renditions = { ...subject.renditions, ...Object.fromEntries(again) }
    return {
      patch: { renditions } as unknown as Columns,
      outbox: again.flatMap(([set, asked]) => toMake(subject, set, onlyRetried(asked, subject.renditions?.[set]))),
    }
  },
})

const failedSets = ({ renditions }: FileRow) =>
  renditionSets.flatMap((set) => {
    const asked = renditions?.[set]
    return asked && Object.values(asked.entries).some(({ state }) => state === 'failed') ? [[set, asked] as const] : []
  })

const wantedAgain = (asked: RenditionsOfSet): RenditionsOfSet => ({
  ...asked,
  entries: Object.fromEntries(
    Object.entries(asked.entries).map(([name, entry]): [string, RenditionEntry] => {
      if (entry.state !== 'failed') return [name, entry]
      const { why: _why, ...same } = entry
      return [name, { ...same, state: 'wanted' }]
    }),
  ),
})

/** What is wanted already has its row in the outbox. */
const onlyRetried = (asked: RenditionsOfSet, before: RenditionsOfSet | undefined): RenditionsOfSet => ({
  ...asked,
  entries: Object.fromEntries(
    Object.entries(asked.entries).filter(([name]) => before?.entries[name]?.state === 'failed'),
  ),
})
