import { v7 as uuidv7 } from 'uuid'
import { outages } from '../workflows/engine'
import type { Engine, OutboxItem, Reader, WhereClause } from '../workflows/engine'
import { waiting } from '../workflows/engine/plan'

/** Puts something into the outbox outside of any command; the same key twice is one row. */
export async function enqueue(engine: Engine, { kind, key, payload, notBefore }: OutboxItem): Promise<void> {
  const now = engine.clock.now()
  const row = { id: uuidv7(), kind, key, payload, command: null, ...waiting(notBefore ?? now) }
  await engine.store.enqueue({ ...row, createdAt: now, updatedAt: now })
}

/** What is waited for, by who waits: one line of the operators' table each; what is named nowhere is `other`. */
const groups = {
  mail: ['mail', 'mail_raw'],
  pictures: ['renditions', 'rendition_still'],
  films: ['renditions_timed', 'rendition_timed'],
  renewals: ['renewals', 'renewal_still', 'renewal_timed'],
} as const
export type QueueGroup = keyof typeof groups | 'other'

export interface QueueLine {
  group: QueueGroup
  /** Due and not taken up; being done; begun, failed or put off, and to be tried again; given up. */
  waiting: number
  making: number
  retrying: number
  dead: number
  /** Since when the oldest due row waits, as ISO text. */
  oldest: string | null
}

export interface Queue {
  lines: QueueLine[]
  /** What is missing, with how many rows wait for it. */
  missing: { outage: (typeof outages)[number]; count: number }[]
  /** Why rows were given up, with how many each: of the newest hundred. */
  reasons: { reason: string; count: number }[]
}

/** How far the worker is, for those who run the system. Counts only: it is asked with every visit of their first page. */
export async function queueOf(reader: Reader, now: string): Promise<Queue> {
  const known = Object.values(groups).flat()
  const all: [QueueGroup, WhereClause][] = Object.entries(groups).map(([group, kinds]) => [
    group as QueueGroup,
    { kind: { in: [...kinds] } },
  ])
  const lines: QueueLine[] = []
  for (const [group, of] of [...all, ['other', { kind: { not_in: known } }] as [QueueGroup, WhereClause]])
    lines.push(await lineOf(reader, group, of, now))
  return { lines, missing: await missingIn(reader), reasons: await reasonsOf(reader) }
}

async function lineOf(reader: Reader, group: QueueGroup, of: WhereClause, now: string): Promise<QueueLine> {
  const count = (...more: WhereClause[]) => reader.count('outbox', { and: [of, ...more] })
  const waiting: WhereClause = { state: { equals: 'waiting' } }
  const due: WhereClause = { and: [of, waiting, { notBefore: { less_than_equal: now } }] }
  const [first] = await reader.find<{ notBefore: string }>('outbox', due, { sort: 'notBefore', limit: 1 })
  return {
    group,
    waiting: await reader.count('outbox', due),
    making: await count({ state: { equals: 'leased' } }),
    retrying: await count(waiting, { fence: { greater_than: 0 } }),
    dead: await count({ state: { equals: 'dead' } }),
    oldest: first ? new Date(first.notBefore).toISOString() : null,
  }
}

async function missingIn(reader: Reader): Promise<Queue['missing']> {
  const missing: Queue['missing'] = []
  for (const outage of outages) {
    const where = { and: [{ state: { equals: 'waiting' } }, { lastError: { equals: outage } }] }
    missing.push({ outage, count: await reader.count('outbox', where) })
  }
  return missing.filter(({ count }) => count > 0)
}

async function reasonsOf(reader: Reader): Promise<Queue['reasons']> {
  const dead: WhereClause = { state: { equals: 'dead' } }
  const rows = await reader.find<{ lastError: string | null }>('outbox', dead, { sort: '-notBefore', limit: 100 })
  const counts = new Map<string, number>()
  for (const { lastError } of rows) {
    const reason = (lastError ?? '').slice(0, 120)
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
