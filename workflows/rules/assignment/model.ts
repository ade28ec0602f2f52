import { NetworkBuilder } from './flow'
import type { Network, Start } from './flow'
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
  /** Whether they stand among the seniors when they need not be told apart. */
  amongSeniors: boolean
  seniors: number
  others: number
  /** What one of them costs, in millionths, while the cap of both is priced instead of kept. */
  toll?: number
}

export type Core = readonly (readonly number[])[]

export interface Shape {
  /** Caps that were needed so far, by work × number of institutions + institution. */
  caps: ReadonlyMap<number, Cap>
  /** Works that need a senior and did not get one by themselves so far. */
  seniors: ReadonlySet<number>
  /** By work: the experts looked at; `null` = all are. Whether another would help is asked afterwards, see `missedPairs`. */
  core: Core | null
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
  /** By work: from where its pairs set out, where that is not the work itself. */
  tails: ReadonlyMap<number, Tails>
}

/** Nodes of a work from which its pairs set out. */
interface Tails {
  /** For seniors; the work itself where they need not be told apart. */
  seniors: number
  /** By institution with a cap: its node for seniors and its node for others; −1 = none may be taken. */
  cells: ReadonlyMap<number, readonly [seniors: number, others: number]>
}

/**
 * Prices so far apart that no gain below ever outweighs a loss above, and that a cost can be read back as what it is made
 * of. Two flows of one network differ by circles, and a circle passes every node at most once: every expert, where it takes
 * one pair for another; the sink, where two loads or empty seats change; and the node of a work's seniors, of which no more
 * are passed than there are experts between them. Half a price is more than all that a circle changes below it.
 */
export function pricesOf({ works, experts, options, most, held }: Problem): Prices {
  const passed = experts.length + 1
  const highestLoad = most.reduce((high, each, e) => Math.max(high, each + held[e]!), 0)
  // Each expert passed changes an affinity, and the tolls of two institutions at most.
  const affinity = 3 * million * passed + 2 * options.balance * highestLoad
  const senior = options.senior ? 2 * affinity + 1 : 0
  return { senior, seat: 2 * (senior * Math.min(works.length, passed) + affinity) + 1 }
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
  const { unit, core } = shape
  const prices = pricesOf(problem)
  const size = works.length * experts.length
  const seatsInAll = wanted.reduce((sum, seats) => sum + seats, 0)
  if (seatsInAll * unit > mostParts)
    throw new InstanceError([{ field: 'works', code: 'too_many_seats', params: { seats: seatsInAll } }])
  const pairs = core === null ? size : core.reduce((sum, each) => sum + each.length, 0)
  const builder = new NetworkBuilder(pairs + 5 * works.length + 3 * experts.length)
  for (const seats of wanted) builder.node(seats * unit)
  experts.forEach(() => builder.node())
  const sink = builder.node(-seatsInAll * unit)
  const arcOf = new Int32Array(size).fill(-1)
  const unfilledArc = new Int32Array(works.length)
  const seniorArc = new Int32Array(works.length).fill(-1)
  const capArcs = new Map<number, number[]>()
  const tails = addTails(problem, shape, builder, prices, { seniorArc, capArcs })
  for (let w = 0; w < works.length; w++) {
    if (wanted[w]! > 0) addPairs(problem, shape, builder, w, tails.get(w), arcOf)
    unfilledArc[w] = builder.arc(w, sink, wanted[w]! * unit, prices.seat)
  }
  addLoads(problem, shape, builder, sink, prices)
  const network = builder.build()
  const pairOf = new Int32Array(network.from.length).fill(-1)
  const place = (p: number) => {
    if (arcOf[p]! >= 0) pairOf[arcOf[p]!] = p
  }
  if (core === null) for (let p = 0; p < size; p++) place(p)
  else for (const [w, own] of core.entries()) for (const e of own) place(w * experts.length + e)
  const expertNode = (e: number) => works.length + e
  return { network, prices, pairOf, arcOf, expertNode, sink, unfilledArc, seniorArc, capArcs, tails }
}

/** Whether a pair may be made at all. */
export const isOpen = (problem: Problem, p: number, threshold: number): boolean =>
  problem.most[p % problem.experts.length]! > 0 && wouldBeOpen(problem, p, threshold)

