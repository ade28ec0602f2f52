import { describe, expect, test } from '@jest/globals'
import { InstanceError, assign } from '../../../workflows/rules/assignment'

const works = [
  { id: 'w0', demand: 1 },
  { id: 'w1', demand: 2 },
]
const experts = [
  { id: 'e0', max: 1 },
  { id: 'e1', max: 2 },
]

/** The field, row included, and the code of everything that is wrong. */
function wrong(more: object): string[] {
  try {
    assign({ works, experts, ...more })
    return []
  } catch (error) {
    if (error instanceof InstanceError) return error.issues.map(({ field, code }) => `${field} ${code}`)
    throw error
  }
}

const withWork = (part: object) => ({ works: [works[0], { ...works[1], ...part }] })
const withExpert = (part: object) => ({ experts: [experts[0], { ...experts[1], ...part }] })

describe('bad input is told with its field and its row', () => {
  test.each([
    ['NaN as a demand', withWork({ demand: NaN }), ['works.1.demand invalid_type']],
    ['a negative demand', withWork({ demand: -1 }), ['works.1.demand too_small']],
    ['half a review', withWork({ demand: 1.5 }), ['works.1.demand invalid_type']],
    ['a demand above the number of experts', withWork({ demand: 3 }), ['works.1.demand above_experts']],
    ['a negative load', withExpert({ max: -1 }), ['experts.1.max too_small']],
    ['an endless load', withExpert({ max: Infinity }), ['experts.1.max invalid_type']],
    ['no load', { experts: [{ id: 'e0' }, experts[1]] }, ['experts.0.max invalid_type']],
    ['a least load above the most', withExpert({ min: 3 }), ['experts.1.min min_above_max']],
    ['a negative load elsewhere', withExpert({ taken: -2 }), ['experts.1.taken too_small']],
    ['a discipline that is none', withWork({ disciplines: ['140', '14'] }), ['works.1.disciplines.1 not_a_discipline']],
    ['a work twice', withWork({ id: 'w0' }), ['works.1.id given_twice']],
    ['an expert twice', withExpert({ id: 'e0' }), ['experts.1.id given_twice']],
    ['an empty id', withWork({ id: '' }), ['works.1.id too_small']],
    ['an id of two lines', withExpert({ id: 'e1\ne2' }), ['experts.1.id control_character']],
    ['an unknown work', { forbidden: [{ work: 'w9', expert: 'e0' }] }, ['forbidden.0.work unknown_id']],
    ['a pair with more to it', { fixed: [{ work: 'w0', expert: 'e0', by: 1 }] }, ['fixed.0.by unrecognized_keys']],
    [
      'half a pair',
      { fixed: [{ work: 'w0', exp: 'e0' }] },
      ['fixed.0.expert invalid_type', 'fixed.0.exp unrecognized_keys'],
    ],
    [
      'no pair',
      { forbidden: [null, undefined, 'w0', ['w0', 'e0']] },
      [0, 1, 2, 3].map((n) => `forbidden.${n} invalid_type`),
    ],
    ['a list that is none', { bids: { length: 3 } }, ['bids invalid_type']],
    ['an unknown expert', { begun: [{ work: 'w0', expert: 'x' }] }, ['begun.0.expert unknown_id']],
    [
      'an unknown fixed pair',
      { fixed: [{ work: 'x', expert: 'y' }] },
      ['fixed.0.work unknown_id', 'fixed.0.expert unknown_id'],
    ],
    [
      'two bids on one pair',
      { bids: [1, 2].map((bid) => ({ work: 'w0', expert: 'e0', bid })) },
      ['bids.1 given_twice'],
    ],
    ['a bid off the scale', { bids: [{ work: 'w0', expert: 'e0', bid: 1001 }] }, ['bids.0.bid too_big']],
    ['an affinity that is no number', { given: [0, 1, NaN, 3] }, ['given.2 not_an_affinity']],
    ['an affinity above one', { given: [0, 1, 2, 1_000_001] }, ['given.3 not_an_affinity']],
    ['an affinity in words', { given: [0, 1, 'high', 3] }, ['given.2 not_an_affinity']],
    [
      'an affinity that no number can be made of',
      { given: [0, 1n, Symbol('two'), {}] },
      [1, 2, 3].map((n) => `given.${n} not_an_affinity`),
    ],
    ['too few affinities', { given: [1, 2, 3] }, ['given wrong_length']],
    ['no weight at all', { options: { weights: { discipline: 0 } } }, ['options.weights all_weights_zero']],
    ['a negative weight', { options: { weights: { format: 1, bid: -1 } } }, ['options.weights.bid too_small']],
    ['a cap of none', { options: { perInstitution: 0 } }, ['options.perInstitution too_small']],
    ['a chance above one', { options: { probabilityCap: 1001 } }, ['options.probabilityCap too_big']],
    [
      'both rules for a panel under chances',
      { options: { method: 'random', senior: true, perInstitution: 1 } },
      ['options.perInstitution random_with_senior_and_institution'],
    ],
    ['an unknown aim', { options: { objective: 'fairest' } }, ['options.objective invalid_value']],
    ['an unknown option', { options: { speed: 1 } }, ['options.speed unrecognized_keys']],
    ['unknown lists', { extra: [], more: 1 }, ['extra unrecognized_keys', 'more unrecognized_keys']],
  ] as [string, object, string[]][])('%s', (_, more, expected) => {
    expect(wrong(more)).toEqual(expected)
  })

  test('ten million pairs, before anything is read', () => {
    const many = (name: string, count: number) => Array.from({ length: count }, (_, n) => ({ id: `${name}${n}` }))
    expect(wrong({ works: many('w', 10_000), experts: many('e', 1000) })).toEqual(['works.5000 too_many_pairs'])
  })

  describe('lists that are far too long, or bad from end to end', () => {
    const many = (name: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({ id: `${name}${n}`, demand: 1 }))
    const large = { works: many('w', 5000), experts: many('e', 1000).map(({ id }) => ({ id, max: 9 })) }
    const bad = new Array<unknown>(10_000_000).fill({ work: 1 })

    test.each(['forbidden', 'fixed', 'begun', 'bids'])('%s: more rows than pairs, by the first too many', (list) => {
      expect(wrong({ [list]: bad })).toEqual([`${list}.4 more_rows_than_pairs`])
      expect(wrong({ ...large, [list]: bad })).toEqual([`${list}.5000000 more_rows_than_pairs`])
    })

    test.each(['forbidden', 'fixed', 'begun', 'bids'])(
      '%s: as many bad rows as pairs, the first hundred told',
      (list) => {
        const told = wrong({ ...large, [list]: bad.slice(0, 5_000_000) })
        expect(told).toHaveLength(100)
        expect(told[0]).toBe(`${list}.0.work invalid_type`)
      },
    )

    test('works, experts and affinities', () => {
      expect(wrong({ works: bad, experts: [] })).toEqual(['works.100000 too_big'])
      expect(wrong({ works: [], experts: bad })).toEqual(['experts.100000 too_big'])
      expect(wrong({ works: bad.slice(0, 100_000), experts })).toHaveLength(100)
      expect(wrong({ ...large, given: bad })).toEqual(['given wrong_length'])
      expect(wrong({ ...large, given: bad.slice(0, 5_000_000) })).toHaveLength(100)
    })
  })

  test('no instance at all', () => {
    for (const input of [null, undefined, 4, 'works', [], {}]) expect(() => assign(input)).toThrow(InstanceError)
    expect(() => assign(null)).toThrow('instance: invalid_type')
  })

  test('an affinity’s error says whose it is', () => {
    try {
      assign({ works, experts, given: [0, 1, 2, -2] })
    } catch (error) {
      expect((error as InstanceError).issues).toEqual([
        { field: 'given.3', code: 'not_an_affinity', params: { work: 'w1', expert: 'e1' } },
      ])
    }
    expect.assertions(1)
  })

  test('numbers that would not be exact any more are refused, not rounded', () => {
    const many = Array.from({ length: 100_000 }, (_, n) => ({ id: `w${n}`, demand: 2 }))
    const all = { works: many, experts, options: { balance: 100_000, senior: true } }
    expect(wrong({ ...all, fixed: many.map(({ id }) => ({ work: id, expert: 'e0' })) })).toEqual([
      'options.balance numbers_too_large',
    ])
  })
})
