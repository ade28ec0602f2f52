import { describe, expect, test } from '@jest/globals'
import { assign, gainOfOneMoreEach, million } from '../../../workflows/rules/assignment'
import type { InstanceInput } from '../../../workflows/rules/assignment'
import { fromTable, named } from './instances'

const oneMoreEach = (input: InstanceInput) => gainOfOneMoreEach(input, assign(input).certificate!.achieved)

const flat = (works: number, experts: number, value = 0.5) =>
  Array.from({ length: works }, () => Array.from({ length: experts }, () => value))

describe('a conflict that is declared after the assignment', () => {
  const table = [
    [0.9, 0.8, 0.1],
    [0.9, 0.8, 0.1],
  ]
  const input = fromTable(table, { demand: 2, max: 2 })
  const begun = [
    { work: 'w0', expert: 'e0' },
    { work: 'w0', expert: 'e1' },
  ]

  test('the pair is reported and no longer counted, its seat is filled by another, the other review stays', () => {
    const { pairs, reports, works } = assign({ ...input, begun, forbidden: [{ work: 'w0', expert: 'e0' }] })
    expect(reports).toEqual([{ code: 'begun_in_conflict', work: 'w0', expert: 'e0' }])
    expect(pairs.filter(({ work }) => work === 'w0').map(({ expert, kept }) => [expert, kept])).toEqual([
      ['e1', 'begun'],
      ['e2', null],
    ])
    expect(works.map(({ short }) => short)).toEqual([0, 0])
  })

  test('a fixed pair in conflict is reported too, and not made', () => {
    const fixed = [{ work: 'w1', expert: 'e1' }]
    const { pairs, reports } = assign({ ...input, fixed, forbidden: fixed })
    expect(reports.map(({ code }) => code)).toEqual(['fixed_in_conflict'])
    expect(named(pairs)).not.toContain('w1e1')
  })
})

test('a declined review is never given to the same expert again, even where the seat stays empty', () => {
  const declined = [{ work: 'w0', expert: 'e0' }]
  const { pairs, works } = assign({ ...fromTable([[1, 0.1]], { demand: 2 }), forbidden: declined })
  expect(named(pairs)).toBe('w0e1')
  expect(works[0]).toMatchObject({ short: 1, blocked: { conflict: 1 } })
})

describe('all eligible experts in conflict, full or without the discipline', () => {
  test('the work is named with the number of each, and everything else is filled as well as can be', () => {
    const { works, totals } = assign({
      works: [
        { id: 'blocked', demand: 4, disciplines: ['140'] },
        { id: 'fine', demand: 1, disciplines: ['320'] },
      ],
      experts: [
        { id: 'rival', max: 9, disciplines: ['140'] },
        { id: 'tired', max: 2, taken: 2, disciplines: ['140'] },
        { id: 'idle', max: 0, disciplines: ['140'] },
        { id: 'doctor', max: 1, disciplines: ['320'] },
        { id: 'physicist', max: 1, disciplines: ['140'] },
      ],
      forbidden: [{ work: 'blocked', expert: 'rival' }],
      options: { requires: { discipline: true } },
    })
    expect(works[0]).toMatchObject({
      work: 'blocked',
      ...{ assigned: 1, short: 3 },
      blocked: { conflict: 1, no_room: 2, discipline: 1 },
    })
    expect(works[1]).toMatchObject({ work: 'fine', short: 0, blocked: null })
    expect(totals).toMatchObject({ demand: 5, assigned: 2, short: 3 })
  })

  test('experts who are full with other works are counted as full', () => {
    const { works } = assign(fromTable([[1], [0.5]]))
    expect(works[1]).toMatchObject({ short: 1, blocked: { full: 1 } })
  })

  test('an institution with enough on the work is counted as such', () => {
    const input = fromTable([[1, 0.9, 0.8]], { demand: 3, perInstitution: 2 })
    const { works } = assign({ ...input, experts: input.experts.map((one) => ({ ...one, institution: '同一医院' })) })
    expect(works[0]).toMatchObject({ assigned: 2, short: 1, blocked: { institution_cap: 1 } })
  })

  test('with the panel, the reasons count every expert once', () => {
    for (const max of [1, 2, 3]) {
      const { works } = assign({
        ...fromTable(flat(4, 5), { demand: 4, max }),
        forbidden: [{ work: 'w1', expert: 'e1' }],
      })
      for (const { assigned, blocked } of works.filter(({ short }) => short > 0))
        expect(assigned + Object.values(blocked ?? {}).reduce((sum, each) => sum + each, 0)).toBe(5)
    }
  })
})

