import { readFileSync } from 'node:fs'

/**
 * Where a crash test asks for it (`TEST_CRASH_AT`), kills this process, so that nothing gets a chance to tidy up, or holds
 * the command there until somebody kills the process. The variable is the name of a point, or `@` and the path of a file
 * whose lines are `kill <point>` and `hold <point>`; it is read anew at every point. The configuration refuses the
 * variable wherever it refuses a test clock.
 * @returns a promise that never settles where the command is held, otherwise nothing
 */
export function faultPoint(name: string): Promise<never> | undefined {
  const asked = process.env.TEST_CRASH_AT
  if (!asked) return undefined
  const orders = asked.startsWith('@') ? readFileSync(asked.slice(1), 'utf8').split('\n') : [`kill ${asked}`]
  if (orders.includes(`kill ${name}`)) process.kill(process.pid, 'SIGKILL')
  if (!orders.includes(`hold ${name}`)) return undefined
  process.stdout.write(`holding ${name}\n`)
  return new Promise(() => undefined)
}
