import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { atOnce, calibrate, scoresSchema } from '../../../workflows/rules/scoring/calibration'
import type { Calibration, CalibrationGap, GivenScore } from '../../../workflows/rules/scoring/calibration'
import { expectedRanks, groupsAtLine, probabilityBetter, rankIntervals } from '../../../workflows/rules/scoring/panel'
import { uniforms } from '../../../workflows/rules/scoring/numerics'
import { snsfGrades } from './published'

const TOP = 10_000
const name = (kind: string, n: number): string => `${kind}${String(n).padStart(3, '0')}`

const scoresOf = (rows: readonly (readonly (number | null)[])[]): GivenScore[] =>
  rows.flatMap((row, i) =>
    row.flatMap((score, j) => (score === null ? [] : [{ work: name('w', i), expert: name('e', j), score }])),
  )

const calibrated = (scores: readonly GivenScore[]): Calibration => {
  const result = atOnce(calibrate(scores, TOP))
  if (typeof result === 'string') throw new Error(result)
  return result
}
const gap = (scores: readonly GivenScore[]): CalibrationGap | null => {
  const result = atOnce(calibrate(scores, TOP))
  return typeof result === 'string' ? result : null
}

/** Scores of a contest whose truth is known: merit, leniency, chance, whole hundredths of a point. */
const contest = (works: number, experts: number, each: number, seed: number): GivenScore[] => {
  const next = uniforms(seed)
  const around = (spread: number) => (next() + next() + next() - 1.5) * 2 * spread
  const merit = Array.from({ length: works }, () => around(900))
  const leniency = Array.from({ length: experts }, () => around(500))
  return merit.flatMap((good, work) => {
    const chosen = new Set<number>()
    while (chosen.size < each) chosen.add(Math.floor(next() * experts))
    return [...chosen].map((expert) => ({
      work: name('w', work),
      expert: name('e', expert),
      score: Math.round(7_000 + good + leniency[expert]! + around(600)),
    }))
  })
}

const orderOf = ({ works }: Calibration): string[] =>
  [...works].sort((a, b) => b.score! - a.score!).map(({ work }) => work)

describe('the mock panel of the SNSF', () => {
  const scores = scoresOf(snsfGrades.map((row) => row.map((grade) => 7 - grade)))
  const panel = calibrated(scores)
  const [component] = panel.components
  const { mean } = component!
  const all = snsfGrades.map((_, i) => component!.works.indexOf(name('w', i)))
  const ranks = atOnce(expectedRanks(component!, all))

  test('has the variances and leniencies of the closed form', () => {
    const { works, experts, residual } = panel.variances
    for (const [value, stated] of [
      [works, 0.4219],
      [experts, 1.9819],
      [residual, 0.72476],
      [mean, 3.84],
    ] as const)
      expect(Math.abs(value - stated) / stated).toBeLessThan(1e-4)
    ;[1.7832, 0.0911, 0.4816, -0.2994, -2.0565].forEach((stated, j) =>
      expect(panel.experts[j]!.leniency).toBeCloseTo(stated, 4),
    )
  })

  test('has the expected ranks of the closed form, and those published within a quarter', () => {
    const closed = [2.21, 3.91, 3.91, 3.91, 4.97, 6.11, 7.28, 7.28, 8.43, 9.55, 10.6, 11.57, 13.21, 13.21, 13.87]
    const published = [2.44, 4.06, 4.09, 4.12, 5.08, 6.19, 7.34, 7.26, 8.43, 9.42, 10.4, 11.4, 13.0, 13.0, 13.7]
    const sucra = [0.9, 0.78, 0.78, 0.78, 0.71, 0.63, 0.55, 0.55, 0.47, 0.4, 0.33, 0.25, 0.15, 0.14, 0.09]
    ranks.forEach((one, i) => {
      expect(one.expectedRank).toBeCloseTo(closed[i]!, 2)
      expect(Math.abs(one.expectedRank - published[i]!)).toBeLessThan(0.25)
      expect(Math.abs(one.sucra! - sucra[i]!)).toBeLessThan(0.025)
      expect(one.percentile).toBeCloseTo((100 * (one.expectedRank - 0.5)) / 15, 10)
    })
  })

  test('funds the first and cannot tell the next five apart for five places, as published', () => {
    const intervals = atOnce(rankIntervals(component!, all))
    const groups = groupsAtLine(
      ranks.map(({ expectedRank }, i) => ({ expectedRank, ...intervals[i]! })),
      5,
    )
    expect(groups).toEqual(['above', ...Array<string>(5).fill('undecided'), ...Array<string>(9).fill('below')])
  })

  test('gives the same intervals every time, to the last digit', () => {
    const [again] = calibrated([...scores].reverse()).components
    expect(atOnce(rankIntervals(again!, all))).toEqual(atOnce(rankIntervals(component!, all)))
  })
})

