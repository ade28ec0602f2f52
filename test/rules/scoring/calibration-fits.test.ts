import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { atOnce, fit } from '../../../workflows/rules/scoring/calibration'
import type { Design, Fit, Method } from '../../../workflows/rules/scoring/calibration'
import { prepare } from '../../../workflows/rules/scoring/calibration/design'
import { criterionOf, solve } from '../../../workflows/rules/scoring/calibration/likelihood'
import { slopesOf } from '../../../workflows/rules/scoring/calibration/slopes'
import { factorise, inverseOf, solveLower, square, uniforms } from '../../../workflows/rules/scoring/numerics'
import { dyestuff, dyestuff2, penicillin } from './published'

type Cell = [work: number, expert: number, y: number]

const cellsOf = (rows: readonly (readonly number[])[]): Cell[] =>
  rows.flatMap((row, i) => row.map((y, j): Cell => [i, j, y]))

const designOf = (cells: readonly Cell[], works: number, experts: number | null): Design => ({
  response: Float64Array.from(cells, ([, , y]) => y),
  works: { levels: Int32Array.from(cells, ([work]) => work), count: works },
  others: experts === null ? [] : [{ levels: Int32Array.from(cells, ([, expert]) => expert), count: experts }],
  fixed: [new Float64Array(cells.length).fill(1)],
})

const fitted = (design: Design, method: Method): Fit => atOnce(fit([design], method))
const oneWay = (rows: readonly (readonly number[])[], method: Method) =>
  fitted(designOf(cellsOf(rows), rows.length, null), method)
const crossed = (method: Method) => fitted(designOf(cellsOf(penicillin), 24, 6), method)

/** lme4 prints where its optimiser stopped; ours goes on to a criterion that is lower in the tenth digit. */
const near = (value: number | null | undefined, published: number) =>
  expect(Math.abs((value ?? NaN) - published) / Math.abs(published)).toBeLessThan(5e-5)

const interceptError = ({ parts, residual }: Fit): number => {
  const { factor } = parts[0]!
  return Math.sqrt(residual * inverseOf(factor).values.at(-1)!)
}

describe('Dyestuff, one factor', () => {
  test('by ML, as published with lme4', () => {
    const result = oneWay(dyestuff, 'ML')
    near(result.criterion, 327.327059881135)
    near(result.ratios[0], 0.752580654)
    near(result.variances[0], 1388.3332)
    near(result.residual, 2451.25)
    near(result.parts[0]!.remaining[0], 1527.5)
    near(interceptError(result), 17.6946)
  })

  test('by REML, as published, with the batches', () => {
    const result = oneWay(dyestuff, 'REML')
    near(result.criterion, 319.654276842342)
    near(result.variances[0], 1764.05006)
    near(Math.sqrt(result.residual), 49.5101)
    near(interceptError(result) ** 2, 375.714676744)
    const published = [-17.6069, 0.3913, 28.5622, -23.0845, 56.7332, -44.9953]
    published.forEach((effect, i) => expect(result.parts[0]!.works[i]).toBeCloseTo(effect, 4))
  })
})

describe('Dyestuff2, on the boundary', () => {
  test.each([
    ['ML', 162.873037, 13.3461],
    ['REML', 161.828278, 13.80631],
  ] as const)('by %s the variance between batches is exactly zero', (method, criterion, residual) => {
    const result = oneWay(dyestuff2, method)
    expect(result.variances[0]).toBe(0)
    near(result.criterion, criterion)
    near(result.residual, residual)
    near(result.parts[0]!.remaining[0], 5.6656)
    expect(result.parts[0]!.works.every((effect) => effect === 0)).toBe(true)
  })
})

