import { NetworkBuilder } from './flow'
import type { Network } from './flow'
import { InstanceError } from './read'
import { million } from './schema'
import type { Problem } from './problem'

/** Most parts of all seats together; sums of affinities over them stay exact. */
const mostParts = 2 ** 30

/** How many of one institution a work may get; apart for seniors and others where a rule for seniors crosses it. */
export interface Cap {
  work: number
  institution: number
  together: number
  /** The same, when they need not be told apart; `null` when seniors and others have caps of their own. */
  all: number | null
  seniors: number
  others: number
}

export interface Shape {
  /** Caps that were needed so far, by work × number of institutions + institution. */
  caps: ReadonlyMap<number, Cap>
  /** Pairs below are left out. */
  threshold: number
  /** Parts that make a whole seat, and the most parts of one pair. */
  unit: number
  pairCap: number
  /** Whether affinities and load costs count; if not, only seats and seniors do. */
  flat: boolean
}

/** What one missing seat, one work without a senior and one millionth of affinity cost. */
export interface Prices {
  seat: number
  senior: number
}

/** A network and what its arcs mean. */
export interface Model {
  network: Network
  prices: Prices
  /** By arc: the pair it stands for; −1 = none. */
  pairOf: Int32Array
  /** By pair: the arc; −1 = not in the network. */
  arcOf: Int32Array
  /** Nodes: a work's is its number. */
  expertNode: (expert: number) => number
  sink: number
  unfilledArc: Int32Array
  /** By work: the arc that pays for the first senior; −1 = it needs none. */
  seniorArc: Int32Array
  /** By key of a cap: the arcs that it is on, one for all, or one for seniors and one for others. */
  capArcs: ReadonlyMap<number, readonly number[]>
}

/**
 * Prices so far apart that no gain below ever outweighs a loss above. Two flows of one network differ by circles that
 * pass a work or an expert at most once each, so that at most min(works, experts) + 1 of either kind are met and each
 * meeting exchanges one affinity or load cost for another. Where institution cap and senior rule cross, panels are no
 * flows of one network, and the prices outweigh all seats together.
 */
export function pricesOf({ works, experts, options, most, held, wanted }: Problem): Prices {
  const exchanges = 2 * (Math.min(works.length, experts.length) + 2)
  const crossing = options.senior && options.perInstitution !== undefined
  const seats = crossing ? wanted.reduce((sum, each) => sum + each, 0) : 0
  const highestLoad = most.reduce((high, each, e) => Math.max(high, each + held[e]!), 0)
  const each = (million + options.balance * highestLoad) * Math.max(exchanges, seats)
  const senior = options.senior ? each + 1 : 0
  return { senior, seat: each + senior * Math.max(exchanges, crossing ? works.length : 0) + 1 }
}

export const isSenior = ({ experts }: Problem, expert: number): boolean => experts[expert]!.senior

/** Whether a work still needs a senior. */
export function wantsSenior(problem: Problem, work: number): boolean {
  const { options, keptOn, experts, wanted } = problem
  if (!options.senior || wanted[work] === 0) return false
  return !keptOn[work]!.some((p) => isSenior(problem, p % experts.length))
}

/**
 * The network of a problem: works send their seats to experts (by way of a node for seniors and nodes for institutions
 * where rules ask for them), experts to the sink as their load allows; a seat that stays empty goes to the sink directly
 * and dearly, so that there is always a flow.
 */
export function modelOf(problem: Problem, shape: Shape): Model {
  const { works, experts, wanted } = problem
  const { unit } = shape
  const prices = pricesOf(problem)
  const size = works.length * experts.length
  const seatsInAll = wanted.reduce((sum, seats) => sum + seats, 0)
  if (seatsInAll * unit > mostParts)
    throw new InstanceError([{ field: 'works', code: 'too_many_seats', params: { seats: seatsInAll } }])
  const builder = new NetworkBuilder(size + 3 * works.length + 3 * experts.length)
  for (const seats of wanted) builder.node(seats * unit)
  experts.forEach(() => builder.node())
  const sink = builder.node(-seatsInAll * unit)
  const arcOf = new Int32Array(size).fill(-1)
  const unfilledArc = new Int32Array(works.length)
  const seniorArc = new Int32Array(works.length).fill(-1)
  const capArcs = new Map<number, number[]>()
  const addTails = tailsOf(problem, shape, builder, prices, { seniorArc, capArcs })
  for (let w = 0; w < works.length; w++) {
    if (wanted[w]! > 0) addPairs(problem, shape, builder, w, addTails(w), arcOf)
    unfilledArc[w] = builder.arc(w, sink, wanted[w]! * unit, prices.seat)
  }
  addLoads(problem, shape, builder, sink, prices)
  const network = builder.build()
  const pairOf = new Int32Array(network.from.length).fill(-1)
  for (let p = 0; p < size; p++) if (arcOf[p]! >= 0) pairOf[arcOf[p]!] = p
  const expertNode = (e: number) => works.length + e
  return { network, prices, pairOf, arcOf, expertNode, sink, unfilledArc, seniorArc, capArcs }
}

/** Whether a pair may be made at all. */
export const isOpen = (problem: Problem, p: number, threshold: number): boolean =>
  problem.most[p % problem.experts.length]! > 0 && wouldBeOpen(problem, p, threshold)

