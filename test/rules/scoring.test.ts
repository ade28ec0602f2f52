import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { aggregate, defaultRubric, rank, rubricSchema, scoreSheet } from '../../workflows/rules/scoring'
import type { Entry, Rubric, Sheet } from '../../workflows/rules/scoring'

const works = defaultRubric('work_call')
const projects = defaultRubric('project_grant')

const sheet = (id: string, points: number, change: Record<string, number> = {}, compliance = false): Sheet => ({
  id,
  scores: { ...Object.fromEntries(works.criteria.map(({ key }) => [key, points])), ...change },
  vetoes: { compliance },
})

const anySheet = (rubric: Rubric): fc.Arbitrary<Sheet> =>
  fc.record({
    id: fc.uuid(),
    scores: fc.record(Object.fromEntries(rubric.criteria.map(({ key }) => [key, fc.integer({ min: 0, max: 100 })]))),
    vetoes: fc.record({ compliance: fc.boolean() }),
  })

const entry = (id: string, ...sheets: Sheet[]): Entry => ({ id, aggregate: aggregate(works, sheets) })

describe('the proposed rubric', () => {
  test('weighs as the domain research says', () => {
    const weights = (rubric: Rubric) => Object.fromEntries(rubric.criteria.map(({ key, weight }) => [key, weight]))
    expect(weights(works)).toEqual({ science: 30, values: 10, originality: 15, clarity: 15, artistry: 15, reach: 15 })
    expect(weights(projects)).toEqual({
      science: 20,
      values: 10,
      originality: 15,
      clarity: 15,
      artistry: 10,
      reach: 10,
      feasibility: 10,
      budget: 10,
    })
    for (const rubric of [works, projects]) expect(rubricSchema.parse(rubric)).toEqual(rubric)
  })

  test.each([
    ['weights_not_100', { criteria: works.criteria.slice(1) }],
    ['unknown_key', { ties: ['beauty'] }],
    ['key_twice', { vetoes: [{ key: 'science', experts: 1 }] }],
  ])('is refused when changed so that %s', (message, change) => {
    const issues = rubricSchema.safeParse({ ...works, ...change }).error?.issues ?? []
    expect(issues.map((issue) => issue.message)).toContain(message)
  })
})

describe('a score sheet', () => {
  test('of full marks sums to 100.00 and of none to 0', () => {
    expect(scoreSheet(works, sheet('a', 100))).toMatchObject({ ok: true, sheet: { weighted: 10_000 } })
    expect(scoreSheet(works, sheet('a', 0))).toMatchObject({ ok: true, sheet: { weighted: 0 } })
  })

  test('is weighed by criterion', () => {
    const mixed = sheet('a', 80, { science: 91, reach: 77 })
    expect(scoreSheet(works, mixed)).toMatchObject({ sheet: { weighted: 30 * 91 + 15 * 77 + 55 * 80 } })
  })

  test('tells every problem at once', () => {
    const result = scoreSheet(works, {
      scores: { science: 101, values: -1, originality: 80.5, clarity: '80', artistry: Number.NaN, beauty: 3 },
      vetoes: {},
    })
    expect(result.ok ? [] : result.issues.map(({ key, code }) => [key, code])).toEqual([
      ['science', 'score_out_of_range'],
      ['values', 'score_out_of_range'],
      ['originality', 'score_not_integer'],
      ['clarity', 'score_not_integer'],
      ['artistry', 'score_not_integer'],
      ['reach', 'score_missing'],
      ['compliance', 'veto_missing'],
      ['beauty', 'unknown_key'],
    ])
  })

  test('does not take an inherited property for a score', () => {
    const scores = Object.create(sheet('a', 90).scores) as Record<string, unknown>
    expect(scoreSheet(works, { scores, vetoes: { compliance: false } }).ok).toBe(false)
  })
})

