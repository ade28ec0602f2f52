/** Variances of a crossed model, in squared points: between works, between experts (leniency), and what is left. */
export interface VarianceParts {
  works: number
  experts: number
  residual: number
}

/** The share of the truth in what is seen: 0 … 1; null where nothing varies at all. */
export interface Reliability {
  /** As scored, every work by other experts: leniency counts as error. */
  raw: number | null
  /** Once leniency is taken out. An upper bound: it takes leniency as known. */
  calibrated: number | null
}

const share = (signal: number, noise: number): number | null => (signal + noise > 0 ? signal / (signal + noise) : null)

/**
 * The reliability of the mean of so many scores, also for incomplete designs: the intraclass correlation from variance
 * parts, σ²(works) over itself plus the error of a mean of k. Brennan, "Generalizability Theory", 2001, §4.
 *
 * @param reviewers scores of one work, at least 1
 * @throws RangeError when a variance is negative or not finite, or the number is below 1
 */
export const reliabilityOf = ({ works, experts, residual }: VarianceParts, reviewers: number): Reliability => {
  for (const [name, value] of Object.entries({ works, experts, residual }))
    if (!(value >= 0 && value < 1e300)) throw new RangeError(`${name}: not a variance: ${value}`)
  if (!(reviewers >= 1)) throw new RangeError(`reviewers: at least 1, not ${reviewers}`)
  return {
    raw: share(works, (experts + residual) / reviewers),
    calibrated: share(works, residual / reviewers),
  }
}

/**
 * How many experts a work needs until the mean is so reliable, raw and calibrated; null = more than `atMost`, or never.
 *
 * @param target 0 … 1, both excluded
 * @param atMost where the search ends
 */
export const reviewersFor = (
  parts: VarianceParts,
  target: number,
  atMost = 15,
): { [form in keyof Reliability]: number | null } => {
  if (!(target > 0 && target < 1)) throw new RangeError(`target: not between 0 and 1: ${target}`)
  const least = (form: keyof Reliability): number | null => {
    for (let k = 1; k <= atMost; k += 1) if ((reliabilityOf(parts, k)[form] ?? 0) >= target) return k
    return null
  }
  return { raw: least('raw'), calibrated: least('calibrated') }
}
