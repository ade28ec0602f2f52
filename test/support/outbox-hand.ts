import { appendFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { MediaRefusal } from '../../media'
import { fileClock } from '../../workflows/engine'
import { readConfig } from '../../src/config'
import { effects } from '../../src/effects'
import { openHouse } from '../../src/house'
import { outboxWorker } from '../../src/worker'
import type { Effect, Pace } from '../../src/worker'

/**
 * One of several processes at one outbox. It does what is due each time its turn comes (a file `<name>-turn-<n>` appears),
 * and prints how many rows it did. Besides the real effects it knows some of a test's own; each leaves a line in `done`.
 */
const [name = '', dir = '', pace = '{}'] = process.argv.slice(2)
const config = readConfig(process.env)
const payload = await getPayload({ config: payloadConfig })
const house = await openHouse(payload, config, fileClock(config.testClock ?? ''))

const look = (file: string) =>
  new Promise<void>((resolve) => {
    const again = () => (existsSync(path.join(dir, file)) ? resolve() : void setTimeout(again, 5))
    again()
  })
const write = (line: string) => {
  appendFileSync(path.join(dir, 'done'), `${line}\n`)
}
const own: Record<string, Effect> = {
  note: ({ key }) => {
    write(`${key} by ${name}`)
    return Promise.resolve()
  },
  poison: ({ key, attempts }) => Promise.reject(new RangeError(`${key} cannot be done, try ${String(attempts)}`)),
  missing: () => Promise.reject(new MediaRefusal('storage_unavailable')),
  /** Begins, and goes on when a file of this process's name and its key appears. */
  slow: async ({ key, fence }) => {
    process.stdout.write(`begun ${key} fence ${String(fence)}\n`)
    await look(`${name}-go-${key}`)
    write(`${key} by ${name}`)
  },
}
const worker = outboxWorker(house, { ...effects(house), ...own }, JSON.parse(pace) as Pace)
process.stdout.write('at the start\n')
for (let turn = 1; ; turn++) {
  await look(`${name}-turn-${String(turn)}`)
  process.stdout.write(`turn ${String(turn)} did ${String(await worker.drain())}\n`)
}
