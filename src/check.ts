import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { checkJournal, systemClock } from '../workflows/engine'
import { readConfig } from './config'
import { endOnFaults } from './faults'
import { openHouse } from './house'

endOnFaults(2)

/**
 * The check command: rebuilds states and ledger from the journal and compares them with the tables. Prints one line per
 * row that differs, then the counts and the digest to be kept outside. Ends with 1 when anything differs.
 */
async function main(): Promise<number> {
  const config = readConfig(process.env)
  const payload = await getPayload({ config: payloadConfig })
  const { engine } = await openHouse(payload, config, systemClock)
  const { findings, subjects, journalRows, digest } = await checkJournal(engine)
  for (const { collection, id, code, detail } of findings)
    process.stdout.write(`DIFFERS ${collection}/${id} ${code} ${detail}\n`)
  process.stdout.write(
    `subjects ${String(subjects)}, journal rows ${String(journalRows)}, differing ${String(findings.length)}\n`,
  )
  process.stdout.write(`digest ${digest}\n`)
  process.stdout.write('checked\n')
  return findings.length === 0 ? 0 : 1
}

process.exit(
  await main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }),
)
