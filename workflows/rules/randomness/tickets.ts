import { sha256, sha256Words } from './sha256'

/** Less than nothing, nothing or more, by code units: no machine's language has a say. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The lot of one thing: SHA-256 of the seed, a line feed and its name, so that anybody can work it out again. */
export const ticket = (seed: string, name: string): string => sha256(`${seed}\n${name}`)

/** Things in the order of their lots, the smallest first. Words are compared as their digits would be. */
export function byTicket<T>(seed: string, things: readonly T[], nameOf: (thing: T) => string): T[] {
  const names = things.map(nameOf)
  const lots = names.map((name) => sha256Words(`${seed}\n${name}`))
  const compare = (a: number, b: number): number => {
    const [one, other] = [lots[a]!, lots[b]!]
    for (let n = 0; n < one.length; n++) if (one[n] !== other[n]) return (one[n]! >>> 0) - (other[n]! >>> 0)
    return compareText(names[a]!, names[b]!)
  }
  return [...things.keys()].sort(compare).map((n) => things[n]!)
}
