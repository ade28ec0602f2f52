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
