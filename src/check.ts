import { parseArgs } from 'node:util'
import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { checkJournal, systemClock } from '../workflows/engine'
import { checkFiles, removeLeftover } from './check-files'
import { readConfig } from './config'
import { endOnFaults } from './faults'
import type { House } from './faces'
import { openHouse } from './house'

endOnFaults(2)

/**
 * The check command: rebuilds states and ledger from the journal and compares them with the tables. Prints one line per
 * row that differs, then the counts and the digest to be kept outside. With `--files` it reads every stored file again too,
 * and with `--remove-leftovers` removes what no row has named for two days.
 * Ends with 1 when anything differs.
 */
async function main(): Promise<number> {
  const { values: asked } = parseArgs({
    options: { files: { type: 'boolean', default: false }, 'remove-leftovers': { type: 'boolean', default: false } },
  })
  const config = readConfig(process.env)
  const payload = await getPayload({ config: payloadConfig })
  const house = await openHouse(payload, config, systemClock)
  const { engine } = house
  const { findings, subjects, journalRows, digest } = await checkJournal(engine)
  for (const { collection, id, code, detail } of findings)
    process.stdout.write(`DIFFERS ${collection}/${id} ${code} ${detail}\n`)
  process.stdout.write(
    `subjects ${String(subjects)}, journal rows ${String(journalRows)}, differing ${String(findings.length)}\n`,
  )
  process.stdout.write(`digest ${digest}\n`)
  const remove = asked['remove-leftovers']
  const filesDiffer = (asked.files || remove) && (await filesWrong(house, remove))
  process.stdout.write('checked\n')
  return findings.length === 0 && !filesDiffer ? 0 : 1
}

/** Leftovers are told and are no fault: they take room, and nothing is missing. */
async function filesWrong(house: House, remove: boolean): Promise<boolean> {
  const { files, bytes, wrong, leftovers } = await checkFiles(house)
  for (const { area, id, code } of wrong) process.stdout.write(`DIFFERS ${area}/${id} file_${code}\n`)
  for (const leftover of leftovers) {
    if (remove) await removeLeftover(house, leftover)
    process.stdout.write(`${remove ? 'REMOVED' : 'LEFTOVER'} ${leftover.area}/${leftover.id}\n`)
  }
  process.stdout.write(
    `files ${String(files)}, bytes ${String(bytes)}, differing ${String(wrong.length)}, leftovers ${String(leftovers.length)}\n`,
  )
  return wrong.length > 0
}

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  })
  .then((code) => process.exit(code))
