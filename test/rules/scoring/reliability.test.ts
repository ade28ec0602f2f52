import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  fleissKappa,
  intraclass,
  krippendorffAlpha,
  reliabilityOf,
  reviewersFor,
  scales,
} from '../../../workflows/rules/scoring/reliability'
import type { IccForms, Scale } from '../../../workflows/rules/scoring/reliability'

/** Shrout and Fleiss 1979, table 2: six targets, four judges. */
const shroutFleiss = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
]
const forms = ['icc1', 'icc2', 'icc3', 'icc1k', 'icc2k', 'icc3k'] as const

describe('intraclass correlation', () => {
  test('gives the mean squares and the six forms of Shrout and Fleiss', () => {
    const result = intraclass(shroutFleiss)
    expect(result.meanSquares.betweenWorks).toBeCloseTo(11.241667, 6)
    expect(result.meanSquares.withinWorks).toBeCloseTo(6.263889, 6)
    expect(result.meanSquares.betweenExperts).toBeCloseTo(32.486111, 6)
    expect(result.meanSquares.residual).toBeCloseTo(1.019444, 6)
    const values = forms.map((form) => result[form].value)
    ;[0.165742, 0.289764, 0.714841, 0.442797, 0.620051, 0.909316].forEach((published, index) =>
      expect(values[index]).toBeCloseTo(published, 6),
    )
  })

  // As printed by the R package psych for the same table (its manual, ICC).
  test.each([
    ['icc1', -0.133, 0.72],
    ['icc2', 0.019, 0.76],
    ['icc3', 0.342, 0.95],
    ['icc1k', -0.884, 0.91],
    ['icc2k', 0.071, 0.93],
    ['icc3k', 0.676, 0.99],
  ] as const)('%s has the published interval of 95 %%', (form, lower, upper) => {
    const { interval } = intraclass(shroutFleiss)[form]
    expect(interval?.lower).toBeCloseTo(lower, 3)
    expect(interval?.upper).toBeCloseTo(upper, 2)
  })

  test('full agreement is 1, and no variation at all is no number', () => {
    const agreed = intraclass([
      [1, 1],
      [5, 5],
      [9, 9],
    ])
    for (const form of forms) expect(agreed[form]).toEqual({ value: 1, interval: { lower: 1, upper: 1 } })
    const flat = intraclass([
      [7, 7, 7],
      [7, 7, 7],
    ])
    for (const form of forms) expect(flat[form]).toEqual({ value: null, interval: null })
  })

  test.each([
    [0.1, 3, 3],
    [79.97, 7, 6],
    [7.7, 7, 6],
    [1e6 + 0.1, 20, 5],
  ])('%d everywhere does not vary, whatever its digits round to', (score, works, experts) => {
    const same = intraclass(Array.from({ length: works }, () => Array<number>(experts).fill(score)))
    for (const form of forms) expect(same[form]).toEqual({ value: null, interval: null })
  })

  test.each([
    [
      [0, 1, 1, 0, 1],
      [1, 1, 0, 1, 1],
    ],
    [
      [0, 3, 1],
      [0, 3, 1],
      [1, 0, 3],
    ],
  ])('of the mean is no number where its parts cancel, however the scores are scaled (%#)', (...table) => {
    expect(intraclass(table).icc2k).toEqual({ value: null, interval: null })
    expect(intraclass(table.map((row) => row.map((y) => 3.7 * y + 1000))).icc2k.value).toBeNull()
  })

  test('an interval holds its value, or there is none', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 6 }), (rows) => {
        const result = intraclass(rows)
        for (const form of forms) {
          const { value, interval } = result[form]
          if (interval === null) continue
          expect(interval.lower).toBeLessThanOrEqual(value! + 1e-9)
          expect(interval.upper).toBeGreaterThanOrEqual(value! - 1e-9)
        }
      }),
      { numRuns: 500 },
    )
    // The published approximation gives −6.6 … 0.96 around 1.05 here, or worse.
    const wild = intraclass([
      [80, 16],
      [100, 5],
      [74, 21],
    ])
    for (const form of forms) {
      const { value, interval } = wild[form]
      if (interval) expect(interval.lower <= value! && value! <= interval.upper).toBe(true)
    }
  })

  test.each([
    ['ratings[1]: 1 scores, not 2', [[1, 2], [3]]],
    [
      'ratings[1][0]: not a score: NaN',
      [
        [1, 2],
        [NaN, 2],
      ],
    ],
    ['ratings: at least two works', [[1, 2]]],
    ['ratings[0]: at least two experts', [[1], [2]]],
  ])('%s', (message, ratings) => {
    expect(() => intraclass(ratings)).toThrow(message)
  })
})

/** Krippendorff 2011, example D: four observers, twelve units; here one row for each unit. */
const observers = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
]
const turned = <T>(rows: readonly (readonly T[])[]): T[][] => rows[0]!.map((_, j) => rows.map((row) => row[j]!))

