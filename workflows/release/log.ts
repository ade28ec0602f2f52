import type { Reader, WhereClause } from '../engine'
import type { CatalogueRow, ReleaseLogRow, Representation } from './types'
import { atOnce, covers, dueFor } from './visibility'
import type { Viewer } from './visibility'

/**
 * How far a reader of the log has come: everything up to `seq` that was due by `since`.
 *
 * A row that is held back for the reader's channel stops nobody: the reader goes past it, and gets it first thing once
 * its hour has come. Such a row lies behind `seq` and falls due after `since`, and that is how it is found again. So
 * every reader sees every row once; the rows of one work always in order, because a correction or a withdrawal takes
 * over the hours of what it follows; and the rest in the order of the log.
 */
export interface Place {
  seq: number
  since: string
  /** Inside a long catch-up: rows due in (`since`, `until`] are given as far as `after`; the latest so far was `top`. */
  late?: { until: string; after: number; top: string }
}

export const beginning: Place = { seq: 0, since: atOnce }

export interface Change {
  seq: number
  kind: ReleaseLogRow['kind']
  work: string
  version: number
  at: string
  reason: string | null
  /** `null`: do not show this work any more. It was withdrawn, or a correction took it out of the reader's scope. */
  representation: Representation | null
}

export interface Changes {
  rows: Change[]
  place: Place
  /** True when the next page has something already. */
  more: boolean
}

const batch = 100
/** How many rows one answer looks through at most: a reader with a narrow scope gets a short page and goes on. */
const mostSeen = 1000

interface Walk {
  reader: Reader
  viewer: Viewer
  limit: number
  given: ReleaseLogRow[]
  seen: number
  /** Set when the walk stopped at a row that it had no room for. */
  more: boolean
}

/**
 * What happened since `place`, as far as this viewer may know at `now` (ISO text). The same log and the same hour give
 * the same page; where nothing is new, `place` comes back unchanged.
 */
export async function changesSince(
  reader: Reader,
  viewer: Viewer,
  place: Place,
  now: string,
  limit: number,
): Promise<Changes> {
  const walk: Walk = { reader, viewer, limit, given: [], seen: 0, more: false }
  const caught = await catchUp(walk, place, now)
  const end = caught.late ? caught : await goOn(walk, caught, place.late?.until ?? later(now, place.since))
  const rows = await told(reader, viewer, walk.given)
  return { rows, place: end, more: walk.more }
}

const later = (a: string, b: string) => (a > b ? a : b)

async function catchUp(walk: Walk, place: Place, now: string): Promise<Place> {
  const { seq, since } = place
  const until = place.late?.until ?? later(now, since)
  let { after, top } = place.late ?? { after: 0, top: since }
  const behind = (from: number): WhereClause => ({
    and: [{ dueLast: { greater_than: since } }, { seq: { greater_than: from } }, { seq: { less_than_equal: seq } }],
  })
  if (seq === 0 || (await walk.reader.count('releases', { dueLast: { greater_than: since } })) === 0)
    return { seq, since: top }
  for (;;) {
    const rows = await walk.reader.find<ReleaseLogRow>('releases', behind(after), { limit: batch, sort: 'seq' })
    for (const row of rows) {
      if (full(walk)) return { seq, since, late: { until, after, top } }
      walk.seen++
      after = row.seq
      const due = dueFor(walk.viewer, row)
      if (due === null || due <= since || due > until || !mayConcern(walk.viewer, row)) continue
      walk.given.push(row)
      top = later(top, due)
    }
    if (rows.length < batch) return { seq, since: top }
    await breath()
  }
}

async function goOn(walk: Walk, place: Place, until: string): Promise<Place> {
  let { seq, since } = place
  for (;;) {
    const rows = await walk.reader.find<ReleaseLogRow>(
      'releases',
      { seq: { greater_than: seq } },
      { limit: batch, sort: 'seq' },
    )
    for (const row of rows) {
      if (full(walk)) return { seq, since }
      walk.seen++
      seq = row.seq
      const due = dueFor(walk.viewer, row)
      if (due === null || due > until || !mayConcern(walk.viewer, row)) continue
      walk.given.push(row)
      since = later(since, due)
    }
    if (rows.length < batch) return { seq, since }
    await breath()
  }
}

function full(walk: Walk): boolean {
  walk.more = walk.given.length >= walk.limit || walk.seen >= mostSeen
  return walk.more
}

/** A correction or a withdrawal outside the scope may end what an earlier version inside it began. */
const mayConcern = (viewer: Viewer, { kind, representation }: ReleaseLogRow) =>
  kind !== 'publish' || (representation !== null && covers(viewer, representation))

const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The rows in the words of this viewer: without those that never concerned it, and without content withdrawn since. */
async function told(reader: Reader, viewer: Viewer, rows: readonly ReleaseLogRow[]): Promise<Change[]> {
  const withdrawn = await withdrawnAmong(reader, rows)
  const earlier = await earlierVersions(reader, rows)
  return rows.flatMap((row) => {
    const mine = row.representation !== null && covers(viewer, row.representation)
    const known = (earlier.get(row.work) ?? []).some(
      ({ version, representation }) =>
        version < row.version && representation !== null && covers(viewer, representation),
    )
    if (!mine && !known) return []
    const { seq, kind, workNumber: work, version, at, reason } = row
    const representation = mine && !withdrawn.has(row.work) ? row.representation : null
    return [{ seq, kind, work, version, at, reason, representation }]
  })
}

const worksOf = (rows: readonly ReleaseLogRow[]) => [...new Set(rows.map(({ work }) => work))]

async function withdrawnAmong(reader: Reader, rows: readonly ReleaseLogRow[]): Promise<Set<string>> {
  const ids = worksOf(rows)
  if (ids.length === 0) return new Set()
  const where: WhereClause = { and: [{ id: { in: ids } }, { live: { equals: 'no' } }] }
  const gone = await reader.find<CatalogueRow>('catalogue', where, { limit: ids.length })
  return new Set(gone.map(({ id }) => id))
}

async function earlierVersions(reader: Reader, rows: readonly ReleaseLogRow[]): Promise<Map<string, ReleaseLogRow[]>> {
  const ids = worksOf(rows.filter(({ kind }) => kind !== 'publish'))
  const byWork = new Map<string, ReleaseLogRow[]>()
  if (ids.length === 0) return byWork
  const all = await reader.find<ReleaseLogRow>('releases', { work: { in: ids } }, { sort: 'seq' })
  for (const row of all) byWork.set(row.work, [...(byWork.get(row.work) ?? []), row])
  return byWork
}
