import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { fileClock, systemClock } from '../workflows/engine'
import { readConfig } from './config'
import type { Config } from './config'
import { claimDatabase } from './database-lock'
import { effects } from './effects'
import { askForRenewals } from './effects/renewals'
import { endOnFaults } from './faults'
import { lookForFonts, openHouse } from './house'
import { httpServer } from './http'
import { startWorker } from './worker'

endOnFaults()

/** Serves until it is told to stop; then no new request, the running ones end, the worker lets go. */
async function serve(config: Config): Promise<void> {
  await claimDatabase(config)
  const payload = await getPayload({ config: payloadConfig })
  const house = await openHouse(payload, config, config.testClock ? fileClock(config.testClock) : systemClock)
  const state = { closing: false }
  const pages = process.argv.includes('--no-pages') ? undefined : await openPages(config)
  const server = httpServer(house, state, pages)
  server.on('error', (error: NodeJS.ErrnoException) => {
    const sentence =
      error.code === 'EADDRINUSE'
        ? `端口 ${String(config.port)} 已被占用,请用 PORT= 换一个。Port ${String(config.port)} is taken; choose another with PORT=.`
        : error.message
    process.stderr.write(`${sentence}\n`)
    process.exit(1)
  })
  await new Promise<void>((resolve) => server.listen(config.port, config.host, resolve))
  const worker = config.worker ? startWorker(house, effects(house)) : null
  if (worker) void lookForFonts(house)
  if (worker) await askForRenewals(house)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port

  const stop = async () => {
    if (state.closing) return
    state.closing = true
    const closed = new Promise((resolve) => server.close(resolve))
    // A connection that is kept alive becomes idle when its running request has ended.
    const idle = setInterval(() => {
      server.closeIdleConnections()
    }, 50)
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 10_000).unref())])
    clearInterval(idle)
    await worker?.stop()
    await payload.destroy()
    process.stdout.write('stopped\n')
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
  // Said last: whoever has read it may stop this process at once.
  process.stdout.write(`ready http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${String(port)}\n`)
}

async function openPages(config: Config) {
  const { default: next } = await import('next')
  const app = next({
    dev: process.argv.includes('--dev'),
    dir: process.env.KEPU_ROOT ?? process.cwd(),
    hostname: config.host,
    port: config.port,
  })
  await app.prepare()
  const handle = app.getRequestHandler()
  return (request: Parameters<typeof handle>[0], response: Parameters<typeof handle>[1]) =>
    void handle(request, response)
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  // The pages were built for production, whatever kind of installation this is.
  Reflect.set(process.env, 'NODE_ENV', 'production')
  await serve(config)
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
