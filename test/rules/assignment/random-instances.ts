import { seededStream } from '../../../workflows/rules/randomness'
import type { InstanceInput } from '../../../workflows/rules/assignment'
import { asGiven } from './instances'
import { grain } from './oracle'

type Options = NonNullable<InstanceInput['options']>

/** A small instance drawn from its number, with whatever an instance can hold; `options` are set on top. */
export function randomInstance(number: number, options: Options = {}, most = { works: 5, experts: 6 }): InstanceInput {
  const below = seededStream(`instance ${number}`)
  const chance = (percent: number) => below(100) < percent
  const works = Array.from({ length: 1 + below(most.works) }, (_, n) => ({ id: `w${n}`, demand: 0 }))
  const experts = Array.from({ length: 1 + below(most.experts) }, (_, n) => {
    const max = below(4)
    const taken = chance(20) ? 1 : 0
    return {
      id: `e${n}`,
      max,
      taken,
      min: chance(30) ? below(max + 1) : 0,
      senior: chance(40),
      ...(chance(80) ? { institution: `i${below(2)}` } : {}),
    }
  })
  for (const work of works) work.demand = Math.min(experts.length, below(4))
  const pairs = works.flatMap(({ id: work }) => experts.map(({ id: expert }) => ({ work, expert })))
  const some = (percent: number) => pairs.filter(() => chance(percent))
  return {
    ...{ works, experts },
    given: pairs.map(() => (chance(10) ? -1 : below(21) * grain)),
    forbidden: some(8),
    fixed: chance(30) ? some(8) : [],
    begun: chance(30) ? some(8) : [],
    options: { weights: asGiven, seed: String(number), ...options },
  }
}
