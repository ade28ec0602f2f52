import type { Payload } from 'payload'
import type { Store } from './store'
import { mongoStore } from './store-mongo'
import { sqliteStore } from './store-sqlite'

/** The store of the database that this Payload was assembled with. */
export const openStore = (payload: Payload): Store =>
  payload.db.name === 'mongoose' ? mongoStore(payload) : sqliteStore(payload)