/** Whether a pair might be made if its expert had room. */
const wouldBeOpen = ({ admitted, kept, affinity }: Problem, p: number, threshold: number): boolean =>
  admitted[p] === 0 && affinity[p]! >= threshold && (kept.size === 0 || !kept.has(p))

/** Whether an expert has room, or would have it with one load more: what that would gain is read off the network. */
const almostHasRoom = ({ experts, most, held }: Problem, e: number): boolean =>
  most[e]! > 0 || experts[e]!.max === held[e]

function addPairs(
  problem: Problem,
  { threshold, unit, pairCap, flat, core }: Shape,
  builder: NetworkBuilder,
  work: number,
  tails: Tails | undefined,
  arcOf: Int32Array,
): void {
  const { experts, works, affinity } = problem
  const add = (e: number) => {
    const p = work * experts.length + e
    if (!almostHasRoom(problem, e) || !wouldBeOpen(problem, p, threshold)) return
    const tail = tailOf(problem, work, e, tails)
    if (tail >= 0) arcOf[p] = builder.arc(tail, works.length + e, Math.min(unit, pairCap), flat ? 0 : -affinity[p]!)
  }
  if (core === null) for (let e = 0; e < experts.length; e++) add(e)
  else for (const e of core[work]!) add(e)
}

/** From which node a pair sets out; −1 = a cap does not allow it. */
function tailOf({ experts, institution }: Problem, work: number, expert: number, tails: Tails | undefined): number {
  if (tails === undefined) return work
  const { senior } = experts[expert]!
  const cell = tails.cells.get(institution[expert]!)
  if (cell !== undefined) return cell[senior ? 0 : 1]
  return senior ? tails.seniors : work
}

/** Nodes for the seniors of a work, and for the institutions that have caps on it. */
function addTails(
  { works, wanted }: Problem,
  { unit, caps, seniors: needy }: Shape,
  builder: NetworkBuilder,
  prices: Prices,
  { seniorArc, capArcs }: { seniorArc: Int32Array; capArcs: Map<number, number[]> },
): Map<number, Tails> {
  const capsOn = new Map<number, [number, Cap][]>()
  for (const [key, cap] of caps) {
    const own = capsOn.get(cap.work)
    if (own) own.push([key, cap])
    else capsOn.set(cap.work, [[key, cap]])
  }
  const tails = new Map<number, Tails>()
  for (let w = 0; w < works.length; w++) {
    if (wanted[w] === 0 || !(needy.has(w) || capsOn.has(w))) continue
    const seniors = needy.has(w) ? builder.node() : w
    if (seniors !== w) {
      seniorArc[w] = builder.arc(w, seniors, unit, -prices.senior)
      builder.arc(w, seniors, (wanted[w]! - 1) * unit)
    }
    const cells = new Map<number, readonly [number, number]>()
    for (const [key, cap] of capsOn.get(w) ?? []) {
      const arcs: number[] = []
      const { toll = 0 } = cap
      const cell = (above: number, most: number) => {
        if (most === 0) return -1
        if (most === Infinity) return above
        const node = builder.node()
        arcs.push(builder.arc(above, node, most * unit, toll))
        return node
      }
      if (cap.all === null) cells.set(cap.institution, [cell(seniors, cap.seniors), cell(w, cap.others)])
      else {
        const node = cell(cap.amongSeniors ? seniors : w, cap.all)
        cells.set(cap.institution, [node, node])
      }
      capArcs.set(key, arcs)
    }
    tails.set(w, { seniors, cells })
  }
  return tails
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

/** When a core is widened, a work gains so many pairs at most: those that help, and that nearly would. */
const widenedBy = 16
const margin = million / 10
const free = [0, 0] as const

/** What pairs are priced with: nodes of the network, in whole numbers, on two levels where one is above the other. */
export interface NodePrices {
  high: Float64Array | null
  low: Float64Array
  /** Parts in which both count. */
  part: number
  /** What a pair costs besides. */
  tolls?: (work: number, expert: number) => readonly [high: number, low: number]
}

/**
 * Pairs outside of the network that would make its flow cheaper, and some beside them: none when the flow is the cheapest
 * with all pairs.
 */
export function missedPairs(problem: Problem, shape: Shape, model: Model, prices: NodePrices): number[] {
  const { high, low, part, tolls } = prices
  const { works, experts, wanted, affinity } = problem
  if (shape.core === null) return []
  const missed: number[] = []
  for (let w = 0; w < works.length; w++) {
    if (wanted[w] === 0) continue
    const tails = model.tails.get(w)
    const own: [pair: number, above: number, below: number][] = []
    let helps = false
    for (let e = 0, p = w * experts.length; e < experts.length; e++, p++) {
      if (model.arcOf[p]! >= 0) continue
      const tail = tailOf(problem, w, e, tails)
      if (tail < 0) continue
      const head = works.length + e
      const [dear, rest] = tolls?.(w, e) ?? free
      const above = high === null ? 0 : high[tail]! - high[head]! + dear
      const below = (shape.flat ? 0 : -affinity[p]! * part) + low[tail]! - low[head]! + rest
      if (above > 0 || (above === 0 && below > margin * part)) continue
      if (!almostHasRoom(problem, e) || !wouldBeOpen(problem, p, shape.threshold)) continue
      helps ||= above < 0 || below < 0
      own.push([p, above, below])
    }
    if (!helps) continue
    own.sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[0] - b[0])
    for (const [p] of own.slice(0, widenedBy)) missed.push(p)
  }
  return missed
}

