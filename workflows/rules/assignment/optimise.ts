import { checkFlow } from './flow'
import type { Tick } from './flow'
import { excess, halves } from './crossing'
import type { Loose, Rules } from './crossing'
import { above, missedPairs } from './model'
import type { Tally } from './model'
import { Search } from './search'
import type { Aim, Base, Found } from './search'
import type { Problem } from './problem'

/** How sure an answer is to be the best one. */
export interface Certificate {
  /** True when nothing better exists. */
  exact: boolean
  /** Flow problems that were solved on the way. */
  subproblems: number
  /**
   * How much less, in millionths of affinity, the answer may be worth than the best; 0 when it is exact, null when nobody
   * knows, because a seat or a senior more, or a better threshold, may be reached.
   */
  gap: number | null
  /** What the new pairs achieve; under `random` the expectation, in whole seats and millionths as well. */
  achieved: Tally
}

export interface Solved extends Omit<Found, 'cost'> {
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
 * that nothing better can exceed. Large networks with even loads get a Lagrangian bound instead of the program, see
 * `mostNodes`. Under `random` the two rules are not taken together, see `cannotBeDrawn`.
 *
 * Whatever is given was checked as a flow by itself: the solver's potentials are taken as a proof to be gone through.
 */
export function optimise(problem: Problem, base: Base, aim: Aim = {}, tick?: Tick): Solved {
  const search = new Search(problem, base, limitOf(problem), aim, tick)
  const bound = explore(search)
  const { shape, model, flow, potential, tally, cost } = search.best!
  const { keepsBounds, isCheapest } = checkFlow(model.network, flow, potential)
  const missed = missedPairs(problem, shape, model, { high: null, low: potential, part: 1 })
  if (!keepsBounds || !isCheapest || missed.length > 0)
    throw new Error('the flow solver has not found the cheapest flow')
  const left = above(cost, bound)
  const gap = left === null ? null : Math.max(0, left) / base.unit
  const achieved = {
    short: tally.short / base.unit,
    withoutSenior: tally.withoutSenior / base.unit,
    value: tally.value / base.unit,
  }
  const certificate = { exact: cost <= bound, subproblems: search.used, gap, achieved }
  return { shape, model, flow, potential, tally, certificate }
}

/** How many seats and seniors there can be: what the best panel found costs, and whether it is the best on these levels. */
export function mostFilled(problem: Problem, base: Base, tick?: Tick) {
  const search = new Search(problem, base, limitOf(problem), { only: 'levels' }, tick)
  const bound = explore(search)
  const { cost } = search.best!
  return { search, cost, exact: above(cost, bound) !== null }
}

/** Whether a panel can have as many seats and seniors as the goal; not exact where none was found, and none ruled out. */
export function reaches(problem: Problem, base: Base, goal: bigint, after: Search, tick?: Tick) {
  const search = new Search(problem, base, limitOf(problem), { only: 'levels', goal, after }, tick)
  const bound = explore(search)
  return { reached: search.satisfied, exact: search.satisfied || search.isHopeless(bound) }
}

const limitOf = ({ affinity, options }: Problem): number =>
  Math.min(options.nodeLimit, Math.max(40, Math.floor(mostWork / Math.max(1, affinity.length))))

/** A part of the search that is still open: little is kept of it. */
interface Open {
  rules: Rules
  bound: bigint
  branch: Loose
}

/** Searches the best panel; gives the bound that holds for all of them. */
function explore(search: Search): bigint {
  const open: Open[] = []
  /** Bounds of parts that are done, though their panel is dearer. */
  const left: bigint[] = []
  const add = (rules: Rules) => {
    const top = search.relax(rules)
    search.root ??= rulesOf(top.shape)
    if (search.satisfied || search.isHopeless(top.bound)) {
      left.push(top.bound)
      return
    }
    if (search.best !== null && top.bound >= search.best.cost) return
    const cost = top.offered ?? search.offer(top)
    const branch = mostBroken(top.loose)
    if (branch !== null) insert(open, { rules: rulesOf(top.shape), bound: top.bound, branch })
    else if (cost > top.bound) left.push(top.bound)
  }
  add(search.first())
  for (;;) {
    const known = search.best === null ? left : [...left, search.best.cost]
    const lowest = known.reduce((low, each) => (each < low ? each : low))
    const next = open[0]
    if (next === undefined || next.bound >= lowest) return lowest
    if (search.ended || search.isEnough(next.bound)) return next.bound
    open.shift()
    const { caps, seniors } = next.rules
    for (const cap of halves(next.branch)) add({ seniors, caps: new Map([...caps, [next.branch.key, cap]]) })
  }
}

const rulesOf = ({ caps, seniors }: Rules): Rules => ({ caps, seniors })

function insert(open: Open[], one: Open): void {
  const at = open.findIndex(({ bound }) => bound > one.bound)
  open.splice(at < 0 ? open.length : at, 0, one)
}

/** What to branch on; `null` when the part is solved. */
function mostBroken(loose: readonly Loose[]): Loose | null {
  const broken = loose.filter((each) => excess(each) > 0)
  return broken.sort((a, b) => excess(b) - excess(a) || b.over - a.over || a.key - b.key)[0] ?? null
}
