import type { AddressInfo } from 'node:net'
import { checkJournal } from '../../workflows/engine'
import { httpServer } from '../../src/http'
import { house } from './house'
import { fail, tell } from './tell'

/** The server without pages, which on a message runs the check in its own process while it serves. */
async function main(): Promise<void> {
  const open = await house()
  const server = httpServer(open, { closing: false })
  process.on('message', () => {
    const began = performance.now()
    checkJournal(open.engine)
      .then(({ findings, subjects, journalRows }) =>
        tell({
          findings: findings.slice(0, 5),
          found: findings.length,
          subjects,
          journalRows,
          seconds: (performance.now() - began) / 1000,
        }),
      )
      .catch((error: unknown) => tell({ error: String(error) }))
  })
  process.on('SIGTERM', () => process.exit(0))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.stdout.write(`ready http://127.0.0.1:${String((server.address() as AddressInfo).port)}\n`)
}

await main().catch(fail)
