import { describe, expect, test } from '@jest/globals'
import { assign } from '../../../workflows/rules/assignment'
import type { InstanceInput } from '../../../workflows/rules/assignment'
import { seededStream } from '../../../workflows/rules/randomness'
import { grain, worth } from './oracle'
import { randomInstance } from './random-instances'

const options = [{}, { senior: true }, { perInstitution: 1 }, { perInstitution: 1, senior: true }, { balance: 50_000 }]

/** What an assignment achieves in all, by one exact number. */
function valueOf(input: InstanceInput): number {
  const { certificate } = assign(input)
  expect(certificate?.exact).toBe(true)
  const { achieved } = certificate!
  return worth({ ...achieved, value: achieved.value / grain })
}

/** Instances with something changed in them, each with a stream of its own to choose what. */
function* changed(count: number, change: (input: InstanceInput, below: (n: number) => number) => InstanceInput) {
  for (let number = 0; number < count; number++) {
    const input = {
      ...randomInstance(10_000 + number, options[number % options.length]),
      // What is kept is no matter of choice, and a least load may cost more than it brings.
      ...{ fixed: [], begun: [] },
    }
    const bare = { ...input, experts: input.experts.map((one) => ({ ...one, min: 0 })) }
    yield [valueOf(bare), valueOf(change(bare, seededStream(`change ${number}`))), number] as const
  }
}

describe('what must never get better or worse', () => {
  test('more load for one expert never makes an assignment worse', () => {
    const wider = changed(150, (input, below) => {
      const n = below(input.experts.length)
      return { ...input, experts: input.experts.map((one, e) => (e === n ? { ...one, max: one.max + 1 } : one)) }
    })
    for (const [before, after, number] of wider) expect([number, after >= before]).toEqual([number, true])
  })

  test('one more conflict never makes it better', () => {
    const narrower = changed(150, (input, below) => {
      const pair = {
        work: input.works[below(input.works.length)]!.id,
        expert: input.experts[below(input.experts.length)]!.id,
      }
      return { ...input, forbidden: [...(input.forbidden ?? []), pair] }
    })
    for (const [before, after, number] of narrower) expect([number, after <= before]).toEqual([number, true])
  })

  test('one more expert never makes it worse', () => {
    const more = changed(100, (input, below) => {
      const { given, works, experts } = input
      const rows = works.map((_, w) => (given as number[]).slice(w * experts.length, (w + 1) * experts.length))
      return {
        ...input,
        experts: [...experts, { id: 'new', max: 2 }],
        given: rows.flatMap((row) => [...row, below(21) * 50_000]),
      }
    })
    for (const [before, after, number] of more) expect([number, after >= before]).toEqual([number, true])
  })

  test('a rule more never makes it better: institution cap, threshold of the worst pair', () => {
    for (let number = 0; number < 100; number++) {
      const input = { ...randomInstance(20_000 + number), fixed: [], begun: [] }
      const plain = valueOf(input)
      expect(valueOf({ ...input, options: { ...input.options, perInstitution: 1 } })).toBeLessThanOrEqual(plain)
      expect(valueOf({ ...input, options: { ...input.options, objective: 'bottleneck' } })).toBeLessThanOrEqual(plain)
    }
  })
})
