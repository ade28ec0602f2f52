import { expect, test } from '@jest/globals'
import { assign } from '../../../workflows/rules/assignment'
import type { InstanceInput } from '../../../workflows/rules/assignment'
import { seededStream } from '../../../workflows/rules/randomness'
import { bestWay, compareWays, wayOf } from './exhaustive'
import { randomInstance } from './random-instances'

/** A tiny instance under any combination of options. */
function anyInstance(number: number): InstanceInput {
  const below = seededStream(`options ${number}`)
  const chance = (percent: number) => below(100) < percent
  const oneOf = <T>(...all: T[]): T => all[below(all.length)]!
  const method = oneOf('optimal', 'optimal', 'draw', 'random')
  const senior = chance(40)
  const input = randomInstance(
    number,
    {
      ...{ method, senior, objective: oneOf('total', 'bottleneck'), balance: oneOf(0, 0, 1, 50_000, 100_000) },
      ...{ requires: { discipline: chance(30), language: chance(30) }, probabilityCap: oneOf(1000, 500, 333, 1) },
      ...(chance(50) && !(method === 'random' && senior) ? { perInstitution: 1 + below(2) } : {}),
    },
    { works: 3, experts: 4 },
  )
  const some = <T extends object>(percent: number, part: T): Partial<T> => (chance(percent) ? part : {})
  return {
    ...input,
    works: input.works.map((one) => ({
      ...one,
      ...some(60, { disciplines: [oneOf('140', '320')] }),
      ...some(50, { language: oneOf('zh', 'en') }),
    })),
    experts: input.experts.map((one) => ({
      ...one,
      ...some(80, { disciplines: [oneOf('140', '320')] }),
      ...some(50, { languages: [oneOf('zh', 'en')] }),
    })),
  }
}

test('of every combination of options, no other way to assign is better, and none is allowed that should not be', () => {
  const seen = new Set<string>()
  for (let number = 60_000; number < 62_000; number++) {
    const input = anyInstance(number)
    const { pairs, totals, certificate } = assign(input, { explain: true })
    const way = wayOf(input, pairs)
    expect([number, way?.short, way?.withoutSenior]).toEqual([
      number,
      totals.short + totals.belowMin,
      totals.withoutSenior,
    ])
    const { method, objective, senior, perInstitution = 0 } = input.options!
    seen.add(`${method} ${objective} ${senior} ${perInstitution > 0}`)
    if (method === 'random') continue
    expect([number, compareWays(input, bestWay(input), way!)]).toEqual([number, 0])
    if (method === 'optimal') expect([number, certificate?.exact]).toEqual([number, true])
  }
  // Three methods, two objectives, two rules: all but those that are refused together.
  expect(seen.size).toBe(22)
})
