import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  factorise,
  fCdf,
  fQuantile,
  incompleteBeta,
  inverseOf,
  logGamma,
  normalCdf,
  normalQuantile,
  solveLower,
  solveUpper,
  square,
  uniforms,
} from '../../../workflows/rules/scoring/numerics'

const relative = (value: number, published: number): number => Math.abs(value - published) / Math.abs(published)

describe('the normal distribution', () => {
  // Abramowitz and Stegun, tables 26.1 and 26.2; DLMF 7.
  test.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.234, 0.891398547878476],
    [2, 0.977249868051821],
    [-3, 1.349898031630095e-3],
    [-5, 2.866515718791939e-7],
    [-10, 7.61985302416053e-24],
    [4.5, 0.999996602326875],
  ])('Φ(%d)', (x, published) => {
    expect(relative(normalCdf(x), published)).toBeLessThan(1e-13)
  })

  // Wichura 1988 gives the first three to check an implementation by.
  test.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798408],
    [0.975, 1.959963984540054],
  ])('the quantile of %d', (p, published) => {
    expect(relative(normalQuantile(p), published)).toBeLessThan(1e-14)
  })

  test('quantile and distribution are each other’s inverse; the ends are closed', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13)
      }),
    )
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1])
    for (const p of [0, 1, -1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError)
  })
})

describe('the F distribution', () => {
  // NIST/SEMATECH e-Handbook, table 1.3.6.7.3; the last by R.
  test.each([
    [0.95, 5, 10, 3.326],
    [0.95, 1, 1, 161.448],
    [0.99, 10, 20, 3.368],
    [0.975, 5, 18, 3.382],
  ])('the quantile of %d with %d and %d', (p, d1, d2, published) => {
    expect(fQuantile(p, d1, d2)).toBeCloseTo(published, 3)
  })

  test('with two degrees of freedom above is a closed formula', () => {
    for (const d2 of [1, 3.5, 40, 900])
      for (const f of [0.01, 1, 7]) expect(fCdf(f, 2, d2)).toBeCloseTo(1 - (1 + (2 * f) / d2) ** (-d2 / 2), 12)
  })

  test('ends where both sides of the mean look like the far one', () => {
    // x and y rounded up: each lies above its mark, which must not send them to and fro.
    expect(incompleteBeta(2, 2, 0.5000000000000001, 0.5000000000000001)).toBeCloseTo(0.5, 12)
  })

  test('the quantile is the inverse', () => {
    const freedom = fc.double({ min: 0.5, max: 500, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), freedom, freedom, (p, d1, d2) => {
        expect(fCdf(fQuantile(p, d1, d2), d1, d2)).toBeCloseTo(p, 9)
      }),
    )
    expect(() => fQuantile(0.5, 0, 1)).toThrow('degrees of freedom')
    expect(() => fQuantile(1, 1, 1)).toThrow('probability')
  })

  test('rests on the gamma and beta functions', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 14)
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12)
    expect([incompleteBeta(2, 3, 0), incompleteBeta(2, 3, 0.5), incompleteBeta(2, 3, 1)]).toEqual([
      0,
      expect.closeTo(0.6875, 13),
      1,
    ])
  })
})

describe('the Cholesky factor', () => {
  const matrixOf = (rows: readonly (readonly number[])[]) => {
    const matrix = square(rows.length)
    matrix.values.set(rows.flat())
    return matrix
  }
  const rows = [
    [4, 12, -16],
    [12, 37, -43],
    [-16, -43, 98],
  ]

  test('of the matrix in every textbook', () => {
    const matrix = matrixOf(rows)
    factorise(matrix)
    const lower = rows.flatMap((row, i) => row.map((_, j) => (j <= i ? matrix.values[i * 3 + j] : 0)))
    expect(lower).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3])
  })

  test('solves and inverts', () => {
    const matrix = matrixOf(rows)
    factorise(matrix)
    const right = Float64Array.from([1, 2, 3])
    solveLower(matrix, right)
    solveUpper(matrix, right)
    rows.forEach((row, i) => expect(row.reduce((sum, one, j) => sum + one * right[j]!, 0)).toBeCloseTo(i + 1, 10))
    const inverse = inverseOf(matrix)
    for (const i of [0, 1, 2])
      for (const j of [0, 1, 2])
        expect(rows[i]!.reduce((sum, one, k) => sum + one * inverse.values[k * 3 + j]!, 0)).toBeCloseTo(+(i === j), 9)
  })

  test('exists even where rounding leaves no pivot', () => {
    const matrix = matrixOf([
      [1, 1],
      [1, 1],
    ])
    factorise(matrix)
    expect(matrix.values.every(Number.isFinite)).toBe(true)
    expect(matrix.values[3]).toBeGreaterThan(0)
  })
})

test('the sampling generator is xoshiro128** to the bit: other seeds, other numbers; the same seed, the same', () => {
  const first = (seed: number, count: number) => {
    const next = uniforms(seed)
    return Array.from({ length: count }, () => next())
  }
  expect(first(1, 3)).toEqual([0.5686059948349658, 0.8893939367683266, 0.47058241801983597])
  expect(first(2, 3)).not.toEqual(first(1, 3))
  const many = first(7, 20_000)
  expect(many.every((one) => one > 0 && one < 1)).toBe(true)
  const mean = many.reduce((sum, one) => sum + one, 0) / many.length
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01)
})
