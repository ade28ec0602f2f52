import { z } from 'zod'
import type { OutboxItem } from '../engine'
import type { FileRow } from './types'

/**
 * 'preview' is for the people concerned; 'release' is what leaves the building, stamped for one release; 'renewal' is what
 * will take the place of a release's files, made by newer profiles and marked with the same words.
 */
export const renditionSets = ['preview', 'release', 'renewal'] as const

/** How sure it is that generative tools made a file, weakest first (labelling measures of 2025-09-01, art. 6). */
export const labelStates = ['none', 'suspected', 'declared', 'found'] as const
export type LabelState = (typeof labelStates)[number]

const name = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, { error: 'wrong_type' })
const measure = z.number().positive()
const common = {
  ...{ revision: z.int().min(1), required: z.boolean(), by: z.enum(['still', 'timed']) },
  /** Names everything that it is made of: what is made of the same is the same, whatever else has changed. */
  of: z.string().max(64).optional(),
}

const ready = z.strictObject({
  ...{ state: z.literal('ready'), ...common },
  id: z.uuid({ error: 'wrong_type' }),
  mime: z.string().min(1).max(100),
  bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'wrong_type' }),
  ...{ width: measure.optional(), height: measure.optional(), seconds: measure.optional() },
  /** Of films and sounds: how they are coded, pictures per second, and loudness in LUFS. */
  ...{ codec: z.string().max(40).optional(), fps: measure.optional(), lufs: z.number().min(-100).max(20).optional() },
})
const failed = z.strictObject({ state: z.literal('failed'), ...common, why: z.string().max(60) })
const wanted = z.strictObject({ state: z.literal('wanted'), ...common })
const impossible = z.strictObject({
  state: z.literal('impossible'),
  why: z.string().max(60),
  required: z.boolean().optional(),
})

type Wanted = z.infer<typeof wanted>
type Ready = z.infer<typeof ready>
export type RenditionEntry = z.infer<typeof wanted | typeof ready | typeof failed | typeof impossible>

/** What was asked for at once: all renditions of one stamp, each with what became of it. */
export interface RenditionsOfSet {
  /** Says for which words the files were marked; 'preview' where they carry the label alone. */
  stamp: string
  /** Whose credit, licence and number they carry. */
  work: string | null
  /** Version of the release that they were made for. */
  version: number
  label: LabelState
  entries: Record<string, RenditionEntry>
}

export type Renditions = Partial<Record<(typeof renditionSets)[number], RenditionsOfSet>>

export const setName = z.enum(renditionSets)
export const planned = z.strictObject({
  stamp: z.string().min(1).max(64),
  work: z.string().max(64).nullable(),
  version: z.int().min(0),
  label: z.enum(labelStates),
  entries: z.record(name, z.discriminatedUnion('state', [wanted, impossible])),
})
export const results = z.record(name, z.discriminatedUnion('state', [ready, failed]))

/** Films and sounds are made where ffmpeg is; the rest anywhere. Which kind a row is decides who takes it up. */
const isTimed = (mime: string) => /^(video|audio)\//.test(mime)

/** Asks for the plan of a file's renditions: for the people concerned, or for the release of a work. */
export const toPlan = (file: Pick<FileRow, 'id' | 'mime'>, key: string, work: string | null = null): OutboxItem => ({
  kind: isTimed(file.mime) ? 'renditions_timed' : 'renditions',
  key: `${keyOfPlan(file.id)}${key}`,
  payload: { file: file.id, work },
})

/** Asks for what is wanted of a set: all pictures of a file at once, every film and sound by itself. */
export function toMake(file: FileRow, set: keyof Renditions, { stamp, entries }: RenditionsOfSet): OutboxItem[] {
  const waiting = Object.entries(entries).flatMap(([each, one]) =>
    one.state === 'wanted' ? [{ name: each, by: one.by }] : [],
  )
  const stills = waiting.filter(({ by }) => by === 'still').map((one) => one.name)
  const timed = waiting.filter(({ by }) => by === 'timed').map((one) => [one.name])
  const kind = set === 'renewal' ? 'renewal' : 'rendition'
  return [...(stills.length > 0 ? [stills] : []), ...timed].map((names) => ({
    kind: timed.includes(names) ? `${kind}_timed` : `${kind}_still`,
    key: `${keyOfFile(file.id)}${set}:${file.rev}:${names[0] ?? ''}`,
    payload: { file: file.id, set, stamp, names },
  }))
}

/**
 * What is made already of the very same is not made again, so that a choice or a newer profile costs only what depends on it.
 * Files that were made before plans said what they are made of count by their profile and their words.
 */
export function keeping(plan: RenditionsOfSet, before: RenditionsOfSet | undefined): RenditionsOfSet {
  const isSame = (entry: Wanted, made: Ready) =>
    made.of === undefined ? before?.stamp === plan.stamp && made.revision === entry.revision : made.of === entry.of
  const entries = Object.entries(plan.entries).map(([name, entry]): [string, RenditionEntry] => {
    const made = before?.entries[name]
    return [name, entry.state === 'wanted' && made?.state === 'ready' && isSame(entry, made) ? made : entry]
  })
  return { ...plan, entries: Object.fromEntries(entries) }
}

/** Whether one set of renditions is of another's profiles, whatever has become of each. */
export function sameProfiles(one: Pick<RenditionsOfSet, 'entries'>, other: Pick<RenditionsOfSet, 'entries'>): boolean {
  const revisions = ({ entries }: Pick<RenditionsOfSet, 'entries'>) =>
    Object.entries(entries)
      .map(([name, entry]) => `${name} ${entry.state === 'impossible' ? entry.why : entry.revision}`)
      .sort()
      .join('\n')
  return revisions(one) === revisions(other)
}

/** What the keys of all rows that plan renditions of a file begin with. */
export const keyOfPlan = (file: string): string => `renditions:${file}`

/** What the keys of all rows that make renditions of a file begin with. */
export const keyOfFile = (file: string): string => `rendition:${file}:`
