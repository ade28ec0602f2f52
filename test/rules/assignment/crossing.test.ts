import { describe, expect, test } from '@jest/globals'
import { assign } from '../../../workflows/rules/assignment'
import type { InstanceInput } from '../../../workflows/rules/assignment'
import { optimise } from '../../../workflows/rules/assignment/optimise'
import { problemOf } from '../../../workflows/rules/assignment/problem'
import { readInstance } from '../../../workflows/rules/assignment/read'
import { seededStream } from '../../../workflows/rules/randomness'
import { asGiven } from './instances'
import { best, grain, worth } from './oracle'

const both = { weights: asGiven, senior: true, perInstitution: 1 }

/** What is achieved, and whether it is certain to be the best; the two rules cross on most works of these instances. */
function solved(input: InstanceInput, options: InstanceInput['options'] = {}) {
  const { certificate } = assign({ ...input, options: { ...both, ...options } })
  return { exact: certificate!.exact, achieved: certificate!.achieved }
}

const rank = ({ achieved }: ReturnType<typeof solved>) => worth({ ...achieved, value: achieved.value / grain })

const widened = (input: InstanceInput, n: number): InstanceInput => ({
  ...input,
  experts: input.experts.map((one, e) => (e === n ? { ...one, max: one.max + 1 } : one)),
})

/** Works that want three each, more than the experts of a few institutions have room for. */
function crowded(
  number: number,
  [works, experts, institutions]: readonly [number, number, number],
  { demand = (_: number): number => 3, most = 5 } = {},
): InstanceInput {
  const below = seededStream(`crowd ${number}`)
  return {
    works: Array.from({ length: works }, (_, n) => ({ id: `w${n}`, demand: demand(n) })),
    experts: Array.from({ length: experts }, (_, n) => ({
      id: `e${n}`,
      max: 1 + below(most),
      senior: below(100) < 40,
      institution: `i${below(institutions)}`,
    })),
    given: Array.from({ length: works * experts }, () => (below(100) < 10 ? -1 : below(1_000_001))),
  }
}

