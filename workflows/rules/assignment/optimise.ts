import { checkFlow } from './flow'
import type { Tick } from './flow'
import { excess, halves } from './crossing'
import type { Loose } from './crossing'
import { tallyOf } from './model'
import type { Tally } from './model'
import { Search } from './search'
import type { Base, Caps, Found } from './search'
import type { Problem } from './problem'

/** How sure an answer is to be the best one. */
export interface Certificate {
  /** True when nothing better exists. */
  exact: boolean
  /** Flow problems that were solved on the way. */
  subproblems: number
  /**
   * How much less, in millionths of affinity, the answer may be worth than the best; 0 when it is exact, null when nobody
   * knows, because a better threshold may be reached.
   */
  gap: number | null
  /** What the new pairs achieve; under `random` the expectation, in whole seats and millionths as well. */
  achieved: Tally
}

/** Its cost is what the network charges: seats and seniors that are missing, and affinities. */
export interface Solved extends Found {
  tally: Tally
  certificate: Certificate
}

/** Work that one search may do: flow problems times their pairs. The same on every machine, as no clock is. */
const mostWork = 20_000_000

/**
 * The best flow of a problem. Conflicts, demands, load ranges, thresholds and probability caps are bounds of the
 * network; so is either of the two rules for a work's panel by itself: at most k of one institution, at least one
 * senior. Caps are added only where a solution breaks them, which changes no optimum.
 *
 * Where an institution that is over its cap on a work has seniors and others, and the work needs a senior, the two rules
 * cross and are no network any more. Then seniors and others get caps of their own, and the cap of both together is a side
 * of the network (`cheapestUnder`). Its linear program is nearly always whole; where it is not, it is tried which numbers of
 * seniors are right (branch and bound: either fewer seniors, or fewer others). That is exact unless `nodeLimit` flow
 * problems, or as many as a fixed amount of work allows, are used up; then the best panel found is given, with the gap
 * that nothing better can exceed. Under `random` the two rules are not taken together, see `cannotBeDrawn`.
 *
 * Whatever is given was checked as a flow by itself: the solver's potentials are taken as a proof to be gone through.
 *
 * @param enough ends the search at a panel that is good enough
 */
export function optimise(problem: Problem, base: Base, tick?: Tick, enough?: (tally: Tally) => boolean): Solved {
  const pairs = Math.max(1, problem.affinity.length)
  const limit = Math.min(problem.options.nodeLimit, Math.max(20, Math.floor(mostWork / pairs)))
  const search = new Search(problem, base, limit, tick, enough)
  const bound = explore(search)
  const { shape, model, flow, potential, cost } = search.best!
  const gap = Number(cost - bound) / base.unit
  const { keepsBounds, isCheapest } = checkFlow(model.network, flow, potential)
  if (!keepsBounds || !isCheapest) throw new Error('the flow solver has not found the cheapest flow')
  const tally = tallyOf(problem, shape, model, flow)
  const achieved = {
    short: tally.short / base.unit,
    withoutSenior: tally.withoutSenior / base.unit,
    value: tally.value / base.unit,
  }
  const certificate = { exact: gap <= 0, subproblems: search.used, gap: Math.max(0, gap), achieved }
  return { shape, model, flow, potential, cost, tally, certificate }
}

/** A part of the search that is still open: little is kept of it. */
interface Open {
  caps: Caps
  bound: bigint
  branch: Loose
}

/** Searches the best panel; gives the bound that holds for all of them. */
function explore(search: Search): bigint {
  const open: Open[] = []
  /** Bounds of parts that are done, though their panel is dearer. */
  const left: bigint[] = []
  const add = (caps: Caps) => {
    const top = search.relax(caps)
    if (search.best !== null && top.bound >= search.best.cost) return
    const cost = search.offer(top)
    const branch = mostBroken(top.loose)
    if (branch !== null) insert(open, { caps: top.shape.caps, bound: top.bound, branch })
    else if (cost > top.bound) left.push(top.bound)
  }
  add(new Map())
  for (;;) {
    const lowest = left.reduce((low, each) => (each < low ? each : low), search.best!.cost)
    const next = open[0]
    if (next === undefined || next.bound >= lowest) return lowest
    if (search.ended) return next.bound
    open.shift()
    for (const cap of halves(next.branch)) add(new Map([...next.caps, [next.branch.key, cap]]))
  }
}

function insert(open: Open[], one: Open): void {
  const at = open.findIndex(({ bound }) => bound > one.bound)
  open.splice(at < 0 ? open.length : at, 0, one)
}

/** What to branch on; `null` when the part is solved. */
function mostBroken(loose: readonly Loose[]): Loose | null {
  const broken = loose.filter((each) => excess(each) > 0)
  return broken.sort((a, b) => excess(b) - excess(a) || b.over - a.over || a.key - b.key)[0] ?? null
}
