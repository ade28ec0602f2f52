import { shared } from './shared'

const tails = () => shared('lanes', () => new Map<string, Promise<unknown>>())

/**
 * Runs `work` after all earlier work of the same lanes in this process. Lanes are taken in the order of their names,
 * so two commands with the same lanes never wait for each other in a circle.
 */
export async function inLanes<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
  const [first, ...rest] = [...new Set(names)].sort()
  if (first === undefined) return work()
  const lanes = tails()
  const before = lanes.get(first) ?? Promise.resolve()
  const run = before.then(() => inLanes(rest, work))
  const tail = run.catch(() => undefined)
  lanes.set(first, tail)
  try {
    return await run
  } finally {
    if (lanes.get(first) === tail) lanes.delete(first)
  }
}