describe('assigning again with work begun', () => {
  test('a draft or submitted review is never taken away, even where another would be better', () => {
    const begun = [{ work: 'w0', expert: 'e1' }]
    const { pairs } = assign({ ...fromTable([[1, 0.1]]), begun })
    expect(pairs).toMatchObject([{ work: 'w0', expert: 'e1', kept: 'begun' }])
  })

  test('topping up asks only for what is missing', () => {
    const begun = [{ work: 'w0', expert: 'e2' }]
    const { pairs } = assign({ ...fromTable([[0.9, 0.8, 0.1]], { demand: 2 }), begun })
    expect(named(pairs)).toBe('w0e0 w0e2')
  })

  test('more begun than a rule allows is kept and reported', () => {
    const begun = ['e0', 'e1', 'e2'].map((expert) => ({ work: 'w0', expert }))
    const input = fromTable(flat(1, 3), { demand: 2, perInstitution: 2 })
    const experts = input.experts.map((one) => ({ ...one, max: 0, institution: 'same' }))
    const { pairs, reports } = assign({ ...input, experts, begun })
    expect(pairs).toHaveLength(3)
    expect(reports.map(({ code }) => code)).toEqual([
      'more_than_demand',
      'more_than_institution_cap',
      ...['more_than_load', 'more_than_load', 'more_than_load'],
    ])
  })

  test('loads of other rounds count against the most', () => {
    const input = fromTable(flat(3, 1), { max: 3 })
    const { experts, totals } = assign({ ...input, experts: [{ ...input.experts[0]!, taken: 2 }] })
    expect([experts[0]?.load, totals.assigned]).toEqual([3, 1])
  })

  test('an expert who has more elsewhere than allowed here gets nothing, and it is said', () => {
    const input = fromTable(flat(1, 1))
    const { reports, works } = assign({ ...input, experts: [{ ...input.experts[0]!, taken: 5 }] })
    expect(reports).toEqual([{ code: 'taken_above_max', work: null, expert: 'e0' }])
    expect(works[0]?.blocked).toEqual({ no_room: 1 })
  })

  test('works that want nothing get nothing; experts who may have nothing get nothing', () => {
    const { pairs } = assign(fromTable(flat(2, 2), { demand: [0, 2], max: 2 }))
    expect(named(pairs)).toBe('w1e0 w1e1')
    const none = assign(fromTable(flat(2, 2), { max: 0 }))
    expect([none.totals.assigned, none.totals.short]).toEqual([0, 2])
  })

  test('an empty pool leaves every seat open; a call without works is an empty answer', () => {
    const { totals, works } = assign({ works: [{ id: 'w', demand: 3 }], experts: [] })
    expect([totals.short, works[0]?.blocked]).toEqual([3, {}])
    expect(assign({ works: [], experts: [{ id: 'e', max: 1 }] }).totals).toMatchObject({ demand: 0, assigned: 0 })
    expect(assign({ works: [], experts: [] }).pairs).toEqual([])
  })

  test('one reviewer and one work', () => {
    expect(named(assign(fromTable([[0.3]])).pairs)).toBe('w0e0')
  })

  test('names in any script, however they are written', () => {
    const ids = ['𠮷田·热合曼', '\u00c9', 'E\u0301', '👩🏽‍🔬', '__proto__', 'constructor']
    const { pairs } = assign({
      works: ids.map((id) => ({ id, demand: 1 })),
      experts: ids.map((id) => ({ id, max: 1 })),
    })
    expect(pairs.map(({ work }) => work).sort()).toEqual([...ids].sort())
    expect(pairs.map(({ expert }) => expert).sort()).toEqual([...ids].sort())
  })

  test('an expert whose accounts were merged comes once: the same id twice is refused', () => {
    const experts = ['e', 'e'].map((id) => ({ id, max: 1 }))
    expect(() => assign({ works: [], experts })).toThrow('experts.1.id: given_twice')
  })
})

