/** A few linear equations in as many unknowns: Gaussian elimination with the largest of each column in front. */
export class DenseSystem {
  readonly #rows: Float64Array[]
  readonly #order: number[]

  constructor(readonly size: number) {
    this.#rows = Array.from({ length: size }, () => new Float64Array(size))
    this.#order = [...this.#rows.keys()]
  }

  add(row: number, column: number, amount: number): void {
    this.#rows[row]![column]! += amount
  }

  /** Takes the matrix apart into a lower and an upper triangle; nothing is added after that. */
  factor(): void {
    const rows = this.#rows
    for (let k = 0; k < this.size; k++) {
      let top = k
      for (let n = k + 1; n < this.size; n++) if (Math.abs(rows[n]![k]!) > Math.abs(rows[top]![k]!)) top = n
      ;[rows[k], rows[top]] = [rows[top]!, rows[k]!]
      ;[this.#order[k], this.#order[top]] = [this.#order[top]!, this.#order[k]!]
      const front = rows[k]!
      for (let n = k + 1; n < this.size; n++) {
        const row = rows[n]!
        if (row[k] === 0) continue
        const factor = row[k]! / front[k]!
        row[k] = factor
        for (let m = k + 1; m < this.size; m++) row[m]! -= factor * front[m]!
      }
    }
  }

  solve(right: Float64Array): Float64Array {
    const rows = this.#rows
    const x = Float64Array.from(this.#order, (row) => right[row]!)
    for (let n = 0; n < this.size; n++) for (let m = 0; m < n; m++) x[n]! -= rows[n]![m]! * x[m]!
    for (let n = this.size - 1; n >= 0; n--) {
      for (let m = n + 1; m < this.size; m++) x[n]! -= rows[n]![m]! * x[m]!
      x[n]! /= rows[n]![n]!
    }
    return x
  }

  /** The same for rows and columns exchanged. */
  solveTransposed(right: Float64Array): Float64Array {
    const rows = this.#rows
    const x = right.slice()
    for (let n = 0; n < this.size; n++) {
      for (let m = 0; m < n; m++) x[n]! -= rows[m]![n]! * x[m]!
      x[n]! /= rows[n]![n]!
    }
    for (let n = this.size - 1; n >= 0; n--) for (let m = n + 1; m < this.size; m++) x[n]! -= rows[m]![n]! * x[m]!
    const back = new Float64Array(this.size)
    for (const [n, row] of this.#order.entries()) back[row] = x[n]!
    return back
  }
}
