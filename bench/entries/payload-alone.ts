import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { handleEndpoints } from 'payload'
import { house } from './house'
import { fail } from './tell'

/** Payload's REST with nothing of ours before it and without Next: the fastest that it can be served. */
async function main(): Promise<void> {
  const { payload } = await house()
  const listener = getRequestListener((request) => handleEndpoints({ config: payload.config, request }), {
    overrideGlobalObjects: false,
  })
  const server = createServer((request, response) => void listener(request, response))
  process.on('SIGTERM', () => process.exit(0))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.stdout.write(`ready http://127.0.0.1:${String((server.address() as AddressInfo).port)}\n`)
}

await main().catch(fail)