describe('Penicillin, crossed', () => {
  test('by ML, as published with lme4', () => {
    const result = crossed('ML')
    near(result.criterion, 332.1883486700085)
    expect(result.criterion).toBeLessThan(332.18834867001)
    near(Math.sqrt(result.variances[0]!), 0.845571948075415)
    near(Math.sqrt(result.variances[1]!), 1.770666460750787)
    near(Math.sqrt(result.residual), 0.549931906953287)
    const { remaining } = result.parts[0]!
    near(remaining[5], -3.0018241391465703)
    near(remaining[6], 22.97222222222222)
    near(interceptError(result), 0.7446037806555799)
  })

  test('by ML, the conditional variance of the last sample as published', () => {
    const { parts, residual } = crossed('ML')
    const { factor, scales } = parts[0]!
    const inverse = inverseOf(factor).values
    // lme4 takes the mean as known: its row and column are partialled out.
    const known = inverse[5 * 7 + 5]! - inverse[6 * 7 + 5]! ** 2 / inverse[6 * 7 + 6]!
    near(residual * scales[5]! ** 2 * known, 0.04051591717427688)
  })

  test('by REML equals the analysis of variance, as it must on a full grid', () => {
    const [n, k] = [24, 6]
    const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
    const works = penicillin.map(mean)
    const experts = Array.from({ length: k }, (_, j) => mean(penicillin.map((row) => row[j]!)))
    const grand = mean(works)
    const sum = (values: readonly number[]) => values.reduce((all, one) => all + (one - grand) ** 2, 0)
    const rest = cellsOf(penicillin).reduce((all, [i, j, y]) => all + (y - works[i]! - experts[j]! + grand) ** 2, 0)
    const mse = rest / ((n - 1) * (k - 1))
    const result = crossed('REML')
    near(result.residual, mse)
    near(result.variances[0], ((k * sum(works)) / (n - 1) - mse) / k)
    near(result.variances[1], ((n * sum(experts)) / (k - 1) - mse) / n)
  })
})

/** −2 log restricted likelihood with the whole covariance matrix written out: slow, plain, and another way. */
const dense = (cells: readonly Cell[], works: number, experts: number, residual: number): number => {
  const n = cells.length
  const matrix = square(n)
  cells.forEach(([a, b], i) =>
    cells.forEach(([c, d], j) => {
      matrix.values[i * n + j] = (a === c ? works : 0) + (b === d ? experts : 0) + (i === j ? residual : 0)
    }),
  )
  factorise(matrix)
  const [y, one] = [Float64Array.from(cells, (cell) => cell[2]), new Float64Array(n).fill(1)]
  solveLower(matrix, y)
  solveLower(matrix, one)
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
  const logs = Array.from({ length: n }, (_, i) => 2 * Math.log(matrix.values[i * n + i]!))
  const information = product(one, one)
  return (
    logs.reduce((sum, value) => sum + value, 0) +
    Math.log(information) +
    product(y, y) -
    product(one, y) ** 2 / information +
    (n - 1) * Math.log(2 * Math.PI)
  )
}

describe('Penicillin with 40 % of its cells deleted', () => {
  test.each([1, 2, 3, 4])(
    'choice %d: the criterion is that of the full covariance matrix, and no neighbour is better',
    (seed) => {
      const next = uniforms(seed)
      const cells = cellsOf(penicillin).filter(() => next() > 0.4)
      expect(cells.length).toBeLessThan(110)
      const { criterion, variances, residual } = fitted(designOf(cells, 24, 6), 'REML')
      const [a, b] = variances as [number, number]
      expect(dense(cells, a, b, residual)).toBeCloseTo(criterion!, 7)
      for (const factor of [0.97, 1.03])
        for (const change of [0, 1, 2])
          expect(
            dense(
              cells,
              change === 0 ? a * factor : a,
              change === 1 ? b * factor : b,
              change === 2 ? residual * factor : residual,
            ),
          ).toBeGreaterThan(criterion!)
    },
  )
})

test('a design with no spare score is refused', () => {
  expect(() => fitted(designOf([[0, 0, 1]], 1, 1), 'REML')).toThrow('no more scores')
})

describe('a criterion with several valleys', () => {
  /** The lowest of a grid much finer than the one that the fit begins with. */
  const lowestOf = (design: Design): number => {
    const prepared = prepare(design)
    const ratios = Array.from({ length: 61 }, (_, n) => Math.sinh((Math.asinh(1000) * n) / 60))
    const values = ratios.flatMap((works) =>
      ratios.map((experts) => criterionOf([solve(prepared, [works, experts])], 'REML', 0).value),
    )
    return Math.min(...values)
  }
  const tables = fc
    .uniqueArray(
      fc.tuple(fc.nat(5), fc.nat(3), fc.constantFrom(40, 55, 60, 70, 71, 80, 95, 100)).map((cell): Cell => cell),
      { minLength: 9, maxLength: 24, selector: ([work, expert]) => 10 * work + expert },
    )
    .filter((cells) => new Set(cells.map(([, , y]) => y)).size > 2)

  test('is followed to its lowest bottom', () => {
    let seen = 0
    fc.assert(
      fc.property(tables, (cells) => {
        const design = designOf(cells, 6, 4)
        const { criterion, ratios } = fitted(design, 'REML')
        // Where works and experts explain everything, the criterion falls for ever, and only the largest ratio is told.
        if (criterion === null || Math.max(...ratios) >= 999) return
        seen += 1
        expect(criterion).toBeLessThanOrEqual(lowestOf(design) + 1e-9 * Math.abs(criterion))
      }),
      { numRuns: 60 },
    )
    expect(seen).toBeGreaterThan(20)
  })
})

