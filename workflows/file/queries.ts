import { outages } from '../engine'
import type { Reader, WhereClause } from '../engine'
import { timeLeft } from '../rules/queue'
import type { TimeLeft } from '../rules/queue'
import { keyOfFile, keyOfPlan, renditionSets } from './renditions'
import type { LabelState } from './renditions'
import type { FileRow } from './types'

/**
 * Where a rendition stands, for people: `wanted` before anybody planned it, `queued`, `worker_missing` while only a
 * machine with ffmpeg could take it up and none is at work, `put_off` while something is missing (`why`), `making`, `ready`, `impossible`, `failed`.
 */
export interface RenditionStanding {
  name: string
  set: (typeof renditionSets)[number]
  state: 'queued' | 'worker_missing' | 'put_off' | 'making' | 'ready' | 'impossible' | 'failed'
  /** How much is made, 0 to 99, while it is being made and that is known. */
  percent?: number
  /** How long that will take, once there is a pace to tell it by. */
  left?: TimeLeft
  /** While it is due and waits for its turn: how many pieces of such work, anybody's, come before it at least. */
  before?: number
  why?: string
}

export interface FileStanding {
  label: LabelState
  /** The label's fields as they were found in the file. */
  fields: Record<string, string>
  /** Names inside a package whose letters were guessed. */
  guessedNames: readonly string[]
  /** `null` as long as nobody has planned any. */
  renditions: RenditionStanding[] | null
  /** What is missing for planning them, where something is. */
  missing: string | null
}

interface Row {
  key: string
  kind: string
  state: 'waiting' | 'leased' | 'done' | 'dead'
  notBefore: string
  progress: number | null
  progressSince: string | null
  progressAt: string | null
  lastError: string | null
  payload: { file: string; set: string; stamp: string; names: string[] }
}

const kinds = ['rendition_still', 'rendition_timed', 'renewal_still', 'renewal_timed']
const planning = ['renditions', 'renditions_timed']

/** What is known of files besides their bytes: the label found in them, and where each of their renditions stands. */
export async function standingOfFiles(
  reader: Reader,
  files: readonly FileRow[],
  now: Date,
): Promise<Map<string, FileStanding>> {
  const rows = await openRows(reader, files)
  const queue = { rows, before: await beforeOf(reader, rows, now), filming: await isFilming(reader, rows), now }
  return new Map(files.map((file) => [file.id, standingOf(file, queue)]))
}

interface Queue {
  rows: readonly Row[]
  /** By their keys, for rows that are due. */
  before: ReadonlyMap<string, number>
  /** A machine with ffmpeg is at work. */
  filming: boolean
  now: Date
}

/** What one hand of the worker does in the order of its falling due; renewals come behind everything, whenever they were asked for. */
const hands = [
  ['rendition_timed', 'renditions_timed'],
  ['rendition_still', 'renditions'],
] as const

/**
 * How many rows of the same hand are being done or were due earlier. Of those that fell due at the same instant, most of them
 * the same file's, nobody knows the order, so they are not counted.
 */
async function beforeOf(reader: Reader, rows: readonly Row[], now: Date): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  const before = new Map<string, number>()
  for (const { key, kind, state, notBefore } of rows) {
    const hand = hands.find(([made]) => made === kind)
    const due = new Date(notBefore)
    if (state !== 'waiting' || hand === undefined || due > now) continue
    const place = `${kind} ${due.toISOString()}`
    const count = counts.get(place) ?? (await reader.count('outbox', earlier(hand, due)))
    counts.set(place, count)
    before.set(key, count)
  }
  return before
}

/** Asked only where somebody waits for it. */
async function isFilming(reader: Reader, rows: readonly Row[]): Promise<boolean> {
  const [timed] = hands
  if (!rows.some(({ kind, state }) => state === 'waiting' && kind === timed[0])) return false
  return (await reader.count('outbox', { kind: { in: [...timed] }, state: { equals: 'leased' } })) > 0
}

const earlier = (hand: readonly string[], due: Date): WhereClause => ({
  and: [
    { kind: { in: [...hand] } },
    {
      or: [
        { state: { equals: 'leased' } },
        { and: [{ state: { equals: 'waiting' } }, { notBefore: { less_than: due.toISOString() } }] },
      ],
    },
  ],
})

async function openRows(reader: Reader, files: readonly FileRow[]): Promise<Row[]> {
  const unfinished = files.filter(
    ({ renditions }) =>
      renditions === null ||
      renditionSets.some((set) =>
        Object.values(renditions[set]?.entries ?? {}).some(({ state }) => state === 'wanted'),
      ),
  )
  if (unfinished.length === 0) return []
  const mine = unfinished.map(({ id, renditions }): WhereClause => {
    const begins = renditions === null ? keyOfPlan(id) : keyOfFile(id)
    return { and: [{ key: { greater_than_equal: begins } }, { key: { less_than: `${begins}~` } }] }
  })
  return reader.find<Row>('outbox', {
    and: [{ kind: { in: [...kinds, ...planning] } }, { state: { not_equals: 'done' } }, { or: mine }],
  })
}

function standingOf({ id, facts, renditions }: FileRow, queue: Queue): FileStanding {
  const { rows } = queue
  const { state: label = 'none', fields = {} } = facts?.label ?? {}
  const all = renditionSets.flatMap((set) => {
    const asked = renditions?.[set]
    return Object.entries(asked?.entries ?? {}).map(([name, entry]): RenditionStanding => {
      if (entry.state === 'ready') return { name, set, state: 'ready' }
      if (entry.state !== 'wanted') return { name, set, state: entry.state, why: entry.why }
      const row = rows.find(
        ({ kind, payload: of }) =>
          kinds.includes(kind) &&
          of.file === id &&
          of.set === set &&
          of.stamp === asked?.stamp &&
          of.names.includes(name),
      )
      return { name, set, ...waitingIn(row, entry.by, queue) }
    })
  })
  const plan = rows.find(({ kind, payload: of }) => planning.includes(kind) && of.file === id)
  const { guessedNames = [] } = facts ?? {}
  return { label, fields, guessedNames, renditions: renditions === null ? null : all, missing: outageOf(plan) ?? null }
}

const outageOf = (row: Row | undefined) => outages.find((code) => row?.state === 'waiting' && row.lastError === code)

function waitingIn(
  row: Row | undefined,
  by: 'still' | 'timed',
  { before, filming, now }: Queue,
): Omit<RenditionStanding, 'name' | 'set'> {
  if (row?.state === 'dead') return { state: 'failed', why: 'given_up' }
  if (row?.state === 'leased') return { state: 'making', ...progressOf(row, now) }
  const outage = outageOf(row)
  if (outage !== undefined) return { state: 'put_off', why: outage }
  const count = row && before.get(row.key)
  const state = by === 'timed' && !filming ? 'worker_missing' : 'queued'
  return { state, ...(count === undefined ? {} : { before: count }) }
}

function progressOf(
  { progress, progressSince, progressAt }: Row,
  now: Date,
): Pick<RenditionStanding, 'percent' | 'left'> {
  if (progress === null) return {}
  if (progressSince === null || progressAt === null) return { percent: progress }
  const left = timeLeft({ percent: progress, since: new Date(progressSince), at: new Date(progressAt) }, now)
  return { percent: progress, ...(left === null ? {} : { left }) }
}