describe('a criterion that takes points off', () => {
  const strict: Rubric = {
    ...works,
    criteria: works.criteria.map((one) => (one.key === 'clarity' ? { ...one, kind: 'deductive' as const } : one)),
  }
  const weighted = (deducted: number) => scoreSheet(strict, sheet('a', 80, { clarity: deducted }))

  test('counts what is left of the full mark', () => {
    expect(weighted(0)).toMatchObject({ sheet: { weighted: 85 * 80 + 15 * 100, points: { clarity: 100 } } })
    expect(weighted(30)).toMatchObject({ sheet: { weighted: 85 * 80 + 15 * 70, scores: { clarity: 30 } } })
  })

  test('never goes below zero, however much is taken off', () => {
    expect(weighted(100)).toMatchObject({ sheet: { weighted: 85 * 80 } })
    expect(weighted(240)).toMatchObject({ sheet: { weighted: 85 * 80, points: { clarity: 0 } } })
    expect(weighted(1_001)).toMatchObject({
      ok: false,
      issues: [{ code: 'score_out_of_range', params: { max: 1_000 } }],
    })
    expect(weighted(-1)).toMatchObject({ ok: false })
  })

  test('has its mean and its gate by what is left', () => {
    const gated = {
      ...strict,
      criteria: strict.criteria.map((one) => (one.key === 'clarity' ? { ...one, gate: { below: 60 } } : one)),
    }
    const result = aggregate(gated, [sheet('a', 80, { clarity: 50 }), sheet('b', 80, { clarity: 31 })])
    expect(result.perCriterion.find(({ key }) => key === 'clarity')?.mean).toBe(5_950)
    expect(result.gatesFailed).toEqual([{ key: 'clarity', mean: 5_950, below: 60 }])
  })

  test('a rubric frozen before there were such criteria reads as it did', () => {
    expect(rubricSchema.parse(JSON.parse(JSON.stringify(works)))).toEqual(works)
    expect(works.criteria.every((one) => one.kind === undefined)).toBe(true)
    const frozen = { ...works, aggregation: { ...works.aggregation, trimFrom: 3 } }
    expect(aggregate(frozen, [sheet('a', 10), sheet('b', 80), sheet('c', 95)])).toMatchObject({
      applied: 'trimmed',
      score: 8_000,
    })
    expect(rubricSchema.safeParse(frozen).success).toBe(false)
  })
})

