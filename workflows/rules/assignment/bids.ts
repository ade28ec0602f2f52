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
  const own = experts.map(() => new Map<number, number>())
  for (const { work, expert, bid } of bids) own[expertOf.get(expert)!]!.set(workOf.get(work)!, bid)
  const scales = own.map((given) => scaleOf(given, works.length))
  return (work, expert) => scales[expert]!.get(own[expert]!.get(work) ?? 0)!
}

function scaleOf(given: ReadonlyMap<number, number>, works: number): Map<number, number> {
  const levels = new Set(given.values())
  if (given.size < works || levels.size === 0) levels.add(0)
  const ordered = [...levels].sort((a, b) => a - b)
  const top = ordered.length - 1
  return new Map(ordered.map((bid, rank) => [bid, top === 0 ? million / 2 : Math.floor((rank * million) / top)]))
}