/** Whether a pair might be made if its expert had room. */
const wouldBeOpen = ({ admitted, kept, affinity }: Problem, p: number, threshold: number): boolean =>
  admitted[p] === 0 && affinity[p]! >= threshold && !kept.has(p)

/** Whether an expert has room, or would have it with one load more: what that would gain is read off the network. */
const almostHasRoom = ({ experts, most, held }: Problem, e: number): boolean =>
  most[e]! > 0 || experts[e]!.max === held[e]

function addPairs(
  problem: Problem,
  { threshold, unit, pairCap, flat }: Shape,
  builder: NetworkBuilder,
  work: number,
  tailOf: (expert: number) => number,
  arcOf: Int32Array,
): void {
  const { experts, works, affinity } = problem
  for (let e = 0; e < experts.length; e++) {
    const p = work * experts.length + e
    if (!almostHasRoom(problem, e) || !wouldBeOpen(problem, p, threshold)) continue
    const cost = flat ? 0 : -affinity[p]!
    arcOf[p] = builder.arc(tailOf(e), works.length + e, Math.min(unit, pairCap), cost)
  }
}

/** From which node the pairs of a work set out. */
function tailsOf(
  problem: Problem,
  shape: Shape,
  builder: NetworkBuilder,
  prices: Prices,
  { seniorArc, capArcs }: { seniorArc: Int32Array; capArcs: Map<number, number[]> },
) {
  const { wanted, institution } = problem
  const { unit, caps } = shape
  const institutions = institutionsIn(problem)
  return (work: number) => {
    const seniors = wantsSenior(problem, work) ? builder.node() : -1
    if (seniors >= 0) {
      seniorArc[work] = builder.arc(work, seniors, unit, -prices.senior)
      builder.arc(work, seniors, (wanted[work]! - 1) * unit)
    }
    const cells = new Map<string, number>()
    const cellOf = (cap: Cap, senior: boolean, above: number) => {
      const key = `${cap.institution} ${cap.all === null && senior ? 'senior' : ''}`
      const known = cells.get(key)
      if (known !== undefined) return known
      const node = builder.node()
      const arc = builder.arc(above, node, (cap.all ?? (senior ? cap.seniors : cap.others)) * unit)
      const place = work * institutions + cap.institution
      capArcs.set(place, [...(capArcs.get(place) ?? []), arc])
      cells.set(key, node)
      return node
    }
    return (expert: number) => {
      const senior = seniors >= 0 && isSenior(problem, expert)
      const above = senior ? seniors : work
      const cap = institution[expert]! < 0 ? undefined : caps.get(work * institutions + institution[expert]!)
      return cap ? cellOf(cap, senior, above) : above
    }
  }
}

/** One more than the highest number of an institution. */
export const institutionsIn = ({ institution }: Problem): number =>
  institution.reduce((high, each) => Math.max(high, each), -1) + 1

/** The first seats that an expert should have at least are worth a seat each; a higher load costs more, if it does. */
function addLoads(
  problem: Problem,
  { unit, flat }: Shape,
  builder: NetworkBuilder,
  sink: number,
  prices: Prices,
): void {
  const { experts, works, least, most, held, options } = problem
  for (let e = 0; e < experts.length; e++) {
    const node = works.length + e
    if (flat || options.balance === 0) {
      if (least[e]! > 0) builder.arc(node, sink, least[e]! * unit, -prices.seat)
      builder.arc(node, sink, (most[e]! - least[e]!) * unit)
    } else
      for (let n = 0; n < most[e]!; n++)
        builder.arc(node, sink, unit, options.balance * (held[e]! + n) - (n < least[e]! ? prices.seat : 0))
  }
}

/** What a flow achieves, in parts: the order of the fields is the order of what matters. */
export interface Tally {
  /** Seats left empty, and loads missing to what experts should have at least. */
  short: number
  /** Works that get no senior although they want one. */
  withoutSenior: number
  /** Sum of affinities less what high loads cost, in millionths. */
  value: number
}

export function tallyOf(problem: Problem, { unit }: Shape, model: Model, flow: Int32Array): Tally {
  const { experts, affinity, least, held, options } = problem
  const tally = { short: 0, withoutSenior: 0, value: 0 }
  for (const arc of model.unfilledArc) tally.short += flow[arc]!
  for (const arc of model.seniorArc) if (arc >= 0) tally.withoutSenior += unit - flow[arc]!
  const load = new Float64Array(experts.length)
  for (let arc = 0; arc < flow.length; arc++) {
    const p = model.pairOf[arc]!
    if (p < 0 || flow[arc] === 0) continue
    tally.value += flow[arc]! * affinity[p]!
    load[p % experts.length]! += flow[arc]!
  }
  for (let e = 0; e < experts.length; e++) {
    tally.short += Math.max(0, least[e]! * unit - load[e]!)
    tally.value -= options.balance * convexCost(load[e]!, unit, held[e]!)
  }
  return tally
}

/** What a load in parts costs, when every whole costs as much as there are wholes before it. */
function convexCost(parts: number, unit: number, held: number): number {
  const wholes = Math.floor(parts / unit)
  return unit * (wholes * held + (wholes * (wholes - 1)) / 2) + (parts % unit) * (held + wholes)
}
