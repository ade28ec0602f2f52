import type { Payload } from 'payload'
import { shared } from './shared'
import type { Store } from './store'
import { mongoStore } from './store-mongo'
import { sqliteStore } from './store-sqlite'

/** How many commits this process has made: a reader that sees the same number twice need not look again. */
export const commits = (): { count: number | null } => shared('commits', () => ({ count: 0 }))

/** The store of the database that this Payload was assembled with. */
export function openStore(payload: Payload): Store {
  const store = payload.db.name === 'mongoose' ? mongoStore(payload) : sqliteStore(payload)
  return {
    ...store,
    async commit(plan) {
      try {
        await store.commit(plan)
      } finally {
        const made = commits()
        made.count = (made.count ?? 0) + 1
      }
    },
  }
}
