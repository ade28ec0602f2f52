import type { Component } from '../calibration'
import { normalQuantile, uniforms } from '../numerics'

/** The seed of every sampling of ranks: a constant, so that a figure can be worked out again anywhere. */
export const SAMPLING_SEED = 2022
const MOST_SAMPLES = 10_000
const LEAST_SAMPLES = 2_000
/** Samples × works: less than a second of computing. */
const WORTH = 2_000_000
const BETWEEN_YIELDS = 20

/** How many samples are taken for so many works. */
export const samplesFor = (works: number): number =>
  Math.max(LEAST_SAMPLES, Math.min(MOST_SAMPLES, Math.floor(WORTH / Math.max(1, works))))

/** Ranks 1 … n lie between; halves where works are equal. */
export interface RankInterval {
  lowest: number
  highest: number
}

/** First place in a rising list whose value is not below (or, with `after`, is above) the given one. */
const placeOf = (sorted: Float64Array, value: number, after: boolean): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value || (after && sorted[middle] === value)) low = middle + 1
    else high = middle
  }
  return low
}

/** Adds the ranks of one draw, doubled to be whole: n − places below, equals in their middle. */
const count = (drawn: Float64Array, sorted: Float64Array, counts: readonly Int32Array[]): void => {
  sorted.set(drawn)
  sorted.sort()
  for (let i = 0; i < drawn.length; i += 1) {
    const doubled = 2 * drawn.length + 1 - placeOf(sorted, drawn[i]!, false) - placeOf(sorted, drawn[i]!, true)
    counts[i]![doubled]! += 1
  }
}

const quantile = (counts: Int32Array, share: number): number => {
  const wanted = Math.max(1, share)
  let seen = 0
  for (let doubled = 0; doubled < counts.length; doubled += 1) {
    seen += counts[doubled]!
    if (seen >= wanted) return doubled / 2
  }
  return (counts.length - 1) / 2
}

/** Works that nothing tells apart share what was sampled of them, so that chance does not part them. */
const shared = (counts: readonly Int32Array[], classes: readonly number[]): { sum: Int32Array; times: number }[] => {
  const pools = new Map<number, { sum: Int32Array; times: number }>()
  counts.forEach((own, i) => {
    const pool = pools.get(classes[i]!) ?? { sum: new Int32Array(own.length), times: 0 }
    own.forEach((count, rank) => (pool.sum[rank]! += count))
    pool.times += 1
    pools.set(classes[i]!, pool)
  })
  return counts.map((_, i) => pools.get(classes[i]!)!)
}

/**
 * The interval in which a work's true rank lies with the given probability, by sampling the joint posterior: the same to
 * the last digit for the same scores, by xoshiro128** and the inverse normal distribution. Yields every few samples.
 *
 * @param component a connected part of a calibration
 * @param among places in the posterior
 * @param share of probability inside, 0.5 by the practice of the SNSF
 * @throws RangeError for a share outside of 0 … 1
 */
export function* rankIntervals(
  component: Pick<Component, 'posterior' | 'alike'>,
  among: readonly number[],
  share = 0.5,
): Generator<undefined, RankInterval[]> {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share: not between 0 and 1: ${share}`)
  const { posterior, alike } = component
  const next = uniforms(SAMPLING_SEED)
  const normal = () => normalQuantile(next())
  const all = new Float64Array(posterior.means.length)
  const [drawn, sorted] = [new Float64Array(among.length), new Float64Array(among.length)]
  const counts = among.map(() => new Int32Array(2 * among.length + 1))
  const samples = samplesFor(among.length)
  for (let sample = 0; sample < samples; sample += 1) {
    posterior.draw(normal, all)
    among.forEach((place, i) => (drawn[i] = all[place]!))
    count(drawn, sorted, counts)
    if (sample % BETWEEN_YIELDS === 0) yield
  }
  const tail = (1 - share) / 2
  const classes = among.map((place) => alike[place]!)
  return shared(counts, classes).map(({ sum, times }) => ({
    lowest: quantile(sum, tail * samples * times),
    highest: quantile(sum, (1 - tail) * samples * times),
  }))
}
