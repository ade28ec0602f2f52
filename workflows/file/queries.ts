import { outages } from '../engine'
import type { Reader, WhereClause } from '../engine'
import { keyOfFile, keyOfPlan, renditionSets } from './renditions'
import type { LabelState } from './renditions'
import type { FileRow } from './types'

/**
 * Where a rendition stands, for people: `wanted` before anybody planned it, `queued`, `worker_missing` while only a
 * machine with ffmpeg could take it up, `put_off` while something is missing (`why`), `making`, `ready`, `impossible`, `failed`.
 */
export interface RenditionStanding {
  name: string
  set: (typeof renditionSets)[number]
  state: 'queued' | 'worker_missing' | 'put_off' | 'making' | 'ready' | 'impossible' | 'failed'
  /** How much is made, 0 to 99, while it is being made and that is known. */
  percent?: number
  why?: string
}

export interface FileStanding {
  label: LabelState
  /** The label's fields as they were found in the file. */
  fields: Record<string, string>
  /** `null` as long as nobody has planned any. */
  renditions: RenditionStanding[] | null
  /** What is missing for planning them, where something is. */
  missing: string | null
}

interface Row {
  key: string
  kind: string
  state: 'waiting' | 'leased' | 'done' | 'dead'
  progress: number | null
  lastError: string | null
  payload: { file: string; set: string; stamp: string; names: string[] }
}

const kinds = ['rendition_still', 'rendition_timed', 'renewal_still', 'renewal_timed']
const planning = ['renditions', 'renditions_timed']

/** What is known of files besides their bytes: the label found in them, and where each of their renditions stands. */
export async function standingOfFiles(reader: Reader, files: readonly FileRow[]): Promise<Map<string, FileStanding>> {
  const rows = await openRows(reader, files)
  return new Map(files.map((file) => [file.id, standingOf(file, rows)]))
}

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

function standingOf({ id, facts, renditions }: FileRow, rows: readonly Row[]): FileStanding {
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
      return { name, set, ...waitingIn(row, entry.by) }
    })
  })
  const plan = rows.find(({ kind, payload: of }) => planning.includes(kind) && of.file === id)
  return { label, fields, renditions: renditions === null ? null : all, missing: outageOf(plan) ?? null }
}

const outageOf = (row: Row | undefined) => outages.find((code) => row?.state === 'waiting' && row.lastError === code)

function waitingIn(row: Row | undefined, by: 'still' | 'timed'): Pick<RenditionStanding, 'state' | 'percent' | 'why'> {
  if (row?.state === 'dead') return { state: 'failed', why: 'given_up' }
  if (row?.state === 'leased') return { state: 'making', ...(row.progress === null ? {} : { percent: row.progress }) }
  const outage = outageOf(row)
  if (outage !== undefined) return { state: 'put_off', why: outage }
  return { state: by === 'timed' ? 'worker_missing' : 'queued' }
}
