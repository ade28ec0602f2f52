import { createRequire } from 'node:module'
import { describe, expect, test } from '@jest/globals'
import { assign, million } from '../../../workflows/rules/assignment'
import type { InstanceInput } from '../../../workflows/rules/assignment'
import { asGiven, fromTable, named, published, publishedFile, transposed } from './instances'

const total = (input: InstanceInput): number => assign(input).totals.affinity

describe('published assignment instances', () => {
  test('PeerReview4All, first example: the worst work gets 0.24, where the largest sum would leave one with nothing', () => {
    const similarity = [
      [1, 1, 1],
      [0, 0, 0.24],
      [0.25, 0.25, 0.5],
    ]
    const rows = transposed(similarity)
    expect(total(fromTable(rows))).toBe(1.5 * million)
    const fair = assign(fromTable(rows, { objective: 'bottleneck' }))
    expect([fair.threshold, fair.totals.worst, fair.totals.affinity]).toEqual([240_000, 240_000, 1.49 * million])
  })

  test('PeerReview4All, second example: the worst pair can be 0.01 and no better', () => {
    const rows = transposed([
      [0, 0.04, 0.1],
      [0.01, 0.05, 0],
      [0, 0.1, 1],
    ])
    const fair = assign(fromTable(rows, { objective: 'bottleneck' }))
    expect(fair.totals.worst).toBe(10_000)
    expect(named(fair.pairs)).toBe('w0e1 w1e0 w2e2')
  })

  test('HotCRP’s network: the one optimum of three users and three papers', () => {
    // Costs 0, −1 and 1 become affinities ½, 1 and 0; what is not listed is no pair.
    const rows = transposed([
      [0.5, 1, null],
      [0.5, 0.5, 0.5],
      [0.5, null, 0],
    ])
    expect(named(assign(fromTable(rows)).pairs)).toBe('w0e2 w1e0 w2e1')
  })

  test('OpenReview’s solver test of lowest cost: nothing is paid', () => {
    const cost = [
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
      [2, 2, 0],
    ]
    const rows = transposed(cost.map((row) => row.map((each) => 1 - each / 2)))
    expect(total(fromTable(rows, { demand: [1, 1, 2], min: 1, max: 2 }))).toBe(4 * million)
  })

  test('OpenReview’s solver test of constraints: only free pairs, at the best price', () => {
    const cost = [
      [-10, 1, 1, -10, -10],
      [-100, -10, -10, -100, 1],
      [1, -10, -10, -100, -100],
      [-10, -100, -100, -10, -10],
    ]
    const forbidden = ['1 0', '1 3', '2 3', '2 4', '3 1', '3 2']
    const rows = cost.map((row, e) =>
      row.map((each, w) => (forbidden.includes(`${e} ${w}`) ? null : (100 - each) / 1000)),
    )
    // Ten pairs at cost −10.
    expect(total(fromTable(transposed(rows), { demand: 2, min: 1, max: 3 }))).toBe(10 * 110_000)
  })

  test('least loads are met together with the sum, where filling them first would lose half of it', () => {
    const rows = [
      [0.1, 0.1],
      [0.7, 0.2],
      [0.8, 0.1],
    ]
    expect(total(fromTable(rows, { min: 1, max: 3 }))).toBe(1.6 * million)
  })

  test('an instance with every pair forbidden has an answer: nothing, and twenty reasons a work', () => {
    const rows = Array.from({ length: 5 }, () => Array.from({ length: 20 }, () => null))
    const { totals, works } = assign(fromTable(rows, { demand: 3, max: 6 }))
    expect([totals.assigned, totals.short]).toEqual([0, 15])
    expect(works.map(({ blocked }) => blocked)).toEqual(Array.from({ length: 5 }, () => ({ conflict: 20 })))
  })
})

interface Reference {
  MIDL: { max_sum: { ub4: number; ub4_lb2_idle_min0_no_zero_pairs: number } }
}

/** MIDL 2018, reviewers down, papers across; `null` is a conflict. */
function midl(): { scores: (number | null)[][]; expected: Reference['MIDL']['max_sum'] } | null {
  const scores = published('midl/scores.json')
  const reference = published('assignment_reference.json')
  if (scores === null || reference === null) return null
  const raw = JSON.parse(scores) as (number | null)[][] | { scores: (number | null)[][] }
  return {
    scores: Array.isArray(raw) ? raw : raw.scores,
    expected: (JSON.parse(reference) as Reference).MIDL.max_sum,
  }
}