describe('the sheets of one work', () => {
  test('none at all is no score, and not zero', () => {
    expect(aggregate(works, [])).toMatchObject({ count: 0, counted: 0, score: null, perCriterion: [], gatesFailed: [] })
  })

  test('three are averaged, halves up', () => {
    const three = aggregate(works, [sheet('a', 80), sheet('b', 80), sheet('c', 81, { science: 80 })])
    // 8000 + 8000 + 8070 = 24070; / 3 = 8023.33
    expect(three).toMatchObject({ count: 3, counted: 3, score: 8_023 })
    // 8000 + 8015 = 16015; / 2 = 8007.5
    expect(aggregate(works, [sheet('a', 80), sheet('b', 80, { reach: 81 })]).score).toBe(8_008)
  })

  test('from five on, the highest and the lowest are left out', () => {
    const points = [0, 80, 82, 84, 100]
    const five = aggregate(
      works,
      points.map((one) => sheet(`s${one}`, one)),
    )
    expect(five).toMatchObject({ count: 5, counted: 3, score: 8_200 })
    expect(
      aggregate(
        works,
        points.slice(0, 4).map((one) => sheet(`s${one}`, one)),
      ),
    ).toMatchObject({ counted: 4 })
    const plain = { ...works, aggregation: { ...works.aggregation, rule: 'mean' as const } }
    expect(
      aggregate(
        plain,
        points.map((one) => sheet(`s${one}`, one)),
      ),
    ).toMatchObject({ counted: 5, score: 6_920 })
  })

  test('four are not trimmed, and say so', () => {
    const of = (...points: number[]) =>
      aggregate(
        works,
        points.map((one, index) => sheet(`s${index}`, one)),
      )
    expect(of(60, 80, 80, 100)).toMatchObject({ counted: 4, applied: 'mean' })
    expect(of(60, 60, 80, 100, 100)).toMatchObject({ counted: 3, applied: 'trimmed', score: 8_000 })
  })

  test('under the median count by the middle one, or the middle two', () => {
    const median = { ...works, aggregation: { ...works.aggregation, rule: 'median' as const } }
    const of = (...points: number[]) =>
      aggregate(
        median,
        points.map((one, index) => sheet(`s${index}`, one)),
      )
    expect(of(10, 90, 80)).toMatchObject({ counted: 1, applied: 'median', score: 8_000 })
    expect(of(10, 90, 80, 85)).toMatchObject({ counted: 2, score: 8_250 })
    expect(of(77)).toMatchObject({ counted: 1, score: 7_700 })
    expect(of()).toMatchObject({ count: 0, counted: 0, score: null })
  })

  test('under the median every criterion has a middle of its own, which the gate looks at', () => {
    const median = { ...works, aggregation: { ...works.aggregation, rule: 'median' as const } }
    // The middle sheet by its total has 50 for science; the middle of science is 70.
    const result = aggregate(median, [
      sheet('a', 60, { science: 70 }),
      sheet('b', 90, { science: 50 }),
      sheet('c', 95, { science: 90 }),
    ])
    expect(result.score).toBe(50 * 30 + 90 * 70)
    expect(result.perCriterion[0]).toEqual({ key: 'science', sum: 70, mean: 7_000 })
    expect(result.gatesFailed).toEqual([])
  })

  test('one far from the mean is flagged, at exactly 20 points not', () => {
    expect(aggregate(works, [sheet('low', 50), sheet('b', 80), sheet('c', 80)]).spread).toEqual({
      lowest: 5_000,
      highest: 8_000,
      farFromMean: [],
    })
    expect(aggregate(works, [sheet('low', 49), sheet('b', 80), sheet('c', 80)]).spread.farFromMean).toEqual(['low'])
  })

  test('one expert alone vetoes nothing, two do', () => {
    const [a, b] = [sheet('a', 80, {}, true), sheet('b', 80, {}, true)]
    expect(aggregate(works, [a, sheet('c', 80)]).vetoes).toEqual([{ key: 'compliance', raised: 1, upheld: false }])
    expect(aggregate(works, [a, b, sheet('c', 80)]).vetoes).toEqual([{ key: 'compliance', raised: 2, upheld: true }])
  })

  test('a gate closes just below its mark, before rounding', () => {
    const science = (...points: number[]) =>
      aggregate(
        works,
        points.map((one, index) => sheet(`s${index}`, 90, { science: one })),
      )
    expect(science(60, 60, 60).gatesFailed).toEqual([])
    expect(science(60, 60, 59).gatesFailed).toEqual([{ key: 'science', mean: 5_967, below: 60 }])
  })

  test('a sheet that does not fit the rubric is never averaged', () => {
    expect(() => aggregate(projects, [sheet('a', 80)])).toThrow(RangeError)
  })

  test('come to the same in any order', () => {
    const shuffled = fc
      .array(anySheet(works), { maxLength: 9 })
      .chain((sheets) => fc.tuple(fc.constant(sheets), fc.shuffledSubarray(sheets, { minLength: sheets.length })))
    fc.assert(
      fc.property(shuffled, ([sheets, other]) => {
        expect(aggregate(works, other)).toEqual(aggregate(works, sheets))
      }),
    )
  })

  test('lie between the lowest and the highest, exactly as fractions say', () => {
    fc.assert(
      fc.property(fc.array(anySheet(projects), { minLength: 1, maxLength: 9 }), (sheets) => {
        const result = aggregate({ ...projects, aggregation: { rule: 'mean', trimFrom: 5, decimals: 2 } }, sheets)
        const exact = sheets.reduce(
          (sum, one) =>
            sum + projects.criteria.reduce((all, { key, weight }) => all + BigInt(weight * (one.scores[key] ?? 0)), 0n),
          0n,
        )
        const twice = 2n * BigInt(sheets.length)
        expect(BigInt(result.score ?? -1)).toBe((2n * exact + BigInt(sheets.length)) / twice)
        expect(result.score).toBeGreaterThanOrEqual(result.spread.lowest ?? 0)
        expect(result.score).toBeLessThanOrEqual(result.spread.highest ?? 0)
      }),
    )
  })

  test('a better mark never makes a score worse', () => {
    const raised = fc.tuple(
      fc.array(anySheet(works), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      fc.constantFrom(...works.criteria),
    )
    fc.assert(
      fc.property(raised, ([sheets, at, { key }]) => {
        const better = sheets.map((one, index) =>
          index === at % sheets.length ? { ...one, scores: { ...one.scores, [key]: 100 } } : one,
        )
        expect(aggregate(works, better).score).toBeGreaterThanOrEqual(aggregate(works, sheets).score ?? 0)
      }),
    )
  })
})

describe('the ranking', () => {
  test('goes by score', () => {
    const ranked = rank(works, [entry('low', sheet('a', 70)), entry('high', sheet('a', 90))])
    expect(ranked.map(({ id, rank, decidedBy }) => [id, rank, decidedBy])).toEqual([
      ['high', 1, null],
      ['low', 2, 'score'],
    ])
  })

  test('between equal scores, science decides, then originality, then the panel', () => {
    const equal = entry('equal', sheet('a', 80))
    const science = entry('science', sheet('a', 80, { science: 81, originality: 78 }))
    const original = entry('original', sheet('a', 80, { originality: 82, reach: 78 }))
    const voted = { ...entry('voted', sheet('a', 80)), panelVote: 3 }
    const ranked = rank(works, [equal, voted, original, science])
    expect(new Set(ranked.map(({ score }) => score))).toEqual(new Set([8_000]))
    expect(ranked.map(({ id, rank, tied, decidedBy }) => [id, rank, tied, decidedBy])).toEqual([
      ['science', 1, false, null],
      ['original', 2, false, 'science'],
      ['voted', 3, false, 'originality'],
      ['equal', 4, false, 'panel_vote'],
    ])
  })

  test('full equals share a rank, say so, and the next rank is left out', () => {
    const ranked = rank(works, [
      entry('d', sheet('a', 70)),
      entry('c', sheet('a', 80)),
      entry('b', sheet('a', 80)),
      entry('a', sheet('a', 90)),
    ])
    expect(ranked.map(({ id, rank, tied }) => [id, rank, tied])).toEqual([
      ['a', 1, false],
      ['b', 2, true],
      ['c', 2, true],
      ['d', 4, false],
    ])
  })

  test('leaves out who has no score, was vetoed or stayed below a gate, and says which', () => {
    const ranked = rank(works, [
      entry('none'),
      entry('gate', sheet('a', 95, { science: 59 })),
      entry('veto', sheet('a', 99, {}, true), sheet('b', 99, {}, true)),
      entry('in', sheet('a', 60)),
    ])
    expect(ranked.map(({ id, rank, excluded }) => [id, rank, excluded])).toEqual([
      ['in', 1, null],
      ['veto', null, 'veto'],
      ['gate', null, 'gate_failed'],
      ['none', null, 'unranked'],
    ])
  })

  test('is the same in whatever order the entries come', () => {
    const coarse = fc
      .constantFrom(60, 80, 90)
      .chain((points) => fc.constantFrom(points, 0).map((science) => ({ points, science })))
    const entries = fc
      .array(fc.array(coarse, { maxLength: 3 }), { maxLength: 12 })
      .map((all) =>
        all.map((sheets, index) =>
          entry(
            `e${index}`,
            ...sheets.map(({ points, science }, at) => sheet(`s${at}`, points, { science: science || points })),
          ),
        ),
      )
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
    fc.assert(
      fc.property(entries, ([all, other]) => {
        const ranked = rank(works, all)
        expect(rank(works, other)).toEqual(ranked)
        for (const one of ranked.filter(({ rank }) => rank !== null)) {
          const equals = ranked.filter(({ rank }) => rank === one.rank)
          expect(one.tied).toBe(equals.length > 1)
          expect(ranked.filter(({ rank }) => rank !== null && rank < (one.rank ?? 0))).toHaveLength((one.rank ?? 0) - 1)
        }
      }),
    )
  })
})
