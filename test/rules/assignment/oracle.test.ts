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

/** What is expected under `random`; with what no draw can change, which the oracle counts and the certificate does not. */
function expectationOf(input: InstanceInput, { pairs, works, certificate }: Answer): Score {
  const { short, withoutSenior, value } = certificate!.achieved
  const kept = pairs.filter((pair) => pair.kept !== null)
  const decided = works.filter(
    ({ work, demand, lacksSenior }) => lacksSenior && kept.filter((pair) => pair.work === work).length >= demand,
  )
  const beyond = input.experts.map(({ id, min = 0, taken = 0 }) => {
    const held = taken + kept.filter(({ expert }) => expert === id).length
    return Math.max(0, min - held - works.length)
  })
  return {
    short: short + beyond.reduce((sum, each) => sum + each, 0),
    withoutSenior: withoutSenior + decided.length,
    value: value / grain,
  }
}

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n)

describe('the optimum of random small instances, as HiGHS finds it from the textbook program', () => {
  test.each([
    ['plain', 0, 250, {}],
    ['even loads', 1000, 150, { balance: 50_000 }],
    ['institution cap', 2000, 150, { perInstitution: 1 }],
    ['a senior on every work', 3000, 150, { senior: true }],
    ['institution cap and senior, which cross', 4000, 1000, { perInstitution: 1, senior: true }],
    // Two where what was said to be exact once was not.
    ['institution cap and senior, found in long runs', 20_998, 1, { perInstitution: 1, senior: true }],
    ['institution cap and senior, found in long runs', 31_765, 1, { perInstitution: 1, senior: true }],
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
    if (name.includes('which cross')) expect(branched).toBeGreaterThan(10)
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

  test.each([
    ['no rule', 7000, {}],
    ['a senior on every work', 8000, { senior: true }],
    ['institution cap', 9000, { perInstitution: 1 }],
    ['wider institution cap', 10_000, { perInstitution: 2 }],
  ] as const)(
    'random, %s: the expectation is that of the linear program under the probability cap',
    (_, from, rule) => {
      const seen = { least: 0, fixed: 0, begun: 0 }
      for (const number of numbers(from, 250)) {
        const input = randomInstance(number, {
          ...{ ...rule, method: 'random', probabilityCap: 300 + (number % 5) * 150 },
          balance: (number % 2) * 50_000,
        })
        const answer = assign(input)
        if (answer.experts.some(({ min }) => min > 0)) seen.least++
        for (const kind of ['fixed', 'begun'] as const) if (answer.pairs.some(({ kept }) => kept === kind)) seen[kind]++
        expect([number, answer.certificate?.exact]).toEqual([number, true])
        const off = Math.abs(worth(expectationOf(input, answer)) - best(input, { fractional: true }))
        expect([number, off < 1e-5]).toEqual([number, true])
      }
      // Or what people decided, and least loads, would go untested.
      for (const times of Object.values(seen)) expect(times).toBeGreaterThan(15)
    },
  )
})
