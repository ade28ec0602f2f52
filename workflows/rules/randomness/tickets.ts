import { sha256 } from './sha256'

/** Less than nothing, nothing or more, by code units: no machine's language has a say. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The lot of one thing: SHA-256 of the seed, a line feed and its name, so that anybody can work it out again. */
export const ticket = (seed: string, name: string): string => sha256(`${seed}\n${name}`)

/** Things in the order of their lots, the smallest first. */
export function byTicket<T>(seed: string, things: readonly T[], nameOf: (thing: T) => string): T[] {
  return things
    .map((thing) => ({ thing, name: nameOf(thing) }))
    .map((each) => ({ ...each, ticket: ticket(seed, each.name) }))
    .sort((a, b) => compareText(a.ticket, b.ticket) || compareText(a.name, b.name))
    .map(({ thing }) => thing)
}
