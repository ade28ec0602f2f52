import { checkFlow } from './flow'
import type { Tick } from './flow'
import { halves } from './crossing'
import type { Loose } from './crossing'
import { tallyOf } from './model'
import type { Model, Shape, Tally } from './model'
import { Search } from './search'
import type { Base, Caps, Settled, Tolls } from './search'
import type { Problem } from './problem'

/** How sure an answer is to be the best one. */
export interface Certificate {
  /** True when nothing better exists. */
  exact: boolean
  /** Flow problems that were solved on the way. */
  subproblems: number
  /** How much less, in millionths of affinity, the answer may be worth than the best; 0 when it is exact. */
  gap: number
  /** What the new pairs achieve; under `random` the expectation, in whole seats and millionths as well. */
  achieved: Tally
}

export interface Solved {
  shape: Shape
  model: Model
  flow: Int32Array
  /** What the network charges: seats and seniors that are missing, and affinities. */
  cost: bigint
  tally: Tally
  certificate: Certificate
}

/** Work that one search may do: flow problems times their pairs. The same on every machine, as no clock is. */
const mostWork = 20_000_000
const climbs = { root: 60, branch: 8 }

/**
 * The best flow of a problem. Conflicts, demands, load ranges, thresholds and probability caps are bounds of the
 * network; so is either of the two rules for a work's panel by itself: at most k of one institution, at least one
 * senior. Caps are added only where a solution breaks them, which changes no optimum.
 *
 * Where an institution that is over its cap on a work has seniors and others, and the work needs a senior, the two rules
 * cross and are no network any more. Then seniors and others get caps of their own, tolls on both raise the bound, and it
 * is tried which caps are right (branch and bound: either at most s seniors, or at most k − s − 1 others). That is exact
 * unless `nodeLimit` flow problems, or as many as a fixed amount of work allows, are used up; then the best panel found
 * is given, with the gap that nothing better can exceed. Under `random` the two rules are not taken together, see
 * `cannotBeDrawn`.
 *
 * Whatever is given was checked as a flow by itself, without the solver's potentials.
 *
 * @param enough ends the search at a panel that is good enough
 */
export function optimise(problem: Problem, base: Base, tick?: Tick, enough?: (tally: Tally) => boolean): Solved {
  const pairs = Math.max(1, problem.affinity.length)
  const limit = Math.min(problem.options.nodeLimit, Math.max(20, Math.floor(mostWork / pairs)))
  const search = new Search(problem, base, limit, tick, enough)
  const root = search.settle(new Map())
  search.dive(root)
  const bound = root.keepsCaps ? root.bound : explore(search, root)
  const { shape, model, flow, cost } = search.best!
  const gap = Number(cost - bound) / base.unit
  const { keepsBounds, isCheapest } = checkFlow(model.network, flow)
  if (!keepsBounds || !isCheapest) throw new Error('the flow solver has not found the cheapest flow')
  const tally = tallyOf(problem, shape, model, flow)
  const achieved = {
    short: tally.short / base.unit,
    withoutSenior: tally.withoutSenior / base.unit,
    value: tally.value / base.unit,
  }
  const certificate = { exact: gap <= 0, subproblems: search.used, gap: Math.max(0, gap), achieved }
  return { shape, model, flow, cost, tally, certificate }
}

/** A part of the search that is still open: little is kept of it. */
interface Open {
  caps: Caps
  tolls: Tolls
  bound: bigint
  branch: Loose
}

/** Searches the best panel; gives the bound that holds for all of them. */
function explore(search: Search, root: Settled): bigint {
  const open: Open[] = []
  const add = (settled: Settled, rounds: number) => {
    const top = search.climb(settled, rounds)
    const branch = chosen(top)
    if (branch === null) search.offer(top)
    else if (top.bound < search.best!.cost) insert(open, { ...top.shape, bound: top.bound, branch })
  }
  add(root, climbs.root)
  for (;;) {
    const best = search.best!.cost
    const next = open[0]
    if (next === undefined || next.bound >= best) return best
    if (search.ended) return next.bound
    open.shift()
    for (const cap of halves(next.branch))
      add(search.settle(new Map([...next.caps, [next.branch.key, cap]]), next.tolls), climbs.branch)
  }
}

function insert(open: Open[], one: Open): void {
  const at = open.findIndex(({ bound }) => bound > one.bound)
  open.splice(at < 0 ? open.length : at, 0, one)
}

/** What to branch on: the worst crowd, or else the toll that is most in vain; `null` when the node is solved. */
function chosen({ loose, shape }: Settled): Loose | null {
  const weight = ({ key, over }: Loose) =>
    (over > 0 ? over * 2 ** 52 : 0) + (shape.tolls.get(key) ?? 0) * -Math.min(0, over)
  const sorted = loose.filter((each) => weight(each) > 0).sort((a, b) => weight(b) - weight(a) || a.key - b.key)
  return sorted[0] ?? null
}
