import { square } from '../numerics'
import type { Square } from '../numerics'

/** A random factor: the level that each score belongs to, from 0. */
export interface Factor {
  levels: Int32Array
  count: number
}

/**
 * A linear mixed model as data: every score is the sum of its fixed part, of one effect of each factor, and of an error.
 * Effects of one factor are independent and have one variance.
 */
export interface Design {
  response: Float64Array
  /** The factor with the most levels, here the works: its block is diagonal and is eliminated. */
  works: Factor
  /** Others, crossed or nested or none at all: here the experts. */
  others: readonly Factor[]
  /** Columns of the fixed part, independent of each other; the last one is the intercept. */
  fixed: readonly Float64Array[]
}

/** The sums of a design that do not hang on the variances: taken once, used in every evaluation. */
export interface Prepared {
  design: Design
  /** Columns that remain when the works are eliminated: the levels of the other factors, then the fixed ones. */
  columns: number
  /** How many of them are random, and to which of the other factors each belongs. */
  random: number
  factorOf: Int32Array
  /** Scores of each work. */
  counts: Float64Array
  /** Sums of each work over the columns that it touches: entries first[i] … first[i + 1]. */
  first: Int32Array
  touched: Int32Array
  weights: Float64Array
  /** Products of the columns with each other. */
  gram: Square
}

const rowsByWork = ({ levels, count }: Factor): Int32Array[] => {
  const lists: number[][] = Array.from({ length: count }, () => [])
  levels.forEach((work, row) => lists[work]!.push(row))
  return lists.map((list) => Int32Array.from(list))
}

/** Every column that a score touches, in rising order, with the value there. */
const cellsOf = (design: Design, offsets: readonly number[], random: number, row: number) => {
  const cells: [column: number, value: number][] = design.others.map((factor, f) => [
    offsets[f]! + factor.levels[row]!,
    1,
  ])
  design.fixed.forEach((column, f) => cells.push([random + f, column[row]!]))
  return cells
}

/** Takes the sums of a design. Costs the square of the columns in memory. */
export const prepare = (design: Design): Prepared => {
  const offsets: number[] = []
  const random = design.others.reduce((sum, { count }) => (offsets.push(sum), sum + count), 0)
  const columns = random + design.fixed.length
  const factorOf = Int32Array.from({ length: random }, (_, column) => offsets.findLastIndex((from) => from <= column))
  const gram = square(columns)
  const { works } = design
  const counts = new Float64Array(works.count)
  const [touched, weights, first]: [number[], number[], number[]] = [[], [], [0]]
  rowsByWork(works).forEach((rows, work) => {
    const own = new Map<number, number>()
    for (const row of rows) {
      const cells = cellsOf(design, offsets, random, row)
      counts[work]! += 1
      cells.forEach(([column, value], index) => {
        own.set(column, (own.get(column) ?? 0) + value)
        for (const [other, times] of cells.slice(0, index + 1)) gram.values[column * columns + other]! += value * times
      })
    }
    for (const [column, weight] of [...own].sort(([a], [b]) => a - b)) {
      touched.push(column)
      weights.push(weight)
    }
    first.push(touched.length)
  })
  return {
    ...{ design, columns, random, factorOf, counts, gram },
    ...{ first: Int32Array.from(first), touched: Int32Array.from(touched), weights: Float64Array.from(weights) },
  }
}