/**
 * By expert of those who may review a work: what the pair is worth at these prices, before any cap; as in `missedPairs`,
 * what is worth nothing or less would not be taken.
 */
export function worthOf(
  problem: Problem,
  shape: Shape,
  model: Model,
  potential: Float64Array,
  work: number,
  expert: number,
): number {
  const { works, experts, affinity } = problem
  const p = work * experts.length + expert
  if (!almostHasRoom(problem, expert) || !wouldBeOpen(problem, p, shape.threshold)) return -Infinity
  const above = isSenior(problem, expert) ? (model.tails.get(work)?.seniors ?? work) : work
  return affinity[p]! - potential[above]! + potential[works.length + expert]!
}

/** Pairs that a work has in a core at first, and seniors besides. */
const [coreSize, coreSeniors] = [32, 8]
const least = -Number.MAX_VALUE

/** The pairs that are worth most to each work at what experts and works cost without any rule for panels. */
export function coreOf(problem: Problem, { threshold }: Pick<Shape, 'threshold'>, potential: Float64Array): number[][] {
  const { works, experts, affinity, wanted } = problem
  const core = works.map((): number[] => [])
  const worth = new Float64Array(experts.length)
  for (let w = 0; w < works.length; w++) {
    if (wanted[w] === 0) continue
    const first = w * experts.length
    for (let e = 0, p = first; e < experts.length; e++, p++) {
      const isOpen = almostHasRoom(problem, e) && wouldBeOpen(problem, p, threshold)
      worth[e] = isOpen ? affinity[p]! + potential[works.length + e]! : -Infinity
    }
    const limitOf = (values: Float64Array, count: number) => Math.max(values.sort().at(-count) ?? least, least)
    const limit = limitOf(worth.slice(), coreSize + wanted[w]!)
    const ofSeniors = wantsSenior(problem, w)
      ? limitOf(
          worth.filter((_, e) => isSenior(problem, e)),
          coreSeniors,
        )
      : Infinity
    for (let e = 0; e < experts.length; e++)
      if (worth[e]! >= limit || (worth[e]! >= ofSeniors && isSenior(problem, e))) core[w]!.push(e)
  }
  return core
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

/** A flow of one network. */
interface Carried {
  model: Model
  flow: Int32Array
}

/**
 * The cheapest flow with the pairs of another network's: parallel arcs stand with the cheaper first, and fill up in this
 * order; where none has room, the last one carries more than it may.
 */
export function flowOf(
  { works, wanted }: Problem,
  model: Model,
  other: Carried,
): { flow: Int32Array; beyond: boolean } {
  const { network, unfilledArc, sink } = model
  const { from, to, upper } = network
  const flow = new Int32Array(from.length)
  const into = Array.from({ length: network.nodes }, (): number[] => [])
  const toSink = Array.from({ length: network.nodes }, (): number[] => [])
  for (let arc = 0; arc < from.length; arc++)
    if (to[arc] === sink) toSink[from[arc]!]!.push(arc)
    else if (to[arc]! > sink) into[to[arc]!]!.push(arc)
  let beyond = false
  const carry = (arcs: readonly number[]): number => {
    const free = arcs.find((one) => flow[one]! < upper[one]!)
    if (free === undefined) beyond = true
    const arc = free ?? arcs.at(-1)!
    flow[arc]!++
    return arc
  }
  const left = wanted.slice()
  for (let old = 0; old < other.flow.length; old++) {
    const p = other.model.pairOf[old]!
    if (p < 0 || other.flow[old] === 0 || model.arcOf[p]! < 0) continue
    const arc = carry([model.arcOf[p]!])
    let node = from[arc]!
    while (node >= works.length) node = from[carry(into[node]!)]!
    left[node]!--
    carry(toSink[to[arc]!]!)
  }
  for (const [w, arc] of unfilledArc.entries()) flow[arc] = left[w]!
  return { flow, beyond }
}

/** Where to begin on a network of the same problem: at the pairs of the one before, and along its tree. */
export function startAt(problem: Problem, model: Model, before: Carried & { tree: Int32Array }): Start {
  const { network, arcOf, unfilledArc, sink } = model
  const { from, to } = before.model.network
  const further = network.from.length - from.length
  const tree: number[] = []
  for (const arc of before.tree) {
    if (arc < 0 || to[arc]! > sink) continue
    const p = before.model.pairOf[arc]!
    const own = p >= 0 ? arcOf[p]! : from[arc]! < problem.works.length ? unfilledArc[from[arc]!]! : arc + further
    if (own >= 0) tree.push(own)
  }
  for (let arc = 0; arc < network.to.length; arc++) if (network.to[arc]! > sink) tree.push(arc)
  return { flow: flowOf(problem, model, before).flow, tree }
}

const seatBits = 27n
const levelBits = 64n

/** A price on two levels, of which the higher counts more than all that the lower one can come to. */
export const twoLevels = (high: bigint, low: bigint): bigint => (high << levelBits) + low
const highOf = (cost: bigint): bigint => (cost + (1n << (levelBits - 1n))) >> levelBits

/** How much more something costs on the lower level; `null` when the higher ones differ. */
export const above = (cost: bigint, bound: bigint): number | null =>
  highOf(cost) === highOf(bound) ? Number(cost - bound) : null

/** A tally as one number by which panels compare, whatever network they were found in; less is better. */
export const costOf = ({ short, withoutSenior, value }: Tally): bigint =>
  twoLevels((BigInt(short) << seatBits) + BigInt(withoutSenior), -BigInt(value))

/**
 * The costs of a network's arcs on these levels, and what the higher costs of a flow are short of its tally's: the
 * network pays for seniors and least loads that are there, the tally counts those that are not.
 */
export function levelsOf(problem: Problem, { unit }: Shape, model: Model) {
  const { network, prices, seniorArc } = model
  const high = new Float64Array(network.cost.length)
  const low = Float64Array.from(network.cost, (cost, arc) => {
    const { seats, seniors, affinity } = readCost(cost, prices)
    high[arc] = -(seats * 2 ** Number(seatBits) + seniors)
    return 0 - affinity
  })
  const least = problem.least.reduce((sum, each) => sum + each, 0) * unit
  const asked = seniorArc.reduce((sum, arc) => sum + (arc >= 0 ? unit : 0), 0)
  return { high, low, offset: (BigInt(least) << seatBits) + BigInt(asked) }
}

/** A change of what matters, in the order of what matters; positive is better. */
export interface Gain {
  seats: number
  seniors: number
  /** In millionths; what loads cost is in it. */
  affinity: number
}

/** A cost of the network as what it is made of: the prices are so far apart that there is only one way to read it. */
export function readCost(cost: number, { seat, senior }: Prices): Gain {
  const seats = Math.round(-cost / seat)
  const rest = -cost - seats * seat
  const seniors = senior === 0 ? 0 : Math.round(rest / senior)
  // Adding nothing turns −0 into 0.
  return { seats: seats + 0, seniors: seniors + 0, affinity: rest - seniors * senior + 0 }
}
