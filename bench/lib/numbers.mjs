/** The value below which this part (0 … 1) of the numbers lies; NaN of none. */
export function quantile(numbers, part) {
  const sorted = Float64Array.from(numbers).sort()
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]
}

export const median = (numbers) => quantile(numbers, 0.5)

/** Three significant digits, whole numbers from 100 on. */
export const short = (number) =>
  Number.isFinite(number) ? (number >= 100 ? String(Math.round(number)) : String(Number(number.toPrecision(3)))) : '–'
