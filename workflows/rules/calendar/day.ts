const pattern = /^(\d{4})-(\d{2})-(\d{2})$/
const dayMs = 86_400_000

const midnightUtc = (day: string): number => Date.parse(`${day}T00:00:00.000Z`)

/** Whether the text is a day of the calendar, 'YYYY-MM-DD'; 2026-02-30 is none. */
export const isDay = (text: string): boolean => {
  if (!pattern.test(text)) return false
  const at = midnightUtc(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** The day after (or, with a negative count, before). Throws RangeError when `day` is none. */
export const addDays = (day: string, count: number): string => {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
  return new Date(midnightUtc(day) + count * dayMs).toISOString().slice(0, 10)
}

/** Day of the week, 1 = Monday … 7 = Sunday. Throws RangeError when `day` is none. */
export const weekday = (day: string): number => {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
  return new Date(midnightUtc(day)).getUTCDay() || 7
}
