import { million } from './schema'
import type { Expert, Instance, Work } from './schema'

/**
 * Bids by each expert's own measure: the rank of a bid among the different bids of that expert, from 0 for the lowest to
 * 1 for the highest; works without a bid stand at 0. So nobody's large numbers drown another's, and who bids the same on
 * everything says nothing (HotCRP ranks preferences inside each reviewer's own list in the same way).
 */
export function bidRanks(
  bids: Instance['bids'],
  works: readonly Work[],
  experts: readonly Expert[],
): (work: number, expert: number) => number {
  const half = million / 2
  if (bids.length === 0) return () => half
  const workOf = new Map(works.map(({ id }, n) => [id, n]))
  const expertOf = new Map(experts.map(({ id }, n) => [id, n]))
  const own = experts.map((): [work: number, bid: number][] => [])
  for (const { work, expert, bid } of bids) own[expertOf.get(expert)!]!.push([workOf.get(work)!, bid])
  const ranks = new Int32Array(works.length * experts.length)
  for (const [e, given] of own.entries()) {
    const rankOf = scaleOf(
      given.map(([, bid]) => bid),
      works.length,
    )
    const silent = rankOf.get(0) ?? 0
    for (let w = 0; w < works.length; w++) ranks[w * experts.length + e] = silent
    for (const [w, bid] of given) ranks[w * experts.length + e] = rankOf.get(bid)!
  }
  return (work, expert) => ranks[work * experts.length + expert]!
}

function scaleOf(given: readonly number[], works: number): Map<number, number> {
  const levels = new Set(given)
  if (given.length < works || levels.size === 0) levels.add(0)
  const ordered = [...levels].sort((a, b) => a - b)
  const top = ordered.length - 1
  return new Map(ordered.map((bid, rank) => [bid, top === 0 ? million / 2 : Math.floor((rank * million) / top)]))
}
