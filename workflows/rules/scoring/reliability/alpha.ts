import { mustBeScore } from './table'

export const scales = ['nominal', 'ordinal', 'interval', 'ratio'] as const
export type Scale = (typeof scales)[number]

type Ratings = readonly (readonly (number | null)[])[]

export interface Alpha {
  /** 1 = full agreement, 0 = as by chance, below 0 = worse; null, see `reason`. */
  value: number | null
  reason: 'no_pairs' | 'no_variation' | null
  /** Scores that could be compared with another one of the same work. */
  pairable: number
}

/** Works with at least two scores; a lonely score says nothing of agreement. */
const unitsOf = (ratings: Ratings): number[][] =>
  ratings
    .map((row, i) => {
      row.forEach((value, j) => value !== null && mustBeScore(value, i, j))
      return row.filter((value) => value !== null)
    })
    .filter((values) => values.length > 1)

/** How often each value occurs, in the order of the values. */
const countsOf = (values: readonly number[]): [value: number, count: number][] => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => a - b)
}

/** The squared difference of two values by their places among all values. */
type Difference = (a: number, b: number) => number

const differenceOf = (scale: Scale, all: readonly [value: number, count: number][]): Difference => {
  const value = (place: number) => all[place]![0]
  if (scale === 'nominal') return (a, b) => Number(a !== b)
  if (scale === 'interval') return (a, b) => (value(a) - value(b)) ** 2
  if (scale === 'ratio') return (a, b) => (a === b ? 0 : ((value(a) - value(b)) / (value(a) + value(b))) ** 2)
  // Half the own counts and all between: ranks of tied values meet in their middle.
  const middles: number[] = []
  all.reduce((before, [, count]) => {
    middles.push(before + count / 2)
    return before + count
  }, 0)
  return (a, b) => (middles[a]! - middles[b]!) ** 2
}

/** Sum of the differences over all ordered pairs of these counts. */
const pairSum = (counts: readonly [place: number, count: number][], difference: Difference): number => {
  let sum = 0
  for (const [a, [place, count]] of counts.entries())
    for (const [other, times] of counts.slice(a + 1)) sum += 2 * count * times * difference(place, other)
  return sum
}

/**
 * Krippendorff's alpha: agreement of any number of experts, with missing scores. K. Krippendorff, "Computing
 * Krippendorff's Alpha-Reliability", 2011: 1 − observed over expected disagreement.
 *
 * @param ratings one row for each work; null = not scored. Values of a ratio scale must not be negative.
 * @throws RangeError naming row and place when a value is no finite number, or negative on a ratio scale
 */
export const krippendorffAlpha = (ratings: Ratings, scale: Scale): Alpha => {
  const units = unitsOf(ratings)
  const all = countsOf(units.flat())
  const pairable = all.reduce((sum, [, count]) => sum + count, 0)
  if (pairable === 0) return { value: null, reason: 'no_pairs', pairable }
  if (scale === 'ratio' && all[0]![0] < 0) throw new RangeError(`ratings: negative on a ratio scale: ${all[0]![0]}`)
  const places = new Map(all.map(([value], place) => [value, place]))
  const difference = differenceOf(scale, all)
  const placed = (counts: readonly [number, number][]) =>
    counts.map(([value, count]): [number, number] => [places.get(value)!, count])
  const observed = units.reduce((sum, unit) => sum + pairSum(placed(countsOf(unit)), difference) / (unit.length - 1), 0)
  const expected = pairSum(placed(all), difference) / (pairable - 1)
  // Zero for one value alone, and for values whose squared differences are below the smallest number.
  if (expected === 0) return { value: null, reason: 'no_variation', pairable }
  return { value: 1 - observed / expected, reason: null, pairable }
}
