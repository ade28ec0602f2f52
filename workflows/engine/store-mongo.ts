import type { MongooseAdapter } from '@payloadcms/db-mongodb'
import type { Payload } from 'payload'
import { CommitFailed } from './store'
import type { CommitPlan, StoreFile } from './store'
import { commonStore, diskFull } from './store-common'
import type { Columns } from './types'

/**
 * The commit on MongoDB: one session transaction, snapshot reads, majority writes. A witness is *written* (a fresh value
 * into `touched`), because reading it inside the transaction guards nothing. `withTransaction` may run the function
 * several times, so it does nothing but the session's own writes.
 */
export function mongoStore(payload: Payload): StoreFile {
  const db = payload.db as unknown as MongooseAdapter
  const common = commonStore(payload)
  const collection = (slug: string) => {
    const model = db.collections[slug]
    if (!model) throw new Error(`no collection for ${slug}`)
    return model.collection
  }
  const encode = (slug: string, row: Columns): Record<string, unknown> => {
    common.mustBeColumns(slug, row)
    const kinds = common.kindsOf(slug)
    const out: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(row)) {
      if (value === undefined) continue
      const name = key === 'id' ? '_id' : key
      out[name] = kinds.get(key) === 'date' && typeof value === 'string' ? new Date(value) : value
    }
    return out
  }

  let looks = 0

  return {
    ...common,
    // Others may commit at any time, and nothing says so.
    moved: () => Promise.resolve(String(looks++)),
    async commit(plan) {
      const session = db.connection.getClient().startSession()
      try {
        await session.withTransaction(
          async () => {
            for (const step of stepsOf(plan)) await step(session)
          },
          { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } },
        )
      } catch (error) {
        throw failureOf(error)
      } finally {
        await session.endSession()
      }
    },
  }

  type Session = ReturnType<ReturnType<MongooseAdapter['connection']['getClient']>['startSession']>
  type Step = (session: Session) => Promise<void>

  function stepsOf(plan: CommitPlan): Step[] {
    const insert =
      (slug: string, row: Columns): Step =>
      async (session) => {
        await collection(slug).insertOne(encode(slug, row), { session })
      }
    const change =
      (slug: string, id: string, rev: number, set: Columns): Step =>
      async (session) => {
        const done = await collection(slug).updateOne(
          { _id: id, rev } as never,
          { $set: encode(slug, set) },
          { session },
        )
        if (done.matchedCount !== 1) throw new CommitFailed('moved', `${slug} ${id}`)
      }
    return [
      insert('commands', { ...plan.command }),
      ...plan.witnesses.map((w) => change(w.collection, w.id, w.rev, { touched: w.touched })),
      ...plan.births.map(({ collection: slug, row }) => insert(slug, row)),
      ...plan.journal.map((row) => insert('journal', { ...row })),
      ...plan.patches.map((p) => change(p.collection, p.id, p.rev, p.set)),
      ...plan.appends.map(({ collection: slug, row }) => insert(slug, row)),
      ...plan.projections.map(({ collection: slug, row }): Step => async (session) => {
        await collection(slug).replaceOne({ _id: row.id } as never, encode(slug, row), { session, upsert: true })
      }),
    ]
  }
}

function failureOf(error: unknown): unknown {
  if (error instanceof CommitFailed) return error
  const text = error instanceof Error ? error.message : ''
  const duplicate = /E11000 duplicate key error collection: \S*?\.(\S+) index: (\S+)/.exec(text)
  if (duplicate) {
    const [, where = '', index = ''] = duplicate
    const kind =
      where === 'commands' && index.includes('key')
        ? 'key'
        : where === 'journal' && index.includes('rev')
          ? 'moved'
          : 'unique'
    return new CommitFailed(kind, `${where}.${index}`, { cause: error })
  }
  const labelled = error as { hasErrorLabel?: (label: string) => boolean }
  if (labelled.hasErrorLabel?.('TransientTransactionError')) return new CommitFailed('moved', 'busy', { cause: error })
  return diskFull(error)
}
