import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { clientAddress, doors, pass, remembered } from '../../src/rate-limit'
import type { Door } from '../../src/rate-limit'

const start = Date.parse('2026-03-02T01:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000)

describe('how often somebody may pass a door', () => {
  test('as often as the rule says at once, then is told how long to wait, and may again after exactly that time', () => {
    const { times, seconds } = doors.sign_in.account
    for (let n = 0; n < times; n++) expect(pass('sign_in', 'account', 'a@example.cn', at(0))).toBe(0)
    const wait = pass('sign_in', 'account', 'a@example.cn', at(0))
    expect(wait).toBe(seconds / times)
    expect(pass('sign_in', 'account', 'a@example.cn', at(wait - 1))).toBe(1)
    expect(pass('sign_in', 'account', 'a@example.cn', at(wait))).toBe(0)
    expect(pass('sign_in', 'account', 'a@example.cn', at(wait))).toBeGreaterThan(0)
    expect(pass('sign_in', 'account', 'b@example.cn', at(0))).toBe(0)
    expect(pass('forgot', 'account', 'a@example.cn', at(0))).toBe(0)
    expect(pass('sign_in', 'address', 'a@example.cn', at(0))).toBe(0)
  })

  test('a clock that is set back keeps nobody out', () => {
    for (let n = 0; n < doors.register.account.times; n++)
      pass('register', 'account', 'early@example.cn', at(90 * 86_400))
    expect(pass('register', 'account', 'early@example.cn', at(0))).toBe(0)
  })

  test('never more than twice the rule in any period, whenever it is tried', () => {
    let who = 0
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 60 }), (gaps) => {
        const { times, seconds } = doors.forgot.account
        const name = `somebody-${String(++who)}`
        let now = 0
        const passed = gaps.map((gap) => [(now += gap), pass('forgot', 'account', name, at(now)) === 0] as const)
        for (const [from] of passed) {
          const within = passed.filter(([when, through]) => through && when >= from && when < from + seconds)
          expect(within.length).toBeLessThanOrEqual(2 * times)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('remembers no more than a bounded number, and no address in the clear', () => {
    for (let n = 0; n < 50_500; n++) pass('register', 'address', `2001:db8::${n.toString(16)}`, at(0))
    expect(remembered()).toBe(50_000)
    const shelf = (globalThis as unknown as Record<symbol, Map<string, { even: Map<string, number> }>>)[
      Symbol.for('kepu')
    ]
    // With the colon: a hash may well hold the digits alone.
    const clear = [...(shelf?.get('rate-limits')?.even.keys() ?? [])].filter((key) => /2001:|example|@/.test(key))
    expect(clear).toEqual([])
  })

  test('every door limits an account, an address, or both', () => {
    for (const door of Object.keys(doors) as Door[])
      expect([door, doors[door].account ?? doors[door].address]).not.toEqual([door, null])
  })
})

describe('where a request came from', () => {
  test('is the socket’s other end, whatever a header says, unless proxies are trusted', () => {
    expect(clientAddress('198.51.100.7', '203.0.113.1, 203.0.113.2', 0)).toBe('198.51.100.7')
    expect(clientAddress('10.0.0.1', '203.0.113.1, 203.0.113.2', 1)).toBe('203.0.113.2')
    expect(clientAddress('10.0.0.1', '203.0.113.1, 203.0.113.2', 2)).toBe('203.0.113.1')
    // A request that came past the proxies is judged by the farthest that is known of it.
    expect(clientAddress('10.0.0.1', '203.0.113.1', 5)).toBe('203.0.113.1')
    expect(clientAddress('10.0.0.1', undefined, 1)).toBe('10.0.0.1')
    expect(clientAddress(undefined, undefined, 0)).toBe('unknown')
  })

  test('is one for all addresses of one customer', () => {
    const one = clientAddress('2001:db8:1:2::1', undefined, 0)
    for (const same of ['2001:db8:1:2:ffff:1:2:3', '2001:DB8:0001:2::', '2001:db8:1:2::9%eth0'])
      expect(clientAddress(same, undefined, 0)).toBe(one)
    expect(clientAddress('2001:db8:1:3::1', undefined, 0)).not.toBe(one)
    expect(clientAddress('::ffff:198.51.100.7', undefined, 0)).toBe('198.51.100.7')
    expect(clientAddress('::1', undefined, 0)).toBe('0:0:0:0')
  })
})
