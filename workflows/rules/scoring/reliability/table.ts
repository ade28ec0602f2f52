const LARGEST = 1e9

/** @throws RangeError when the value is no finite number of ordinary size */
export const mustBeScore = (value: number, row: number, column: number): void => {
  if (!(Math.abs(value) <= LARGEST)) throw new RangeError(`ratings[${row}][${column}]: not a score: ${value}`)
}

/** @throws RangeError naming the row: at least two rows of at least two scores, all of one length */
export const completeTable = (ratings: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  if (ratings.length < 2) throw new RangeError(`ratings: at least two works are needed, not ${ratings.length}`)
  const width = ratings[0]!.length
  if (width < 2) throw new RangeError(`ratings[0]: at least two experts are needed, not ${width}`)
  ratings.forEach((row, i) => {
    if (row.length !== width) throw new RangeError(`ratings[${i}]: ${row.length} scores, not ${width}`)
    row.forEach((value, j) => mustBeScore(value, i, j))
  })
  return ratings
}
