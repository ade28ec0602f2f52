import type { Payload } from 'payload'
import type { Logger } from 'pino'
import type { Examiner, Storage, Tools } from '../media'
import type { Engine } from '../workflows/engine'
import type { Config } from './config'

/** What every face is given. One set per process. */
export interface House {
  payload: Payload
  engine: Engine
  storage: Storage
  tools: Tools
  /** Opens what strangers sent; nothing else in this process does. */
  examiner: Examiner
  config: Config
  log: Logger
}
