import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { systemClock } from '../../workflows/engine'
import { readConfig } from '../../src/config'
import type { House } from '../../src/faces'
import { openHouse } from '../../src/house'

/** A house as every process of ours opens it, over the database that the environment names. */
export async function house(): Promise<House> {
  const config = readConfig(process.env)
  return openHouse(await getPayload({ config: payloadConfig }), config, systemClock)
}

/** Tells the process that started this one, and waits until it has been told. */
export const tell = (message: object): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, undefined, undefined, () => resolve())
    else resolve()
  })

/** The message of whatever was thrown, where the caller looks for it; and an exit code other than 0. */
export function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}