describe('the funding line', () => {
  const entry = (expectedRank: number, lowest: number, highest: number) => ({ expectedRank, lowest, highest })
  const entries = [entry(1.2, 1, 1), entry(2.4, 2, 3), entry(2.6, 2, 3), entry(3.8, 4, 4)]

  test('parts those whose interval holds it from those surely on one side', () => {
    expect(groupsAtLine(entries, 2)).toEqual(['above', 'undecided', 'undecided', 'below'])
  })

  test('lets all have a place when places and works are equally many', () => {
    expect(groupsAtLine(entries, 3)).toEqual(['above', 'above', 'above', 'below'])
    expect(groupsAtLine(entries, 4)).toEqual(Array<string>(4).fill('above'))
    expect(groupsAtLine(entries, 0)).toEqual(Array<string>(4).fill('below'))
  })

  test('gives no work a place that is not there, and leaves none empty, whatever the intervals say', () => {
    const twice = [entry(20, 1, 2), entry(20, 1, 2)]
    expect(groupsAtLine(twice, 1)).toEqual(['undecided', 'undecided'])
    const behind = [entry(1, 5, 6), entry(1, 5, 6)]
    expect(groupsAtLine(behind, 1)).toEqual(['undecided', 'undecided'])
    const half = fc.integer({ min: 2, max: 24 }).map((doubled) => doubled / 2)
    const entriesOf = fc.array(
      fc.oneof(
        fc.record({ expectedRank: fc.double({ min: 1, max: 12, noNaN: true }), lowest: half, highest: half }),
        fc.record({ expectedRank: half, lowest: half, highest: half }),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(entriesOf, fc.nat(13), (given, places) => {
        const groups = groupsAtLine(given, places)
        const sized = (group: string) => groups.filter((one) => one === group).length
        expect(sized('above')).toBeLessThanOrEqual(places)
        expect(given.length - sized('below')).toBeGreaterThanOrEqual(Math.min(places, given.length))
      }),
      { numRuns: 1_000 },
    )
  })

  test('k = 1 … 7 with ranks to one side of their intervals: five places hold', () => {
    const shifted = Array.from({ length: 7 }, (_, k) => [entry(k + 2.58, k + 2, k + 3), entry(k + 3, k + 2, k + 2.58)])
    for (const which of [0, 1]) {
      const groups = groupsAtLine(
        shifted.map((pair) => pair[which]!),
        5,
      )
      expect(groups.filter((one) => one === 'above').length).toBeLessThanOrEqual(5)
      expect(groups.filter((one) => one !== 'below').length).toBeGreaterThanOrEqual(5)
    }
  })

  test.each([-1, 1.5, NaN])('%d places are refused', (places) => {
    expect(() => groupsAtLine(entries, places)).toThrow('places: not a whole number')
  })
})

describe('leniency is taken out', () => {
  test('a work that had the stern expert is not behind for that', () => {
    // Expert 0 gives 2000 less than expert 1 on the works they share; works 0 and 1 had one of them each.
    const rows = [
      [6_000, null, 7_100],
      [null, 8_000, 7_100],
      [5_000, 7_000, 6_000],
      [5_500, 7_500, 6_400],
      [6_500, 8_500, 7_600],
      [4_000, 6_000, 5_100],
    ]
    const [first, second] = calibrated(scoresOf(rows)).works
    expect(Math.abs(first!.score! - second!.score!)).toBeLessThan(100)
  })

  test('adding points to all scores of one expert changes nobody’s order on a full grid', () => {
    const rows = snsfGrades.map((row) => row.map((grade) => 8_000 - 800 * grade))
    const raised = rows.map((row) => row.map((score, j) => (j === 2 ? score + 1_500 : score)))
    expect(orderOf(calibrated(scoresOf(raised)))).toEqual(orderOf(calibrated(scoresOf(rows))))
    expect(calibrated(scoresOf(raised)).experts[2]!.leniency).toBeGreaterThan(
      calibrated(scoresOf(rows)).experts[2]!.leniency + 1_000,
    )
  })

  test('and on an incomplete one moves works by what shrinkage leaves, and no more', () => {
    const scores = contest(40, 12, 4, 11)
    const raised = scores.map((one) => (one.expert === name('e', 3) ? { ...one, score: one.score + 2_000 } : one))
    const [before, after] = [calibrated(scores), calibrated(raised)]
    const shift = (i: number) => after.works[i]!.score! - before.works[i]!.score!
    const shifts = before.works.map((_, i) => shift(i))
    // On raw means, each work of that expert would have moved by 500 against the others.
    expect(Math.max(...shifts) - Math.min(...shifts)).toBeLessThan(250)
  })

  test('few scores are drawn to the middle further than many', () => {
    const scores = contest(30, 10, 5, 3)
    const thin = scores.filter(({ work, expert }) => work !== name('w', 0) || expert === scores[0]!.expert)
    const error = (given: GivenScore[]) => calibrated(given).works[0]!.error!
    expect(error(thin)).toBeGreaterThan(error(scores) * 1.3)
  })
})

describe('works that no expert joins', () => {
  const left = contest(8, 5, 3, 1)
  const right = contest(6, 4, 3, 2).map((one) => ({ ...one, work: `x${one.work}`, expert: `x${one.expert}` }))
  const both = calibrated([...left, ...right])

  test('are found, the larger part first', () => {
    expect(both.parts).toBe(2)
    expect(both.components.map(({ works }) => works.length)).toEqual([8, 6])
    expect(both.works.filter(({ component }) => component === 1).map(({ work }) => work[0])).toEqual(
      Array<string>(6).fill('x'),
    )
  })

  test('have a mean of their own: raising one part by a thousand moves nothing in the other', () => {
    const raised = calibrated([...left, ...right.map((one) => ({ ...one, score: one.score + 1_000 }))])
    both.works.forEach((one, i) =>
      expect(raised.works[i]!.score! - one.score!).toBeCloseTo(one.component === 1 ? 1_000 : 0, 3),
    )
    both.experts.forEach((one, i) => expect(raised.experts[i]!.leniency).toBeCloseTo(one.leniency, 3))
  })

  test('and one that stands alone gets no calibrated score at all', () => {
    const alone = calibrated([
      ...left,
      { work: 'z', expert: 'z1', score: 9_000 },
      { work: 'z', expert: 'z2', score: 8_000 },
    ])
    expect(alone.works.at(-1)).toEqual({ work: 'z', component: 1, scores: 2, score: null, error: null })
    expect(alone.components).toHaveLength(1)
  })
})

describe('too little to calibrate by', () => {
  const score = (work: string, expert: string, value = 5_000): GivenScore => ({ work, expert, score: value })
  test.each<[CalibrationGap, GivenScore[]]>([
    ['no_scores', []],
    ['too_few_works', [score('a', 'x'), score('a', 'y'), score('b', 'x')]],
    ['too_few_experts', [score('a', 'x'), score('b', 'x'), score('c', 'x')]],
    ['no_work_scored_twice', [score('a', 'x'), score('b', 'x'), score('c', 'y')]],
    ['no_expert_scores_two', [score('a', 'u'), score('a', 'v'), score('b', 'x'), score('c', 'y')]],
    ['too_few_scores', [score('a', 'x'), score('a', 'y'), score('b', 'x'), score('c', 'z')]],
  ])('%s', (reason, scores) => {
    expect(gap(scores)).toBe(reason)
  })

  test('or more than can be worked out while somebody waits', () => {
    const crowd = Array.from({ length: 601 }, (_, n) => [score('a', name('e', n)), score('b', name('e', n))]).flat()
    expect(gap([...crowd, score('c', name('e', 0))])).toBe('too_many_experts')
    const many = Array.from({ length: 25_001 }, (_, n) => score(name('w', n), name('e', n % 50)))
    expect(gap(many)).toBe('too_many_scores')
  })

  test('a pair given twice, or what is no score, is named by its row', () => {
    const issues = (scores: unknown) =>
      scoresSchema.safeParse(scores).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []
    expect(issues([score('a', 'x'), score('a', 'x')])).toEqual([['1', 'pair_given_twice']])
    expect(issues([score('a', 'x'), score('b', 'x', NaN)])[0]![0]).toBe('1.score')
    expect(issues([{ ...score('a', 'x'), weight: 2 }])[0]![0]).toBe('0')
  })
})

describe('experts', () => {
  const rows = [
    [9_000, 10_000, 7_000, null, 6_000],
    [8_000, 10_000, 7_000, null, null],
    [6_000, 10_000, 7_000, 5_000, null],
    [7_500, 10_000, 7_000, null, 6_000],
  ]
  test('who give all the same, full marks or one score stand out', () => {
    const { experts } = calibrated(scoresOf(rows))
    expect(experts.map(({ flags }) => flags)).toEqual([[], ['all_equal', 'all_top'], ['all_equal'], ['one_score'], []])
    expect(experts.map(({ spread }) => spread === null)).toEqual([false, false, false, true, false])
  })
})

describe('of any scores that the schema admits', () => {
  const value = fc.oneof(
    fc.integer({ min: 0, max: 10_000 }),
    fc.constantFrom(0, 10_000, 7_000),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  )
  const anyScores = fc.uniqueArray(
    fc.record({
      work: fc.integer({ min: 0, max: 7 }).map((n) => name('w', n)),
      expert: fc.integer({ min: 0, max: 5 }).map((n) => name('e', n)),
      score: value,
    }),
    { maxLength: 30, selector: ({ work, expert }) => work + expert },
  )
  const numbersOf = ({ works, experts, variances, components }: Calibration): (number | null)[] => [
    ...works.flatMap(({ score, error }) => [score, error]),
    ...experts.flatMap(({ leniency, error, spread }) => [leniency, error, spread]),
    ...[variances.works, variances.experts, variances.residual],
    ...components.map(({ mean }) => mean),
  ]

  test('no figure is NaN or infinite, and no probability leaves 0 … 1', () => {
    fc.assert(
      fc.property(anyScores, (scores) => {
        expect(scoresSchema.safeParse(scores).success).toBe(true)
        const result = atOnce(calibrate(scores, TOP))
        if (typeof result === 'string') return
        for (const number of numbersOf(result)) expect(number === null || Number.isFinite(number)).toBe(true)
        for (const component of result.components) {
          const { posterior, works } = component
          const among = works.map((_, i) => i)
          const ranks = atOnce(expectedRanks(component, among))
          const sum = ranks.reduce((all, { expectedRank }) => all + expectedRank, 0)
          expect(sum).toBeCloseTo((among.length * (among.length + 1)) / 2, 6)
          const p = probabilityBetter(posterior, 0, 1)
          expect(p >= 0 && p <= 1).toBe(true)
          expect(p + probabilityBetter(posterior, 1, 0)).toBeCloseTo(1, 12)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the order in which they come changes nothing at all', () => {
    // Two parts that differ in names alone.
    const twins = [
      ['w0', 'e0'],
      ['w0', 'e1'],
      ['w0', 'e4'],
      ['w0', 'e5'],
      ['w1', 'e0'],
      ['w2', 'e2'],
      ['w3', 'e3'],
    ].map(([work = '', expert = '']) => ({ work, expert, score: 0 }))
    const shuffled = anyScores.chain((scores) =>
      fc.tuple(fc.constant(scores), fc.shuffledSubarray(scores, { minLength: scores.length })),
    )
    fc.assert(
      fc.property(shuffled, ([scores, other]) => {
        const [a, b] = [scores, other].map((given) => atOnce(calibrate(given, TOP)))
        expect(JSON.stringify(b)).toBe(JSON.stringify(a))
      }),
      { examples: [[[twins, twins.toReversed()]]] },
    )
  })
})

test('of a long chain of works none are taken for alike that are not', () => {
  const chain = Array.from({ length: 598 }, (_, n) => [
    { work: name('w', n), expert: name('e', n), score: 7_000 },
    { work: name('w', n), expert: name('e', n + 1), score: n === 0 ? 8_000 : 7_000 },
  ]).flat()
  expect(new Set(calibrated(chain).components[0]?.alike).size).toBe(598)
})

describe('what works and experts are called', () => {
  const called = fc.record({
    scores: fc.uniqueArray(
      fc.record({ work: fc.nat(5), expert: fc.nat(3), score: fc.constantFrom(5_000, 6_000, 7_000, 7_500) }),
      { minLength: 8, maxLength: 24, selector: ({ work, expert }) => 10 * work + expert },
    ),
    works: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
    experts: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
    shift: fc.nat(23),
  })

  interface Names {
    works: readonly number[]
    experts: readonly number[]
  }
  type Row = Readonly<{ work: number; expert: number; score: number }>

  /** By the works' and experts' own numbers: every figure that a panel reads, to the last digit. */
  const figuresOf = (rows: readonly Row[], { works, experts }: Names) => {
    const scores = rows.map((one) => ({
      work: name('w', works[one.work]!),
      expert: name('e', experts[one.expert]!),
      score: one.score,
    }))
    const result = atOnce(calibrate(scores, TOP))
    if (typeof result === 'string') return result
    const numberOf = (called: string) => (called.startsWith('w') ? works : experts).indexOf(Number(called.slice(1)))
    const figures = result.components.flatMap((component) => {
      const among = component.works.map((_, place) => place)
      const ranks = atOnce(expectedRanks(component, among))
      const intervals = atOnce(rankIntervals(component, among))
      const entries = ranks.map(({ expectedRank }, i) => ({ expectedRank, ...intervals[i]! }))
      const groups = [1, 2, 3].map((places) => groupsAtLine(entries, places))
      const beats = (place: number) =>
        component.works
          .map((work, other) => [numberOf(work), probabilityBetter(component.posterior, place, other)] as const)
          .sort(([a], [b]) => a - b)
      return component.works.map(
        (work, i) => [numberOf(work), entries[i], groups.map((each) => each[i]), beats(i)] as const,
      )
    })
    const byNumber = <T extends readonly [number, ...unknown[]]>(list: T[]) => list.sort((a, b) => a[0] - b[0])
    return {
      works: byNumber(result.works.map(({ work, score, error, scores }) => [numberOf(work), score, error, scores])),
      experts: byNumber(result.experts.map(({ expert, ...rest }) => [numberOf(expert), rest])),
      figures: byNumber(figures),
      variances: result.variances,
    }
  }

  const plain = (count: number): number[] => Array.from({ length: count }, (_, n) => n)
  const turned = (rows: readonly Row[], by: number) => [
    ...rows.slice(by % rows.length),
    ...rows.slice(0, by % rows.length),
  ]

  test('and in which order they come moves no work across the line, nor any figure', () => {
    fc.assert(
      fc.property(called, ({ scores, works, experts, shift }) => {
        const before = figuresOf(scores, { works: plain(6), experts: plain(4) })
        expect(figuresOf(turned(scores, shift), { works, experts })).toEqual(before)
      }),
      { numRuns: 15 },
    )
  })

  describe('nor where works are bound up with each other like the links of a ring', () => {
    /** Work i is scored by the experts i + each step, round and round; what they give comes again after a period. */
    const ring = (size: number, steps: readonly number[], given: readonly number[], from = 0): Row[] =>
      plain(size).flatMap((i) =>
        steps.map((step, n) => ({
          work: from + i,
          expert: from + ((i + step) % size),
          score: given[(i * steps.length + n) % given.length]!,
        })),
      )
    const value = fc.constantFrom(4_000, 6_000, 7_000, 7_500, 9_000)
    const rings = fc
      .tuple(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 2, max: 4 }),
        fc.constantFrom([0, 1], [0, 1, 3], [0, 2], [0, 1, 2]),
        fc.boolean(),
      )
      .chain(([period, times, steps, twice]) =>
        fc.record({
          rows: fc.array(value, { minLength: period * steps.length, maxLength: period * steps.length }).map((given) => {
            const size = Math.max(4, period * times)
            const one = ring(size, steps, given)
            return twice ? [...one, ...ring(size, steps, given, size)] : one
          }),
          seed: fc.nat(),
        }),
      )
    const shuffled = (count: number, next: () => number): number[] =>
      plain(count)
        .map((n) => [next(), n] as const)
        .sort(([a], [b]) => a - b)
        .map(([, n]) => n)

    /** The figures with plain names, and with others in another order. */
    const renamed = (rows: readonly Row[], seed: number) => {
      const count = 1 + Math.max(...rows.flatMap(({ work, expert }) => [work, expert]))
      const next = uniforms(seed)
      const names = { works: shuffled(count, next), experts: shuffled(count, next) }
      const before = figuresOf(rows, { works: plain(count), experts: plain(count) })
      return { before, after: figuresOf(turned(rows, seed), names) }
    }
    const renamedAlike = (rows: readonly Row[], seed: number): void => {
      const { before, after } = renamed(rows, seed)
      expect(after).toEqual(before)
    }

    test('of any size, with any period, one or two of them', () => {
      fc.assert(
        fc.property(rings, ({ rows, seed }) => renamedAlike(rows, seed)),
        { numRuns: 10 },
      )
    })

    test('rings of different lengths whose works have the same scores', () => {
      const given = [5_000, 8_000, 6_000, 7_000]
      const rows = [...ring(6, [0, 1], given), ...ring(4, [0, 1], given, 6), ...ring(6, [0, 1], given, 10)]
      for (const seed of [1, 2]) renamedAlike(rows, seed)
    })

    test('a Möbius ladder beside a prism: no count of neighbours tells their works apart', () => {
      const [low, high] = [5_000, 8_000]
      // Works are edges of a cubic graph, experts its corners: each edge is scored by both of its ends.
      const cubic = (crossed: boolean, from: number, experts: number): Row[] => {
        const side = (i: number) => plain(4).map((n) => [4 * i + n, n < 3 ? 4 * i + n + 1 : 4 * (crossed ? 1 - i : i)])
        const edges = [...side(0), ...side(1), ...plain(4).map((n) => [n, 4 + n])]
        return edges.flatMap((ends, edge) =>
          ends.map((end) => ({ work: from + edge, expert: experts + end, score: edge < 8 ? low : high })),
        )
      }
      const rows = [...cubic(false, 0, 0), ...cubic(true, 12, 8)].map((row, n) => ({
        ...row,
        score: row.score + (n % 2),
      }))
      for (const seed of [1, 2]) renamedAlike(rows, seed)
    })

    describe('nor where one step of refinement tells nobody apart, in strongly regular designs', () => {
      type Graph = readonly (readonly boolean[])[]
      const graph = (size: number, joined: (a: number, b: number) => boolean): Graph =>
        plain(size).map((a) => plain(size).map((b) => a !== b && joined(a, b)))
      const couples = plain(5).flatMap((a) => plain(a).map((b) => [a, b]))
      const petersen = graph(10, (a, b) => !couples[a]!.some((one) => couples[b]!.includes(one)))
      const by = (a: number, b: number) => [a >> 2, a & 3, b >> 2, b & 3] as const
      const rook = graph(16, (a, b) => {
        const [x, y, u, v] = by(a, b)
        return x === u || y === v
      })
      const shrikhande = graph(16, (a, b) => {
        const [x, y, u, v] = by(a, b)
        return ['0 1', '0 3', '1 0', '3 0', '1 1', '3 3'].includes(`${(x - u + 4) % 4} ${(y - v + 4) % 4}`)
      })
      const both = graph(32, (a, b) => a >> 4 === b >> 4 && [rook, shrikhande][a >> 4]![a & 15]![b & 15]!)
      /** Every work is scored by two experts of each neighbour and of its own; four more works by everybody. */
      const designOf = (joined: Graph): Row[] => {
        const size = joined.length
        const strict = (expert: number) => (expert < size ? 0 : 400)
        const experts = (work: number) => plain(2 * size).filter((e) => e % size === work || joined[work]![e % size]!)
        return [
          ...plain(size).flatMap((work) =>
            experts(work).map((expert) => ({
              ...{ work, expert },
              score: (expert % size === work ? 7_400 : 7_000) - strict(expert),
            })),
          ),
          ...[6_600, 6_900, 7_100, 7_500].flatMap((score, n) =>
            plain(2 * size).map((expert) => ({ work: size + n, expert, score: score - strict(expert) })),
          ),
        ]
      }

      test.each([
        ['Petersen’s graph', petersen],
        ['a rook’s graph', rook],
        ['Shrikhande’s graph', shrikhande],
      ])('%s', (_, joined) => {
        renamedAlike(designOf(joined), 3)
      })

      test('two of them beside each other: what panels read is the same, and scores to a billionth of a point', () => {
        const { before, after } = renamed(designOf(both), 3)
        if (typeof before === 'string' || typeof after === 'string') throw new Error('not calibrated')
        expect(after.figures).toEqual(before.figures)
        for (const [n, [, score]] of before.works.entries())
          expect(Math.abs(after.works[n]![1]! - score!)).toBeLessThan(1e-9)
      })
    })
  })
})

describe('scores that works and experts explain to the last digit', () => {
  const sumOfSquares = (values: readonly number[]): number => {
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length
    return values.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  }

  // In a full grid the variances under REML are those of the analysis of variance, where none of these is below 0.
  test.each([
    { merits: [6000, 7000, 8000], leniencies: [0, 0] },
    { merits: [0, 0, 0], leniencies: [6000, 8000] },
    { merits: [6000, 7000, 8000, 6200], leniencies: [0, 500, 1000] },
    { merits: Array.from({ length: 20 }, (_, n) => 5000 + 17 * n * n), leniencies: [0, 900, 100, 350, 2000] },
  ])('have the variances of a full grid (%#)', ({ merits, leniencies }) => {
    const { variances } = calibrated(scoresOf(merits.map((merit) => leniencies.map((leniency) => merit + leniency))))
    const works = sumOfSquares(merits) / (merits.length - 1)
    const experts = sumOfSquares(leniencies) / (leniencies.length - 1)
    const within = 1e-4 * (works + experts)
    expect(Math.abs(variances.works - works)).toBeLessThan(within)
    expect(Math.abs(variances.experts - experts)).toBeLessThan(within)
    expect(variances.residual).toBeLessThan(within)
  })

  test('keep their figures whatever the scale, and nearly whatever the last digit', () => {
    const rows = [
      [5900, 3100],
      [5500, null],
      [6300, null],
    ]
    const figures = (of: (score: number) => number, back: (figure: number) => number) =>
      calibrated(scoresOf(rows.map((row) => row.map((score) => (score === null ? null : of(score)))))).works.map(
        ({ score }) => back(score!),
      )
    const given = figures(
      (score) => score,
      (figure) => figure,
    )
    const reversed = figures(
      (score) => 10_000 - score,
      (figure) => 10_000 - figure,
    )
    const nudged = figures(
      (score) => (score === 6300 ? 6301 : score),
      (figure) => figure,
    )
    given.forEach((figure, n) => {
      expect(Math.abs(reversed[n]! - figure)).toBeLessThan(0.1)
      expect(Math.abs(nudged[n]! - figure)).toBeLessThan(2)
    })
  })
})

describe('invariance', () => {
  const scores = contest(25, 8, 4, 21)
  const before = calibrated(scores)
  const close = (value: number | null, expected: number) =>
    expect(Math.abs(value! - expected)).toBeLessThan(1e-4 * (1 + Math.abs(expected)))

  test('a shift and a scale of all scores shift and scale the figures', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5_000, max: 5_000 }), fc.integer({ min: 1, max: 50 }), (shift, times) => {
        const after = calibrated(scores.map((one) => ({ ...one, score: one.score * times + shift })))
        before.works.forEach(({ score, error }, i) => {
          close(after.works[i]!.score, score! * times + shift)
          close(after.works[i]!.error, error! * times)
        })
        before.experts.forEach(({ leniency }, i) => close(after.experts[i]!.leniency, leniency * times))
        close(after.variances.works, before.variances.works * times ** 2)
      }),
      { numRuns: 25 },
    )
  })

  test('other names change the names alone', () => {
    const renamed = (text: string) => `r${String(999 - Number(text.slice(1)))}`
    const after = calibrated(scores.map((one) => ({ ...one, work: renamed(one.work), expert: renamed(one.expert) })))
    for (const { work, score } of before.works)
      close(after.works.find((one) => one.work === renamed(work))!.score, score!)
  })
})
