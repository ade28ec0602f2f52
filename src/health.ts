import { Hono } from 'hono'
import type { House } from './faces'
import type { Web } from './web'

/** `live`: the process turns. `ready`: it can read its database, reach its files and is not going away. */
export function health(house: House, state: { closing: boolean }): Hono<Web> {
  const app = new Hono<Web>()
  app.get('/live', (c) => c.json({ live: true }))
  app.get('/ready', async (c) => {
    if (state.closing) return c.json({ ready: false, reason: 'closing' }, 503)
    try {
      await house.engine.store.reader.count('release-order', {})
    } catch {
      return c.json({ ready: false, reason: 'database' }, 503)
    }
    try {
      await house.storage.ready()
    } catch {
      return c.json({ ready: false, reason: 'storage' }, 503)
    }
    return c.json({ ready: true })
  })
  return app
}
