import { describe, expect, test } from '@jest/globals'
import { assign, gainOfOneMoreEach } from '../../../workflows/rules/assignment'
import type { Gain, InstanceInput } from '../../../workflows/rules/assignment'
import { withEveryRule } from '../../../workflows/rules/assignment/exchanges'
import { waysOf } from '../../../workflows/rules/assignment/explain'
import { optimise } from '../../../workflows/rules/assignment/optimise'
import { problemOf } from '../../../workflows/rules/assignment/problem'
import { readInstance } from '../../../workflows/rules/assignment/read'
import { fromTable } from './instances'
import { randomInstance } from './random-instances'

const oneMoreEach = (input: InstanceInput) => gainOfOneMoreEach(input, assign(input).certificate!.achieved)

const allowing = (input: InstanceInput, expert: string): InstanceInput => ({
  ...input,
  experts: input.experts.map((one) => (one.id === expert ? { ...one, max: one.max + 1 } : one)),
})

/** What solving both says, in the order of what matters. */
function gained(before: InstanceInput, after: InstanceInput): Gain {
  const [old, next] = [before, after].map((input) => assign(input).certificate!.achieved)
  return {
    seats: old!.short - next!.short,
    seniors: old!.withoutSenior - next!.withoutSenior,
    affinity: next!.value - old!.value,
  }
}

const order = ({ seats, seniors, affinity }: Gain) => seats * 1e15 + seniors * 1e11 + affinity

describe('what one more load of an expert would gain', () => {
  const table = fromTable([[0.4], [0.3]], { demand: 1 })
  const only = (more: object, rest: object = {}): InstanceInput => ({
    ...table,
    ...{ experts: [{ ...table.experts[0]!, ...more }], ...rest },
  })

  test.each([
    ['allowed nothing', only({ max: 0 }), { seats: 1, seniors: 0, affinity: 400_000 }],
    ['full elsewhere', only({ max: 2, taken: 2 }), { seats: 1, seniors: 0, affinity: 400_000 }],
    [
      'full with a fixed pair',
      only({ max: 1 }, { fixed: [{ work: 'w0', expert: 'e0' }] }),
      { seats: 1, seniors: 0, affinity: 300_000 },
    ],
    ['too full for one more to help', only({ max: 1, taken: 2 }), { seats: 0, seniors: 0, affinity: 0 }],
  ] as [string, InstanceInput, Gain][])('of one who is %s', (_, input, gain) => {
    expect(assign(input).experts[0]?.oneMore).toEqual(gain)
    expect(oneMoreEach(input)).toEqual(gain)
    expect(gained(input, allowing(input, 'e0'))).toEqual(gain)
  })

  test.each([
    ['no rule', 40_000, {}],
    ['even loads', 41_000, { balance: 50_000 }],
    ['a senior on every work', 42_000, { senior: true }],
    ['institution cap', 43_000, { perInstitution: 1 }],
    ['wider institution cap, even loads', 44_000, { perInstitution: 2, balance: 50_000 }],
  ] as const)('is what solving again with it gains: %s', (_, from, options) => {
    let helpful = 0
    for (let number = from; number < from + 60; number++) {
      const input = randomInstance(number, options)
      for (const { expert, oneMore } of assign(input).experts) {
        const again = gained(input, allowing(input, expert))
        expect([number, expert, oneMore]).toEqual([number, expert, again])
        if (order(again) > 0) helpful++
      }
    }
    expect(helpful).toBeGreaterThan(30)
  })

  test('is never promised too much where institution cap and senior rule cross', () => {
    for (let number = 45_000; number < 45_060; number++) {
      const input = randomInstance(number, { perInstitution: 1, senior: true })
      for (const { expert, oneMore } of assign(input).experts)
        expect([number, order(oneMore!) <= order(gained(input, allowing(input, expert)))]).toEqual([number, true])
    }
  })
})

describe('what it would cost to put a better expert on a panel', () => {
  /** Of all pairs, those that are kept too: what is fixed meanwhile counts in both. */
  const lost = (before: InstanceInput, after: InstanceInput): Gain => {
    const [old, next] = [before, after].map((input) => assign(input).totals)
    return {
      seats: next!.short + next!.belowMin - old!.short - old!.belowMin,
      seniors: next!.withoutSenior - old!.withoutSenior,
      affinity: old!.affinity - next!.affinity,
    }
  }

  test.each([
    ['no rule', 50_000, {}],
    ['a senior on every work', 51_000, { senior: true }],
    ['institution cap', 52_000, { perInstitution: 1 }],
  ] as const)('is what solving again with that pair fixed loses: %s', (_, from, options) => {
    let dear = 0
    for (let number = from; number < from + 60; number++) {
      const input = randomInstance(number, options)
      for (const { work, better } of assign(input, { explain: true }).works)
        for (const { expert, loss } of better!) {
          if (loss === null) continue
          const fixed = [...(input.fixed ?? []), { work, expert }]
          expect([number, work, expert, loss]).toEqual([number, work, expert, lost(input, { ...input, fixed })])
          if (order(loss) > 0) dear++
        }
    }
    expect(dear).toBeGreaterThan(30)
  })

  test('is the same for a crowd of experts, where ways are found for one work after the other', () => {
    const rules = [
      {},
      { senior: true },
      { perInstitution: 1 },
      { balance: 50_000 },
      { perInstitution: 2, senior: true },
    ]
    for (let number = 53_000; number < 53_060; number++) {
      const problem = problemOf(readInstance(randomInstance(number, rules[number % rules.length])))
      const found = withEveryRule(problem, optimise(problem, { unit: 1, pairCap: 1, threshold: 0, flat: false }))
      const [few, many] = [waysOf(problem, found), waysOf(problem, found, 0)]
      const { from } = found.model.network
      for (const arc of found.model.arcOf.filter((each) => each >= 0))
        for (const e of problem.experts.keys()) expect(few(e, from[arc]!)).toBe(many(e, from[arc]!))
    }
  })
})
