export interface Kappa {
  /** 1 = full agreement, 0 = as by chance; null where all answers are the same, so that chance explains all. */
  value: number | null
  /** Share of agreeing pairs, and the share that chance would give. */
  observed: number
  expected: number
}

const totalOf = (row: readonly number[]): number => row.reduce((sum, one) => sum + one, 0)

/** How many experts answered on each work: the same number on all. @throws RangeError naming the row */
const ratersOf = (counts: readonly (readonly number[])[]): number => {
  const [first] = counts
  if (first === undefined) throw new RangeError('counts: at least one work is needed')
  counts.forEach((row, i) => {
    if (row.length !== first.length) throw new RangeError(`counts[${i}]: ${row.length} answers, not ${first.length}`)
    row.forEach((count, j) => {
      if (!Number.isInteger(count) || count < 0 || count > 1e6)
        throw new RangeError(`counts[${i}][${j}]: not a number of experts: ${count}`)
    })
    if (totalOf(row) !== totalOf(first))
      throw new RangeError(
        `counts[${i}]: ${totalOf(row)} experts, not ${totalOf(first)}: Fleiss' kappa needs equal counts; use Krippendorff's alpha`,
      )
  })
  if (totalOf(first) < 2) throw new RangeError(`counts[0]: at least two experts are needed, not ${totalOf(first)}`)
  return totalOf(first)
}

/**
 * Fleiss' kappa for answers without order, such as yes and no, with equally many experts on every work.
 * J. L. Fleiss, Psychological Bulletin 76, 1971.
 *
 * @param counts one row for each work: how many experts gave each answer
 * @throws RangeError naming the row when counts are not whole numbers, or differ in sum
 */
export const fleissKappa = (counts: readonly (readonly number[])[]): Kappa => {
  const raters = ratersOf(counts)
  const agreeing = counts.reduce((sum, row) => sum + row.reduce((all, one) => all + one * (one - 1), 0), 0)
  const observed = agreeing / (counts.length * raters * (raters - 1))
  const shares = counts[0]!.map((_, j) => totalOf(counts.map((row) => row[j]!)) / (counts.length * raters))
  const expected = shares.reduce((sum, share) => sum + share * share, 0)
  const onlyOne = shares.filter((share) => share > 0).length === 1
  return { value: onlyOne ? null : (observed - expected) / (1 - expected), observed, expected }
}