describe('HotCRP’s own stories of automatic assignment', () => {
  test('thirty preferences, three a paper, are all honoured', () => {
    const rows = Array.from({ length: 10 }, (_, w) =>
      Array.from({ length: 10 }, (_, e) => ([0, 1, 3].includes((e - w + 10) % 10) ? 1 : 0)),
    )
    expect(assign(fromTable(rows, { demand: 3, max: 3 })).totals.affinity).toBe(30 * million)
  })

  test('with loads that cost, three more reviews a paper among seventeen people leave nobody above four', () => {
    const rows = flat(10, 17)
    const begun = Array.from({ length: 30 }, (_, n) => ({ work: `w${n % 10}`, expert: `e${Math.floor(n / 3)}` }))
    const { experts, totals } = assign({ ...fromTable(rows, { demand: 6, max: 17, balance: 50_000 }), begun })
    expect(totals.assigned).toBe(60)
    expect(Math.max(...experts.map(({ load }) => load))).toBeLessThanOrEqual(4)
  })

  test('three reviews of everybody, no less', () => {
    const { experts } = assign(fromTable(flat(10, 10), { demand: 3, min: 3, max: 6 }))
    expect(experts.map(({ load }) => load)).toEqual(Array.from({ length: 10 }, () => 3))
  })
})

test('equals are told apart by the seed alone, never by the order of the rows', () => {
  const seen = new Set<string>()
  for (let n = 0; n < 300; n++) seen.add(named(assign(fromTable(flat(3, 3), { seed: String(n) })).pairs))
  // Each of the six ways to seat three on three is reached.
  expect(seen.size).toBe(6)
})

test('the same instance gives the same bytes, in any order of its rows', () => {
  const input: InstanceInput = {
    works: [1, 2, 3, 4].map((n) => ({ id: `w${n}`, demand: 2, disciplines: [n % 2 ? '140' : '320'] })),
    experts: [1, 2, 3, 4, 5].map((n) => ({ id: `e${n}`, max: 2, institution: `i${n % 2}`, senior: n > 3 })),
    forbidden: [
      { work: 'w1', expert: 'e1' },
      { work: 'w2', expert: 'e3' },
    ],
    options: { perInstitution: 1, senior: true, seed: '2026-05-01' },
  }
  const text = (each: InstanceInput) => JSON.stringify(assign(each, { explain: true }))
  const turned = {
    ...input,
    works: input.works.toReversed(),
    experts: input.experts.toReversed(),
    forbidden: input.forbidden?.toReversed(),
  }
  for (const method of ['optimal', 'random', 'draw'] as const) {
    const { perInstitution, ...others } = input.options!
    const options = { ...others, method, ...(method === 'random' ? {} : { perInstitution }) }
    expect(text({ ...turned, options })).toBe(text({ ...input, options }))
  }
})

describe('an answer explains itself', () => {
  const input = fromTable(
    [
      [1, 0.9, 0.2],
      [0.9, 0.7, 0.6],
    ],
    { max: 1 },
  )

  test('why not a better expert: who has the seat instead, and what the exchange would cost, exactly', () => {
    const { pairs, works, totals } = assign(input, { explain: true })
    expect(named(pairs)).toBe('w0e1 w1e0')
    expect(works[0]?.better).toMatchObject([
      {
        expert: 'e0',
        affinity: million,
        block: 'full',
        load: 1,
        asGood: 0,
        loss: { seats: 0, seniors: 0, affinity: 100_000 },
      },
    ])
    const forced = assign({ ...input, fixed: [{ work: 'w0', expert: 'e0' }] })
    expect(totals.affinity - forced.totals.affinity).toBe(100_000)
  })

  test('a conflict cannot be had at any price', () => {
    const { works } = assign({ ...input, forbidden: [{ work: 'w0', expert: 'e0' }] }, { explain: true })
    expect(works[0]?.better).toMatchObject([{ expert: 'e0', block: 'conflict', loss: null }])
  })

  test('what one more load of each expert would gain is what solving again gains', () => {
    const { experts, totals } = assign(input)
    for (const { expert, oneMore } of experts) {
      const wider = input.experts.map((one) => (one.id === expert ? { ...one, max: one.max + 1 } : one))
      const after = assign({ ...input, experts: wider }).totals
      expect(oneMore).toEqual({
        seats: totals.short - after.short,
        seniors: 0,
        affinity: after.affinity - totals.affinity,
      })
    }
    expect(oneMoreEach(input)).toEqual({ seats: 0, seniors: 0, affinity: 100_000 })
  })

  test('where a seat is open, one more load is worth a seat', () => {
    const short = fromTable([[0.4], [0.3]])
    expect(assign(short).experts[0]?.oneMore).toEqual({ seats: 1, seniors: 0, affinity: 300_000 })
    expect(oneMoreEach(short)).toEqual({ seats: 1, seniors: 0, affinity: 300_000 })
  })

  test('affinities and loads are counted', () => {
    const { affinities, loads } = assign(fromTable([[1, 0.05, 0.95]], { demand: 3, max: 2 }))
    expect(affinities).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 2])
    expect(loads).toEqual([{ load: 1, experts: 3 }])
  })
})
