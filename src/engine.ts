import type { Payload } from 'payload'
import { openStore, registry, shared } from '../workflows/engine'
import type { Clock, Engine } from '../workflows/engine'
import { workflows } from '../workflows'

interface Slot {
  engine: Engine | null
}

const slot = () => shared<Slot>('engine', () => ({ engine: null }))

/** Builds the one engine of this process; pages and routes find it by `engine()`. */
export function openEngine(payload: Payload, clock: Clock): Engine {
  const engine: Engine = { store: openStore(payload), clock, registry: registry(workflows) }
  slot().engine = engine
  return engine
}

/** @throws Error when the process has not opened it yet */
export function engine(): Engine {
  const { engine: open } = slot()
  if (!open) throw new Error('the engine is not open in this process')
  return open
}
