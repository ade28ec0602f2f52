import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { openStore, runCommand, systemClock } from '../../workflows/engine'
import type { Refusal } from '../../workflows/engine'
import { anOfficer, rulebook } from './purse'

/** One of several processes that race on one database: runs the same command many times at once, prints how each ended. */
const [subject = '', verb = '', input = '{}', times = '1', name = ''] = process.argv.slice(2)
const payload = await getPayload({ config: payloadConfig })
const engine = { store: openStore(payload), clock: systemClock, registry: rulebook }
process.stdout.write('at the start\n')
const codes = await Promise.all(
  Array.from({ length: Number(times) }, (_, n) =>
    runCommand(engine, {
      actor: anOfficer,
      subject,
      verb,
      input: JSON.parse(input) as object,
      key: `${name}-${verb}-racer-${String(n)}`,
    }).then(
      () => 'done',
      (error: unknown) => (error as Refusal).code,
    ),
  ),
)
process.stdout.write(`ended ${JSON.stringify(codes)}\n`)
process.exit(0)
