import type { Payload } from 'payload'
import { shared } from './shared'
import type { Store } from './store'
import { mongoStore } from './store-mongo'
import { sqliteStore } from './store-sqlite'

/** How many commits this process has made, successful or not. */
const commits = () => shared('commits', () => ({ count: 0 }))

/** The store of the database that this Payload was assembled with. */
export function openStore(payload: Payload): Store {
  const { moved, ...store } = payload.db.name === 'mongoose' ? mongoStore(payload) : sqliteStore(payload)
  let asked: Promise<string> | null = null
  /** One look serves one turn of the event loop: what others commit meanwhile is as good as committed after it. */
  const look = () => {
    if (asked) return asked
    setImmediate(() => (asked = null))
    return (asked = moved())
  }
  return {
    ...store,
    reader: { ...store.reader, version: async () => `${commits().count} ${await look()}` },
    async commit(plan) {
      try {
        await store.commit(plan)
      } finally {
        commits().count++
      }
    },
  }
}