describe('public data sets, where they stand beside this copy', () => {
  test('MIDL 2018: the largest sum with loads up to four', () => {
    const data = midl()
    if (!data) return
    // Rounded to millionths, so that 354 pairs may differ by half a millionth each.
    const found = total(fromTable(transposed(data.scores), { demand: 3, max: 4 })) / million
    expect(Math.abs(found - data.expected.ub4)).toBeLessThan(354 * 0.5e-6)
  })

  test('MIDL 2018 with loads of two to four: the optimum, where a two-phase solver loses 4.5 %', () => {
    const data = midl()
    if (!data) return
    const rows = transposed(data.scores).map((row) => row.map((value) => (value === 0 ? null : value)))
    const input = fromTable(rows, { demand: 3, max: 4 })
    const idle = data.scores.map((row) => !row.some((value) => value !== null && value > 0))
    const experts = input.experts.map((each, n) => ({ ...each, min: idle[n] ? 0 : 2 }))
    const { totals } = assign({ ...input, experts })
    expect(totals.belowMin).toBe(0)
    expect(Math.abs(totals.affinity / million - data.expected.ub4_lb2_idle_min0_no_zero_pairs)).toBeLessThan(
      354 * 0.5e-6,
    )
  })

  test.each([
    ['00000001', 6, 497],
    ['00000003', 6, 1817],
  ])('PrefLib MD-00002-%s: the largest sum of bids under a load of %i', (name, max, expected) => {
    const text = published(`preflib/MD-00002-${name}.toi`)
    if (text === null) return
    const bids = readBids(text)
    const rows = transposed(bids).map((row) => row.map((value) => (value === null ? null : value / 10)))
    expect(total(fromTable(rows, { demand: 3, max })) / (million / 10)).toBe(expected)
  })

  test('OR-Library assign100: 305', () => {
    const text = published('orlib/assign100_noheader.txt')
    if (text === null) return
    const costs = text.trim().split(/\s+/).map(Number)
    const rows = Array.from({ length: 100 }, (_, n) =>
      costs.slice(n * 100, n * 100 + 100).map((cost) => 1 - cost / 1000),
    )
    expect(100_000 - total(fromTable(rows)) / 1000).toBe(305)
  })

  test('the synthetic instance of 60 × 12 and that of 5,000 × 500: 802,096 and 173,603,817', () => {
    const file = publishedFile('scale/synthetic_instance.js')
    if (file === null) return
    for (const [works, experts, demand, max, expected] of [
      [60, 12, 3, 18, 802_096],
      [5000, 500, 5, 60, 173_603_817],
    ] as const)
      expect(total(generated(file, { works, experts, demand, max }))).toBe(expected)
  })
})

/** Reviewers down, papers across: yes 4, maybe 2, no 1, absent = conflict. Names first, then one line a reviewer. */
function readBids(text: string): (number | null)[][] {
  const [first = '', ...lines] = text.trim().split(/\r?\n/)
  return lines.slice(Number(first) + 1).map((line) => {
    const row = Array.from({ length: Number(first) }, (): number | null => null)
    const groups = line.slice(line.indexOf(',') + 1).match(/\{[^}]*\}|\d+/g) ?? []
    for (const [level, group] of groups.entries())
      for (const paper of group.match(/\d+/g) ?? []) row[Number(paper)] = [4, 2, 1][level] ?? null
    return row
  })
}

function generated(
  source: string,
  { works, experts, demand, max }: { works: number; experts: number; demand: number; max: number },
): InstanceInput {
  const { make } = createRequire(import.meta.url)(source) as {
    make: (works: number, experts: number) => { S: Int32Array }
  }
  return {
    works: Array.from({ length: works }, (_, n) => ({ id: `w${n}`, demand })),
    experts: Array.from({ length: experts }, (_, n) => ({ id: `e${n}`, max })),
    // A copy of this realm's own: the data set's script runs in another.
    given: Int32Array.from(make(works, experts).S),
    options: { weights: asGiven },
  }
}
