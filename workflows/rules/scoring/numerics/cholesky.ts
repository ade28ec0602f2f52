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

/** The whole symmetric inverse of A from its factor L. */
export const inverseOf = (factor: Square): Square => {
  const { size } = factor
  const lower = inverseLower(factor)
  const inverse = square(size)
  // A⁻¹ = L⁻ᵀ L⁻¹: row k of L⁻¹ adds its outer product.
  for (let k = 0; k < size; k += 1) {
    for (let i = 0; i <= k; i += 1) {
      const left = lower.values[k * size + i]!
      if (left === 0) continue
      for (let j = 0; j <= i; j += 1) inverse.values[i * size + j]! += left * lower.values[k * size + j]!
    }
  }
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < i; j += 1) inverse.values[j * size + i] = inverse.values[i * size + j]!
  return inverse
}

const inverseLower = ({ size, values }: Square): Square => {
  const inverse = square(size)
  const out = inverse.values
  for (let i = 0; i < size; i += 1) {
    const pivot = 1 / values[i * size + i]!
    for (let k = 0; k < i; k += 1) {
      const weight = -values[i * size + k]! * pivot
      if (weight === 0) continue
      for (let j = 0; j <= k; j += 1) out[i * size + j]! += weight * out[k * size + j]!
    }
    out[i * size + i] = pivot
  }
  return inverse
}
