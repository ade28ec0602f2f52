import { Detours, exchangeCosts } from './flow'
import type { Parts } from './affinity'
import { blockOf } from './blocks'
import type { Block, Panels } from './blocks'
import { readCost } from './model'
import type { Gain } from './model'
import type { Solved } from './optimise'
import type { Problem } from './problem'

/**
 * By expert: what the whole assignment would gain if this expert, and nobody else, were allowed one load more; under
 * `bottleneck` at the threshold that was found. Exact, where the assignment is; where institution cap and senior rule
 * cross, a lower bound.
 *
 * @param solved with every cap, see `withEveryCap`
 */
export function gainsOfOneMore(problem: Problem, { model, flow }: Solved): Gain[] {
  const { experts, options, most, held } = problem
  const costs = exchangeCosts(model.network, flow, model.sink)
  return experts.map((_, e) => {
    const next = options.balance * (held[e]! + most[e]!)
    const cost = costs[model.expertNode(e)]! + next
    return readCost(cost < 0 ? cost : 0, model.prices)
  })
}

/** An expert who would suit a work better than somebody on its panel, and what stands in the way. */
export interface Better {
  expert: string
  /** In millionths. */
  affinity: number
  parts: Parts
  block: Block
  /** Works that the expert reviews here, and how many of them the expert suits as well or better. */
  load: number
  asGood: number
  /** What the whole assignment would lose by putting this pair in; `null` = it cannot be. */
  loss: Gain | null
}

/** What it costs to carry one unit from an expert's node to another node, rerouting what is there; Infinity = no way. */
export type Ways = (expert: number, node: number) => number

/** Of more experts than these, all ways between them take longer to find than the ways to one work after the other. */
const fewExperts = 2000
/** Tails of one work and some before it: for so many the ways are kept. */
const keptNodes = 64

/** All ways at once where experts are few; else those to one node after the other, when they are asked for. */
export function waysOf({ experts }: Problem, { model, flow }: Solved, few = fewExperts): Ways {
  const { network, expertNode, sink } = model
  if (experts.length <= few) {
    const detours = new Detours(network, flow, [...experts.map((_, e) => expertNode(e)), sink])
    return (expert, node) => detours.cost(expertNode(expert), node)
  }
  const known = new Map<number, Float64Array>()
  const waysTo = (node: number): Float64Array => {
    const costs = known.get(node) ?? exchangeCosts(network, flow, node, 'to')
    if (known.size >= keptNodes) known.clear()
    known.set(node, costs)
    return costs
  }
  return (expert, node) => waysTo(node)[expertNode(expert)]!
}

/**
 * Why a work has no better panel: experts with a higher affinity than its weakest new member (all, while a seat is
 * empty), the best first. The loss is exact: the cheapest way to make room, over all other works.
 */
export function whyNotBetter(
  problem: Problem,
  panels: Panels,
  { model, shape }: Solved,
  ways: Ways,
  work: number,
  most = 10,
): Better[] {
  const { experts, affinity, affinities, kept } = problem
  const row = work * experts.length
  const members = [...panels.members[work]!].filter((e) => !kept.has(row + e))
  const full = members.length >= problem.wanted[work]!
  const weakest = full ? members.reduce((low, e) => Math.min(low, affinity[row + e]!), Infinity) : -1
  const better: number[] = []
  for (let e = 0; e < experts.length; e++) {
    if (affinity[row + e]! <= weakest || panels.members[work]!.has(e)) continue
    // Sorting all of them would take most of the time.
    const at = better.findLastIndex((other) => affinity[row + other]! >= affinity[row + e]!) + 1
    better.splice(at, 0, e)
    if (better.length > most) better.pop()
  }
  return better.map((e) => {
    const arc = model.arcOf[row + e]!
    const { from, cost: costs } = model.network
    const cost = arc < 0 ? Infinity : costs[arc]! + ways(e, from[arc]!)
    const served = panels.reviews[e]!.map((w) => affinity[w * experts.length + e]!)
    return {
      expert: experts[e]!.id,
      affinity: affinity[row + e]!,
      parts: affinities.parts(work, e),
      block: blockOf(problem, panels, work, e) ?? 'outweighed',
      load: served.length,
      asGood: served.filter((value) => value >= affinity[row + e]!).length,
      loss: Number.isFinite(cost) && shape.unit === 1 ? negated(readCost(cost, model.prices)) : null,
    }
  })
}

const negated = ({ seats, seniors, affinity }: Gain): Gain => ({
  seats: 0 - seats,
  seniors: 0 - seniors,
  affinity: 0 - affinity,
})