describe('slopes of the criterion', () => {
  const cells = cellsOf(penicillin).filter((_, n) => n % 7 !== 0 && n % 5 !== 0)
  const rooms = { levels: Int32Array.from(cells, ([work, expert]) => (work + expert) % 4), count: 4 }
  const designs = [
    ['one factor', designOf(cells, 24, null)],
    ['crossed', designOf(cells, 24, 6)],
    ['three factors', { ...designOf(cells, 24, 6), others: [designOf(cells, 24, 6).others[0]!, rooms] }],
  ] as const
  const variances = [0, 0.003, 0.4, 5]

  test.each(
    designs.flatMap(([name, design]) => (['REML', 'ML'] as const).map((method) => [name, method, design] as const)),
  )('%s by %s: are those of differences, boundary included', (_, method, design) => {
    const prepared = prepare(design)
    const solvedAt = (at: readonly number[]) => [solve(prepared, at.map(Math.sqrt))]
    const criterion = (at: readonly number[]) => criterionOf(solvedAt(at), method, 0).value
    const grid = [0, ...design.others].reduce<number[][]>(
      (points) => points.flatMap((at) => variances.map((one) => [...at, one])),
      [[]],
    )
    for (const at of grid) {
      const { slope, curvature } = slopesOf(solvedAt(at), method, 0)
      slope.forEach((own, f) => {
        const step = 1e-4 * (at[f]! + 0.01)
        // One-sided at 0, and exact for a parabola.
        const ahead = (times: number) => criterion(at.map((one, k) => (k === f ? one + times * step : one)))
        const difference =
          at[f] === 0 ? (4 * ahead(1) - ahead(2) - 3 * ahead(0)) / (2 * step) : (ahead(1) - ahead(-1)) / (2 * step)
        expect(Math.abs(own - difference) / (1 + Math.abs(own))).toBeLessThan(2e-4)
        expect(curvature[f]![f]).toBeGreaterThanOrEqual(0)
        slope.forEach((__, g) => expect(curvature[f]![g]).toBeCloseTo(curvature[g]![f]!, 8))
      })
    }
  })
})

describe('small variances', () => {
  const whole = fc.integer({ min: 0, max: 2 ** 31 })

  test('of a balanced table REML is the analysis of variance, however small they are', () => {
    fc.assert(
      fc.property(whole, (seed) => {
        const next = uniforms(seed)
        const around = (spread: number) => (next() + next() + next() - 1.5) * 2 * spread
        const [works, experts] = [60, 10]
        const lenient = Array.from({ length: experts }, () => around(2))
        const rows = Array.from({ length: works }, () => {
          const good = around(8)
          return lenient.map((own) => Math.round(50 + good + own + around(10)))
        })
        const cells = cellsOf(rows)
        const mean = cells.reduce((sum, [, , y]) => sum + y, 0) / cells.length
        const meanOf = (values: number[]) => values.reduce((sum, y) => sum + y, 0) / values.length
        const ofWorks = rows.map(meanOf)
        const ofExperts = lenient.map((_, j) => meanOf(rows.map((row) => row[j]!)))
        const squares = (values: number[]) => values.reduce((sum, y) => sum + (y - mean) ** 2, 0)
        const residual =
          cells.reduce((sum, [i, j, y]) => sum + (y - ofWorks[i]! - ofExperts[j]! + mean) ** 2, 0) /
          ((works - 1) * (experts - 1))
        const between = [
          ((experts * squares(ofWorks)) / (works - 1) - residual) / experts,
          ((works * squares(ofExperts)) / (experts - 1) - residual) / works,
        ]
        if (Math.min(...between) < 1e-4 * residual) return
        const result = fitted(designOf(cells, works, experts), 'REML')
        for (const [n, value] of between.entries())
          expect(Math.abs(result.variances[n]! - value) / value).toBeLessThan(1e-5)
        expect(Math.abs(result.residual - residual) / residual).toBeLessThan(1e-4)
      }),
      { numRuns: 40 },
    )
  })
})
