import type { Columns, Json, WhereClause } from '../../workflows/engine'
import type { House } from '../faces'
import { outageOf } from '../problem'

export interface OutboxRow {
  id: string
  kind: string
  key: string
  payload: Json
  state: 'waiting' | 'leased' | 'done' | 'dead'
  notBefore: string
  leaseUntil: string | null
  fence: number
  attempts: number
}

/** Does what one kind of outbox row asks for. It may be asked twice for one row, and must leave the same result. */
export type Effect = (row: OutboxRow) => Promise<void>

export interface OutboxWorker {
  /** Does all that is due now; the number of rows done. */
  drain: () => Promise<number>
}

export interface Worker extends OutboxWorker {
  /** Lets go after the row at hand. */
  stop: () => Promise<void>
}

export interface Pace {
  /** How long a claim holds without a heartbeat, by the injected clock, in milliseconds. */
  lease: number
  /** Time between two heartbeats, in real milliseconds. */
  beat: number
  /** How often a row is begun before it is given up. */
  tries: number
}

const usual: Pace = { lease: 60_000, beat: 20_000, tries: 6 }

/** Rows that may wait for another machine: nobody here does them when this one lacks the tools. */
const elsewhere = ['renditions_timed', 'rendition_timed', 'renewal_timed']

/** Rows that wait until nothing else is due for their hand: nobody waits for them. */
const later = ['renewals', 'renewal_still', 'renewal_timed']

/** Kinds that one hand does beside the others, so that a long film holds up neither a mail nor a picture. */
const beside: readonly (readonly string[])[] = [elsewhere, ['renditions', 'rendition_still', 'renewal_still']]

/** Between two tries while something is missing: from a quarter of a minute to ten, in milliseconds. */
const pauseAfter = (times: number): number => Math.min(15_000 * 2 ** times, 600_000)

/** Which kinds a hand takes up: those named, or all but those named. */
export interface Share {
  only?: readonly string[]
  not?: readonly string[]
}
const idle = 500

/**
 * The clock's hand. Claims due rows by lease and fencing token, keeps the lease by heartbeat, and gives a row up after
 * some tries; while something is missing that is not the row's fault, none is counted. Whoever lost the lease can no longer write the row's end; a killed worker's rows are due again. A row
 * whose workers all died at it is given up as well, or it would end every worker for ever.
 * @param goOn is asked before each row; `false` leaves the rest for later
 * @param share which kinds it takes up; all when nothing is said
 */