describe('institution cap and senior rule together', () => {
  test('what is said to be exact does not depend on the seed: the smallest instance where it did', () => {
    const input: InstanceInput = {
      works: ['w0', 'w1'].map((id) => ({ id, demand: 3 })),
      experts: [
        { id: 'e0', max: 3, min: 1, taken: 1, institution: 'i0' },
        { id: 'e1', max: 2, min: 2, institution: 'i1' },
        { id: 'e2', max: 1, min: 1, senior: true, institution: 'i0' },
      ],
      given: [722_219, 575_883, 510_665, 969_101, 188_134, 646_931],
    }
    for (let seed = 0; seed < 10; seed++)
      expect(solved(input, { seed: String(seed) })).toEqual({
        exact: true,
        achieved: { short: 2, withoutSenior: 1, value: 2_243_783 },
      })
  })

  test.each([
    // Among these are two where it did.
    ['total', 113, [10, 8, 3]],
    ['bottleneck', 0, [6, 6, 2]],
  ] as const)('nor on larger ones, all of which are exact: %s', (objective, from, size) => {
    for (let number = from; number < from + 12; number++) {
      const input = crowded(number, size)
      const [first, ...others] = ['a', 'b', 'c'].map((seed) => solved(input, { objective, seed }))
      expect([number, first!.exact]).toEqual([number, true])
      for (const other of others) expect([number, other]).toEqual([number, first])
    }
  })

  test('is exact however crowded, and more load for one expert never makes it worse', () => {
    for (let number = 0; number < 60; number++) {
      const input = crowded(number, [10, 8, 3])
      const [before, after] = [solved(input), solved(widened(input, number % 8))]
      expect([number, before.exact, after.exact]).toEqual([number, true, true])
      expect([number, rank(after) >= rank(before)]).toEqual([number, true])
    }
  })

  test.each([
    [10, 8, 3],
    [7, 9, 2],
  ] as const)('is what HiGHS finds on crowded instances of %d works, %d experts, %d institutions', (...size) => {
    for (let number = 0; number < 15; number++) {
      const { given, ...rest } = crowded(number, size)
      const input = {
        ...rest,
        given: [...given!].map((value) => Math.max(-1, Math.floor(Number(value) / grain) * grain)),
        options: { ...both, perInstitution: 1 + (number % 2) },
      }
      const answer = assign(input)
      const { achieved, exact } = answer.certificate!
      const value = worth({ ...achieved, value: achieved.value / grain })
      expect([number, exact, value]).toEqual([number, true, Math.round(best(input))])
    }
  })

  test('cut short, it says that better may exist, and how much better', () => {
    const input = crowded(387, [5, 12, 3], { demand: (n) => 2 + (n % 2), most: 3 })
    const certificateOf = (options: InstanceInput['options']) =>
      assign({ ...input, options: { ...both, ...options } }, { explain: true }).certificate!
    const [hasty, certain] = [certificateOf({ nodeLimit: 1 }), certificateOf({})]
    expect([hasty.exact, certain.exact, certain.gap]).toEqual([false, true, 0])
    expect(hasty.achieved.value).toBeLessThan(certain.achieved.value)
    expect(hasty.achieved.value + hasty.gap!).toBeGreaterThanOrEqual(certain.achieved.value)
  })

  test('where caps are priced instead of kept, nothing better is beyond the gap that is told', () => {
    let exact = 0
    for (let number = 0; number < 40; number++) {
      const { given, ...rest } = crowded(number, [5, 12, 3], { demand: (n) => 2 + (n % 2), most: 3 })
      const input = {
        ...rest,
        given: [...given!].map((value) => Math.max(-1, Math.floor(Number(value) / grain) * grain)),
        options: { ...both, balance: grain },
      }
      const base = { unit: 1, pairCap: 1, threshold: 0, flat: false }
      const { certificate } = optimise(problemOf(readInstance(input)), base, { programUpTo: 0 })
      const found = worth({ ...certificate.achieved, value: certificate.achieved.value / grain })
      const highest = Math.round(best(input))
      expect([number, found <= highest]).toEqual([number, true])
      if (certificate.exact) exact++
      if (certificate.exact) expect([number, found]).toEqual([number, highest])
      else if (certificate.gap !== null)
        expect([number, found + certificate.gap / grain >= highest]).toEqual([number, true])
    }
    expect(exact).toBeGreaterThan(10)
    expect(exact).toBeLessThan(40)
  })

  test('where a seat, a senior or a higher threshold may be reached nobody knows the gap', () => {
    const of = (max: number, min: number, institution: string, senior = false) => ({ max, min, institution, senior })
    const input: InstanceInput = {
      works: [4, 2, 4, 2, 1].map((demand, n) => ({ id: `w${n}`, demand })),
      experts: [
        of(2, 2, 'b', true),
        of(2, 1, 'b'),
        of(3, 1, 'a', true),
        of(4, 1, 'a'),
        of(2, 1, 'a'),
        of(2, 1, 'b'),
      ].map((one, n) => ({ id: `e${n}`, ...one })),
      given: [
        [1_000_000, 800_000, 450_000, 50_000, 750_000, 450_000],
        [600_000, 950_000, 900_000, 150_000, 400_000, 600_000],
        [1_000_000, 400_000, 0, 400_000, 550_000, 50_000],
        [50_000, 0, 800_000, 100_000, -1, 600_000],
        [750_000, 1_000_000, -1, 600_000, -1, 1_000_000],
      ].flat(),
    }
    for (const objective of ['total', 'bottleneck'] as const) {
      const certificateOf = (nodeLimit?: number) =>
        assign({ ...input, options: { ...both, objective, ...(nodeLimit === undefined ? {} : { nodeLimit }) } })
          .certificate!
      expect(certificateOf(1)).toMatchObject({ exact: false, gap: null })
      expect(certificateOf()).toMatchObject({ exact: true, gap: 0 })
    }
  })

  test('more load for one expert does not make it worse: an instance where it did', () => {
    const input: InstanceInput = {
      works: [4, 2, 4, 4].map((demand, n) => ({ id: `w${n}`, demand })),
      experts: [
        { id: 'e0', max: 1, senior: true, institution: 'i1' },
        { id: 'e1', max: 3, institution: 'i1' },
        { id: 'e2', max: 1, institution: 'i0' },
        { id: 'e3', max: 2, institution: 'i2' },
        { id: 'e4', max: 2, institution: 'i0' },
        { id: 'e5', max: 2, senior: true, institution: 'i2' },
      ],
      given: [
        ...[50_000, 800_000, 50_000, 900_000, 500_000, 50_000],
        ...[850_000, 250_000, 0, 950_000, 650_000, 700_000],
        ...[250_000, 750_000, 850_000, 1_000_000, 650_000, 600_000],
        ...[150_000, 100_000, -1, 850_000, 300_000, 850_000],
      ],
    }
    const value = { exact: true, achieved: { short: 3, withoutSenior: 1, value: 7_450_000 } }
    expect([solved(input), solved(widened(input, 4))]).toEqual([value, value])
  })

  test('nor do more load, or one conflict less, on random ones', () => {
    let compared = 0
    for (let number = 0; number < 60; number++) {
      const input = crowded(number, [4, 6, 2])
      const below = seededStream(`change ${number}`)
      const at = below(input.given!.length)
      const narrower = { ...input, given: [...input.given!].map((value, p) => (p === at ? -1 : value)) }
      const [less, plain, more] = [narrower, input, widened(input, below(6))].map((one) => solved(one))
      if (![less, plain, more].every((one) => one!.exact)) continue
      compared++
      expect([number, rank(less!) <= rank(plain!), rank(plain!) <= rank(more!)]).toEqual([number, true, true])
    }
    expect(compared).toBeGreaterThan(50)
  })

  test('on many works a core of pairs is looked at first, and the answer is exact for all of them', () => {
    const input = crowded(1, [700, 150, 30], { most: 20 })
    for (const objective of ['total', 'bottleneck'] as const) {
      const [first, other] = ['a', 'b'].map((seed) => solved(input, { objective, seed }))
      expect(first).toMatchObject({ exact: true, achieved: { short: 700 * 3 - seats(input) } })
      expect(other).toEqual(first)
    }
  })
})

/** As many as there are, when experts are fewer than wanted. */
const seats = ({ works, experts }: InstanceInput): number =>
  Math.min(
    works.reduce((sum, { demand }) => sum + demand, 0),
    experts.reduce((sum, { max }) => sum + max, 0),
  )
