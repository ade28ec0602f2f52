import type { Payload } from 'payload'
import type { Logger } from 'pino'
import type { Storage, Tools } from '../media'
import type { Engine } from '../workflows/engine'
import type { Config } from './config'

/** What every face is given. One set per process. */
export interface House {
  payload: Payload
  engine: Engine
  storage: Storage
  tools: Tools
  config: Config
  log: Logger
}
