import { describe, expect, test } from '@jest/globals'
import { assign } from '../../../workflows/rules/assignment'
import type { Answer, InstanceInput } from '../../../workflows/rules/assignment'
import { best, grain, worth } from './oracle'
import type { Score } from './oracle'
import { randomInstance } from './random-instances'

/** What an answer achieves beyond what was kept, in the terms of the oracle. */
function scoreOf(input: InstanceInput, { pairs, experts, totals }: Answer): Score {
  const fresh = pairs.filter(({ kept }) => kept === null)
  const balance = input.options?.balance ?? 0
  const loads = experts.map(({ expert, load }) => {
    const given = fresh.filter((pair) => pair.expert === expert).length
    return Array.from({ length: given }, (_, n) => load - given + n).reduce((sum, each) => sum + each, 0)
  })
  const cost = balance * loads.reduce((sum, each) => sum + each, 0)
  return {
    short: totals.short + totals.belowMin,
    withoutSenior: totals.withoutSenior,
    value: (fresh.reduce((sum, { affinity }) => sum + affinity, 0) - cost) / grain,
  }
}

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n)

describe('the optimum of random small instances, as HiGHS finds it from the textbook program', () => {
  test.each([
    ['plain', 0, 250, {}],
    ['even loads', 1000, 150, { balance: 50_000 }],
    ['institution cap', 2000, 150, { perInstitution: 1 }],
    ['a senior on every work', 3000, 150, { senior: true }],
    ['institution cap and senior, which cross', 4000, 250, { perInstitution: 1, senior: true }],
    ['wider institution cap, senior, even loads', 5000, 150, { perInstitution: 2, senior: true, balance: 100_000 }],
  ] as const)('%s', (name, from, count, options) => {
    let branched = 0
    for (const number of numbers(from, count)) {
      const input = randomInstance(number, options)
      const answer = assign(input)
      if ((answer.certificate?.subproblems ?? 0) > 2) branched++
      expect([number, answer.certificate?.exact, worth(scoreOf(input, answer))]).toEqual([
        number,
        true,
        Math.round(best(input)),
      ])
    }
    // Or the crossing would go untested.
    if (name.includes('cross')) expect(branched).toBeGreaterThan(10)
  })

  test('bottleneck: no higher worst pair keeps all seats, and no larger sum keeps the worst pair', () => {
    for (const number of numbers(6000, 120)) {
      const options = [{}, { senior: true }, { perInstitution: 1 }, { perInstitution: 1, senior: true }][number % 4]!
      const input = randomInstance(number, { ...options, objective: 'bottleneck' })
      const answer = assign(input)
      const { short, withoutSenior } = scoreOf(input, answer)
      const rank = worth({ short, withoutSenior, value: 0 })
      const found = answer.threshold ?? 0
      expect([number, worth(scoreOf(input, answer))]).toEqual([number, Math.round(best(input, { threshold: found }))])
      // Affinities are few: what the next higher threshold can keep is less.
      const values = [...new Set(input.given as number[])].filter((value) => value > found).sort((a, b) => a - b)
      const fresh = answer.pairs.some(({ kept }) => kept === null)
      if (fresh && values.length > 0)
        expect([number, best(input, { threshold: values[0]! }) < rank]).toEqual([number, true])
    }
  })

  test('random assignment: the expected value is that of the linear program under the probability cap', () => {
    for (const number of numbers(7000, 150)) {
      const options = [{}, { senior: true }, { perInstitution: 1 }][number % 3]!
      const whole = randomInstance(number, {
        ...options,
        method: 'random',
        probabilityCap: 300 + (number % 5) * 150,
        balance: (number % 2) * 50_000,
      })
      const input = { ...whole, fixed: [], begun: [], experts: whole.experts.map((one) => ({ ...one, min: 0 })) }
      const { certificate } = assign(input)
      const { achieved } = certificate!
      const expected = worth({ ...achieved, value: achieved.value / grain })
      expect(Math.abs(expected - best(input, { fractional: true }))).toBeLessThan(1e-5)
    }
  })
})