export function outboxWorker(
  { engine, log }: Pick<House, 'engine' | 'log'>,
  effects: Readonly<Record<string, Effect>>,
  { lease, beat, tries }: Pace = usual,
  goOn: () => boolean = () => true,
  { only, not = [] }: Share = {},
): OutboxWorker {
  const { store, clock } = engine

  const at = (later: number) => new Date(clock.now().getTime() + later)
  const held = (row: OutboxRow, fence: number) => ({ and: [{ id: { equals: row.id } }, { fence: { equals: fence } }] })
  const lost = () => ({ and: [{ state: { equals: 'leased' } }, { leaseUntil: { less_than: at(0).toISOString() } }] })

  async function due(): Promise<OutboxRow[]> {
    const rows = await dueOf({ kind: { not_in: later } }, 20)
    return rows.length > 0 ? rows : dueOf({ kind: { in: later } }, 1)
  }

  async function dueOf(kinds: WhereClause, limit: number): Promise<OutboxRow[]> {
    const now = at(0).toISOString()
    const waiting = { and: [{ state: { equals: 'waiting' } }, { notBefore: { less_than_equal: now } }] }
    const left = [...not, ...elsewhere.filter((kind) => !effects[kind])]
    const mine = [
      ...(only ? [{ kind: { in: [...only] } }] : []),
      ...(left.length > 0 ? [{ kind: { not_in: left } }] : []),
    ]
    const where = { and: [{ or: [waiting, lost()] }, kinds, ...mine] }
    return store.reader.find<OutboxRow>('outbox', where, { sort: 'notBefore', limit })
  }

  /** A heartbeat may have come after the row was read: then it is not lost any more, and not to be had. */
  const claim = (row: OutboxRow, set: Columns) =>
    store.changeIf(
      'outbox',
      row.state === 'leased' ? { and: [held(row, row.fence), lost()] } : held(row, row.fence),
      set,
    )

  async function work(row: OutboxRow): Promise<boolean> {
    const fence = row.fence + 1
    const attempts = row.attempts + 1
    if (row.attempts >= tries) {
      log.error({ row: row.id, kind: row.kind, attempts: row.attempts }, 'effect ended its workers')
      await claim(row, { state: 'dead', fence, leaseUntil: null, lastError: 'every worker that began it was lost' })
      return false
    }
    const fresh = { progress: null, progressSince: null, progressAt: null }
    if (!(await claim(row, { state: 'leased', fence, attempts, leaseUntil: at(lease), ...fresh }))) return false
    const heart = setInterval(() => {
      store.changeIf('outbox', held(row, fence), { leaseUntil: at(lease) }).catch((error: unknown) => {
        log.warn({ row: row.id, err: String(error) }, 'heartbeat failed')
      })
    }, beat)
    try {
      const effect = effects[row.kind]
      if (!effect) throw new Error(`nobody does ${row.kind}`)
      await effect({ ...row, fence, attempts })
      const wiped = row.kind === 'mail_raw' ? { payload: null } : {}
      const end = { state: 'done', doneAt: at(0), leaseUntil: null, ...wiped }
      return await store.changeIf('outbox', held(row, fence), end)
    } catch (error) {
      const outage = outageOf(error)
      if (outage !== null) {
        log.warn({ row: row.id, kind: row.kind, outage }, 'effect put off')
        // A claim counts as one more fence, and as one more try only where it was not put off.
        const notBefore = at(pauseAfter(row.fence - row.attempts))
        const back = { state: 'waiting', leaseUntil: null, attempts: row.attempts, lastError: outage, notBefore }
        await store.changeIf('outbox', held(row, fence), back)
        return false
      }
      const message = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown'
      const dead = attempts >= tries
      log[dead ? 'error' : 'warn']({ row: row.id, kind: row.kind, attempts, err: message }, 'effect failed')
      await store.changeIf('outbox', held(row, fence), {
        state: dead ? 'dead' : 'waiting',
        leaseUntil: null,
        lastError: message,
        notBefore: at(1000 * 4 ** attempts),
      })
      return false
    } finally {
      clearInterval(heart)
    }
  }

  async function drain(): Promise<number> {
    let done = 0
    for (;;) {
      const rows = await due()
      let now = 0
      for (const row of rows) {
        if (!goOn()) return done + now
        if (await work(row)) now++
        await new Promise((resolve) => setImmediate(resolve))
      }
      done += now
      if (now === 0) return done
    }
  }

  return { drain }
}

/** Keeps doing what is due until it is stopped: mails and timed steps, pictures, and films, each by a hand of its own. */
export function startWorker(house: House, effects: Readonly<Record<string, Effect>>): Worker {
  const hands = [...beside.map((only) => ({ only })), { not: beside.flat() }].map((share) =>
    startHand(house, effects, share),
  )
  return {
    drain: async () => (await Promise.all(hands.map((hand) => hand.drain()))).reduce((all, done) => all + done, 0),
    stop: async () => {
      await Promise.all(hands.map((hand) => hand.stop()))
    },
  }
}

function startHand(house: House, effects: Readonly<Record<string, Effect>>, share: Share): Worker {
  const going: { on: boolean; wake: () => void } = { on: true, wake: () => undefined }
  const goOn = () => going.on
  const { drain } = outboxWorker(house, effects, usual, goOn, share)
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, idle)
      going.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = (async () => {
    while (goOn()) {
      try {
        await drain()
      } catch (error) {
        house.log.error({ err: String(error) }, 'worker round failed')
      }
      if (goOn()) await pause()
    }
  })()
  return {
    drain,
    async stop() {
      going.on = false
      going.wake()
      await loop
    },
  }
}
