import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { readConfig } from './config'
import { prepareDatabase } from './database'
import { claimDatabase } from './database-lock'
import { endOnFaults } from './faults'

endOnFaults()

/** Brings the database to the present shape and ends. The start command does the same; this is for upgrades by hand. */
async function main(): Promise<number> {
  await claimDatabase(readConfig(process.env))
  const payload = await getPayload({ config: payloadConfig })
  await prepareDatabase(payload)
  process.stdout.write('migrated\n')
  return 0
}

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
  .then((code) => process.exit(code))
