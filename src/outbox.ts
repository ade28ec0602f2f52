import { v7 as uuidv7 } from 'uuid'
import type { Engine, OutboxItem } from '../workflows/engine'
import { waiting } from '../workflows/engine/plan'

/** Puts something into the outbox outside of any command; the same key twice is one row. */
export async function enqueue(engine: Engine, { kind, key, payload, notBefore }: OutboxItem): Promise<void> {
  const now = engine.clock.now()
  const row = { id: uuidv7(), kind, key, payload, command: null, ...waiting(notBefore ?? now) }
  await engine.store.enqueue({ ...row, createdAt: now, updatedAt: now })
}
