import { createHash, randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { refuse, shared } from '../workflows/engine'
import type { Refusal } from '../workflows/engine'

type Kind = 'account' | 'address'

interface Rule {
  /** How often within the period; after a pause as many again at once. */
  times: number
  /** The period, in seconds. */
  seconds: number
}

const minute = 60
const hour = 3600

/**
 * How often one account, and one client address, may pass a door that is costly or open to everybody. Many people share
 * an address (a school, an office), so addresses may do more. Addresses typed into a form count as accounts, whether or
 * not there is one.
 */
export const doors = {
  /** A password of one account from one address. A right one is not counted. */
  wrong_password: { account: { times: 5, seconds: 10 * minute }, address: null },
  /** Of one account from everywhere: nobody alone comes so far, since five wrong ones stop an address. */
  sign_in: { account: { times: 100, seconds: 10 * minute }, address: { times: 200, seconds: 10 * minute } },
  register: { account: { times: 6, seconds: hour }, address: { times: 100, seconds: hour } },
  forgot: { account: { times: 6, seconds: hour }, address: { times: 100, seconds: hour } },
  /** Links of mails: verification and new passwords. */
  link: { account: null, address: { times: 120, seconds: 10 * minute } },
  password: { account: { times: 20, seconds: 10 * minute }, address: { times: 200, seconds: 10 * minute } },
  objection: { account: { times: 20, seconds: hour }, address: { times: 20, seconds: hour } },
  /** Forms of pages that are sent back with what was typed, which is kept meanwhile. */
  refused_form: { account: null, address: { times: 300, seconds: 10 * minute } },
  upload: { account: { times: 600, seconds: hour }, address: { times: 3000, seconds: hour } },
  /** Searches that are really done: what is known already costs nothing. */
  search: { account: { times: 300, seconds: minute }, address: { times: 120, seconds: minute } },
} as const satisfies Record<string, Record<Kind, Rule | null>>
export type Door = keyof typeof doors

/** The most that is remembered: some 5 MB. Beyond it whoever came longest ago is forgotten. */
const most = 50_000

interface Memory {
  /** Addresses and accounts are kept as hashes that nobody can make again: the salt dies with the process. */
  salt: Buffer
  /** When whoever it is will have used up nothing, in milliseconds of the clock. */
  even: Map<string, number>
}

const memory = () => shared('rate-limits', (): Memory => ({ salt: randomBytes(32), even: new Map() }))

/**
 * Counts one pass of a door (a leaky bucket: GCRA). A pass that is refused is not counted.
 * @param who an account or a client address; kept as a salted hash only
 * @returns 0, or how many seconds to wait
 */
export function pass(door: Door, kind: Kind, who: string, now: Date): number {
  const rule: Rule | null = doors[door][kind]
  if (!rule) return 0
  const { even } = memory()
  const key = keyOf(door, kind, who)
  const at = now.getTime()
  const period = rule.seconds * 1000
  const known = even.get(key) ?? at
  // Farther ahead than a period is only what a clock has left that was set back since: that keeps nobody out.
  const next = (known > at + period ? at : Math.max(known, at)) + period / rule.times
  if (next > at + period) return Math.ceil((next - period - at) / 1000)
  even.delete(key)
  even.set(key, next)
  if (even.size > most) even.delete(even.keys().next().value ?? key)
  return 0
}

/** As if whoever it is had never passed. */
export const forgive = (door: Door, kind: Kind, who: string): void => void memory().even.delete(keyOf(door, kind, who))

const keyOf = (door: Door, kind: Kind, who: string): string =>
  createHash('sha256').update(memory().salt).update(`${door}\n${kind}\n${who}`).digest('base64url').slice(0, 22)

/** The refusal of who has to wait. */
export const tooMany = (seconds: number): Refusal =>
  refuse('too_many_requests', {
    status: 429,
    retryAfter: seconds,
    params: { minutes: Math.ceil(seconds / 60) },
  })

/** How many are remembered. */
export const remembered = (): number => memory().even.size

/**
 * Where a request came from. Every proxy that is trusted has added to `X-Forwarded-For` the address that it was called
 * from; what stands before that anybody can write.
 * @param hops number of proxies of our own before this process
 */
export function clientAddress(socket: string | undefined, forwardedFor: string | undefined, hops: number): string {
  const way = [...(forwardedFor ?? '').split(',').map((each) => each.trim()), socket ?? ''].filter(Boolean)
  return network(way.at(-1 - Math.min(hops, Math.max(way.length - 1, 0))) ?? 'unknown')
}

/** Of an IPv6 address the first half: the other half is one customer's to choose. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const groups = (text: string) => text.split(':').filter(Boolean)
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
