import { logger } from './log'

/**
 * What nobody caught leaves a process in a state that nobody knows. It is logged without personal data, and the process
 * ends for its supervisor to start another: nothing acknowledged is lost by that. Others in the process (the pages'
 * framework) listen too and would let it go on.
 */
export function endOnFaults(code = 1): void {
  const log = logger({ level: 'fatal' })
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (reason: unknown) => {
      const err = reason instanceof Error ? reason : new Error(String(reason))
      log.fatal({ err: { name: err.name, message: err.message, stack: err.stack } }, event)
      process.exit(code)
    })
}
