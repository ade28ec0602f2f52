/** A square matrix of which the lower triangle counts, row by row. */
export interface Square {
  readonly size: number
  readonly values: Float64Array
}

export const square = (size: number): Square => ({ size, values: new Float64Array(size * size) })

/** Least pivot: what rounding leaves of a column that depends on the ones before it. */
const LEAST_PIVOT = 1e-14

const dot = (a: Float64Array, from: number, b: Float64Array, other: number, length: number): number => {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let k = 0
  for (; k + 3 < length; k += 4) {
    s0 += a[from + k]! * b[other + k]!
    s1 += a[from + k + 1]! * b[other + k + 1]!
    s2 += a[from + k + 2]! * b[other + k + 2]!
    s3 += a[from + k + 3]! * b[other + k + 3]!
  }
  for (; k < length; k += 1) s0 += a[from + k]! * b[other + k]!
  return s0 + s1 + (s2 + s3)
}

/**
 * Replaces a symmetric positive definite matrix by its Cholesky factor L (A = L Lᵀ), in place, in the lower triangle.
 * A pivot that rounding has eaten is raised to 1e-14 of its diagonal, so that the factor always exists.
 */
export const factorise = ({ size, values }: Square): void => {
  for (let i = 0; i < size; i += 1) {
    const row = i * size
    for (let j = 0; j < i; j += 1) {
      const other = j * size
      values[row + j] = (values[row + j]! - dot(values, row, values, other, j)) / values[other + j]!
    }
    const before = values[row + i]!
    const pivot = before - dot(values, row, values, row, i)
    values[row + i] = Math.sqrt(Math.max(pivot, LEAST_PIVOT * Math.abs(before), Number.MIN_VALUE))
  }
}

/** Solves L z = r in place. */
export const solveLower = ({ size, values }: Square, r: Float64Array): void => {
  for (let i = 0; i < size; i += 1) r[i] = (r[i]! - dot(values, i * size, r, 0, i)) / values[i * size + i]!
}

/** Solves Lᵀ x = z in place. */
export const solveUpper = ({ size, values }: Square, z: Float64Array): void => {
  for (let i = size - 1; i >= 0; i -= 1) {
    const x = z[i]! / values[i * size + i]!
    z[i] = x
    for (let j = 0; j < i; j += 1) z[j]! -= values[i * size + j]! * x
  }
}

/**
 * The whole symmetric inverse of A from its factor L; with a size, that of A's leading block, whose factor leads L.
 * A⁻¹ = L⁻ᵀ L⁻¹, and L⁻¹ is kept by columns, so that all sums run along rows.
 */
export const inverseOf = (factor: Square, size = factor.size): Square => {
  const columns = inverseColumns(factor, size)
  const { values } = square(size)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j <= i; j += 1)
      values[i * size + j] = values[j * size + i] = dot(columns, i * size + i, columns, j * size + i, size - i)
  return { size, values }
}

/** Column j of L⁻¹ stands in row j. */
const inverseColumns = ({ size: width, values }: Square, size: number): Float64Array => {
  const columns = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1) {
    const pivot = 1 / values[i * width + i]!
    for (let j = 0; j < i; j += 1)
      columns[j * size + i] = -pivot * dot(values, i * width + j, columns, j * size + j, i - j)
    columns[i * size + i] = pivot
  }
  return columns
}