describe("Krippendorff's alpha", () => {
  test.each([
    ['nominal', 0.743421],
    ['ordinal', 0.815388],
    ['interval', 0.849107],
    ['ratio', 0.797403],
  ] as const)('%s: as published, with missing values', (scale, published) => {
    expect(krippendorffAlpha(turned(observers), scale)).toMatchObject({ reason: null, pairable: 40 })
    expect(krippendorffAlpha(turned(observers), scale).value).toBeCloseTo(published, 6)
  })

  test('says why there is none', () => {
    expect(
      krippendorffAlpha(
        [
          [1, null],
          [null, 2],
        ],
        'interval',
      ),
    ).toEqual({ value: null, reason: 'no_pairs', pairable: 0 })
    expect(
      krippendorffAlpha(
        [
          [3, 3],
          [3, 3],
        ],
        'ordinal',
      ),
    ).toEqual({ value: null, reason: 'no_variation', pairable: 4 })
    expect(krippendorffAlpha([], 'nominal').reason).toBe('no_pairs')
  })

  test('refuses what is no score, and what is below zero on a ratio scale', () => {
    expect(() =>
      krippendorffAlpha(
        [
          [1, 2],
          [3, Infinity],
        ],
        'interval',
      ),
    ).toThrow('ratings[1][1]')
    expect(() => krippendorffAlpha([[1, -2]], 'ratio')).toThrow('negative on a ratio scale: -2')
  })
})

/** Fleiss's table in textbooks: ten subjects, fourteen raters, five answers. */
const fleissTable = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
]

describe("Fleiss' kappa", () => {
  test('gives the published value', () => {
    const { value, observed, expected } = fleissKappa(fleissTable)
    expect(observed).toBeCloseTo(0.378022, 6)
    expect(expected).toBeCloseTo(0.212755, 6)
    expect(value).toBeCloseTo(0.209931, 6)
  })

  test('of one answer for all is no number', () => {
    expect(
      fleissKappa([
        [3, 0],
        [3, 0],
      ]),
    ).toEqual({ value: null, observed: 1, expected: 1 })
  })

  test.each([
    [
      "counts[1]: 4 experts, not 3: Fleiss' kappa needs equal counts",
      [
        [3, 0],
        [2, 2],
      ],
    ],
    [
      'counts[1][1]: not a number of experts: 0.5',
      [
        [3, 0],
        [3, 0.5],
      ],
    ],
    ['counts[0]: at least two experts', [[1, 0]]],
    ['counts: at least one work', []],
  ])('refuses: %s', (message, counts) => {
    expect(() => fleissKappa(counts)).toThrow(message)
  })
})

describe('how many more reviewers would help', () => {
  const parts = { works: 4, experts: 2, residual: 6 }

  test('follows from the parts of the variance', () => {
    expect(reliabilityOf(parts, 1)).toEqual({ raw: 4 / 12, calibrated: 0.4 })
    expect(reliabilityOf(parts, 4)).toEqual({ raw: 4 / 6, calibrated: 4 / 5.5 })
  })

  test('names the least number that reaches the aim, and none beyond the cap', () => {
    expect(reviewersFor(parts, 0.7)).toEqual({ raw: 5, calibrated: 4 })
    expect(reviewersFor(parts, 0.95)).toEqual({ raw: null, calibrated: null })
    expect(reviewersFor({ works: 0, experts: 1, residual: 1 }, 0.5)).toEqual({ raw: null, calibrated: null })
  })

  test('nothing that varies has no reliability', () => {
    expect(reliabilityOf({ works: 0, experts: 0, residual: 0 }, 3)).toEqual({ raw: null, calibrated: null })
    expect(() => reliabilityOf({ works: -1, experts: 0, residual: 0 }, 3)).toThrow('works: not a variance')
  })
})

describe('of any scores', () => {
  const score = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  const tables = fc
    .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 }))
    .chain(([n, k]) => fc.array(fc.array(score, { minLength: k, maxLength: k }), { minLength: n, maxLength: n }))
  const numbersIn = (result: IccForms) =>
    forms.flatMap((form) => [result[form].value, result[form].interval?.lower, result[form].interval?.upper])

  test('no correlation is NaN or infinite, and intervals hold their value', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const result = intraclass(table)
        for (const number of numbersIn(result)) expect(number == null || Number.isFinite(number)).toBe(true)
        for (const form of ['icc1', 'icc3', 'icc1k', 'icc3k'] as const) {
          const { value, interval } = result[form]
          if (value === null || interval === null) continue
          expect(interval.lower).toBeLessThanOrEqual(value + 1e-9)
          expect(interval.upper).toBeGreaterThanOrEqual(value - 1e-9)
        }
      }),
    )
  })

  test('alpha is at most 1 on every scale, and does not hang on the order of works or experts', () => {
    const withGaps = fc.array(
      fc.array(fc.option(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 1, noNaN: true }))), {
        maxLength: 5,
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(withGaps, fc.constantFrom<Scale>(...scales), (table, scale) => {
        const { value } = krippendorffAlpha(table, scale)
        if (value === null) return
        expect(value).toBeLessThanOrEqual(1 + 1e-12)
        const other = table.map((row) => [...row].reverse()).reverse()
        expect(krippendorffAlpha(other, scale).value).toBeCloseTo(value, 10)
      }),
    )
  })
})
