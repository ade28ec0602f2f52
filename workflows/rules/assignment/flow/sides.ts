import type { Network } from './network'
import { DenseSystem } from './dense'
import type { Flow, Tick } from './simplex'

/** At most so much on some arcs together, or at least; an arc stands in one side at most. */
export interface Side {
  arcs: readonly number[]
  /** 1: their flow is at most this; −1: their flow taken negative is. */
  sign: 1 | -1
  most: number
  /** What breaking it by one costs on the higher level, where it may be broken; it then counts as kept in the program. */
  price?: number
}

/** A network's costs by arc on two levels: what counts on the higher one counts before all that there is on the lower. */
export interface Levels {
  high: Float64Array
  low: Float64Array
}

/**
 * Prices of nodes on both levels, in `part`-s of a whole, and what they prove by weak duality, in such parts too: nothing
 * that keeps the sides is cheaper, whatever the fractions were.
 */
export interface Proof extends Levels {
  /** By side, those added on the way at the end. */
  tolls: Levels
  part: number
  sum: { high: bigint; low: bigint }
}

export interface Sided {
  /** By arc: whole where a whole flow is the cheapest, as nearly always, else fractions. */
  flow: Float64Array
  proof: Proof
  /** Whether all bounds and sides are kept; if not, they cannot be, or it would have taken too long. */
  done: boolean
}

/** What is nearer to nothing than this is nothing, as flow and as how flow follows flow. */
const tiny = 1e-6
/** Reduced costs this near to each other are equal; they are whole numbers or small parts of such. */
const near = 1e-3
const tickEvery = 16
/** Pivots times nodes: some seconds. What bound there is by then is given. */
const mostWork = 30_000_000
/** Arcs that are looked at in every pivot, for every node: those that are worth it soonest. */
const perNode = 6

/**
 * The cheapest flow that keeps sides besides, as a linear program: the dual simplex method on a network with side
 * constraints, whose basis is a spanning tree and as many further arcs as sides are tight (Kennington and Helgason,
 * “Algorithms for Network Programming”, 1980, chapter 7). It begins at the cheapest flow without sides.
 *
 * Worked in doubles; the proof is not: it is what the tolls and potentials found, rounded to small parts of whole
 * numbers, prove by weak duality.
 *
 * @param start the cheapest flow of the same network
 * @param levels what the network's costs are made of
 * @param further sides that a flow breaks besides: they are kept from then on
 */
export function cheapestUnder(
  network: Network,
  sides: readonly Side[],
  start: Flow,
  {
    levels,
    further,
    tick,
  }: { levels: Levels; further?: (flow: Float64Array) => readonly Side[]; tick?: Tick | undefined },
): Sided {
  const basis = new Basis(network, sides, start)
  const pivots = Math.max(50, Math.floor(mostWork / network.nodes))
  for (let n = 1; n <= pivots; n++) {
    if (n % tickEvery === 0) tick?.()
    if (!basis.pivot() && !basis.add(further?.(basis.flow()) ?? [])) break
  }
  return { flow: basis.flow(), proof: basis.proof(levels), done: basis.isDone }
}

const BASIC = 0
const AT_LOWER = 1
const AT_UPPER = -1

/** Prices of nodes and sides under which no arc of the basis has a reduced cost. */
interface Duals {
  potential: Float64Array
  /** By side; nothing where it is not tight. */
  toll: Float64Array
}

/** What leaves the basis: an arc outside of its bounds, or (`arc` < 0) a side that is broken. */
interface Leaving {
  arc: number
  side: number
  /** 1 when it has to grow, −1 when it has to shrink; the room that is left on a side counts, not what is on it. */
  sign: number
}

/** What enters the basis: whatever moves what leaves the right way and becomes dear first; of equals, what moves it most. */
class Choice {
  arc = -1
  /** Where it is no arc: whose room it is. */
  side = -1
  moves = 0
  #ratio = Infinity

  offer(dear: number, moves: number, arc: number, side: number): void {
    if (moves <= tiny) return
    const ratio = Math.max(0, dear) / moves
    if (ratio > this.#ratio + near || (ratio > this.#ratio - near && moves <= this.moves)) return
    this.#ratio = Math.min(this.#ratio, ratio)
    this.moves = moves
    this.arc = arc
    this.side = side
  }
}

/** Arcs and what is asked of all of them in every pivot, side by side in memory. */
interface List {
  arcs: Int32Array
  from: Int32Array
  to: Int32Array
  side: Int32Array
}

class Basis {
  readonly #root: number
  /** The network's arcs, and one to the root for every node that hung from it. */
  readonly #from: Int32Array
  readonly #to: Int32Array
  readonly #cost: Float64Array
  readonly #lower: Int32Array
  readonly #upper: Int32Array
  readonly #sideOf: Int32Array
  readonly #state: Int8Array
  #basic: number[]
  /** Sides that are tight. */
  #tight: number[] = []
  /** By side: its place among the tight ones; −1 = it is not. */
  #place: Int32Array
  readonly sides: Side[] = []
  readonly #sign: number[] = []
  /** By arc of the basis: its flow. */
  readonly #value: Float64Array
  /** By node: what it sends out over arcs of the basis. */
  readonly #excess: Float64Array
  /** Arcs that may enter; the others are looked at when all bounds are kept. */
  #listed: List
  /** All of them, when it came to that. */
  #all: List | null = null
  /** One unit of what leaves, by arc. */
  readonly #unit: Float64Array
  readonly #order: Int32Array
  readonly #parent: Int32Array
  readonly #parentArc: Int32Array
  readonly #depth: Int32Array
  /** Arcs of the basis by node, while the tree is grown. */
  readonly #start: Int32Array
  readonly #next: Int32Array
  #at = new Int32Array(0)
  /** Written over in every pivot. */
  readonly #prices: Float64Array
  readonly #effects: Float64Array
  readonly #left: Float64Array
  /** Arcs of the basis that are not in the tree, one for each tight side. */
  #further: number[] = []
  #system = new DenseSystem(0)

  constructor(
    readonly network: Network,
    sides: readonly Side[],
    { flow, potential, tree }: Flow,
  ) {
    const { nodes, from, to, cost, lower, upper, supply } = network
    const hung = [...tree.keys()].filter((node) => tree[node]! < 0)
    const size = from.length + hung.length
    this.#root = nodes
    const longer = <T extends Int32Array | Float64Array>(array: T, next: T, more: (node: number) => number): T => {
      next.set(array)
      for (const [n, node] of hung.entries()) next[from.length + n] = more(node)
      return next
    }
    this.#from = longer(from, new Int32Array(size), (node) => node)
    this.#to = longer(to, new Int32Array(size), () => nodes)
    this.#cost = longer(cost, new Float64Array(size), (node) => -potential[node]!)
    this.#lower = longer(lower, new Int32Array(size), () => 0)
    this.#upper = longer(upper, new Int32Array(size), () => 0)
    this.#value = new Float64Array(size)
    this.#unit = new Float64Array(size)
    this.#sideOf = new Int32Array(size).fill(-1)
    this.#place = new Int32Array(0)
    this.#state = new Int8Array(size)
    for (let arc = 0; arc < from.length; arc++) this.#state[arc] = flow[arc] === lower[arc] ? AT_LOWER : AT_UPPER
    this.#basic = [...tree].filter((arc) => arc >= 0)
    for (let arc = from.length; arc < size; arc++) this.#basic.push(arc)
    for (const arc of this.#basic) this.#state[arc] = BASIC
    this.#excess = new Float64Array(nodes + 1)
    this.#excess.set(supply)
    for (let arc = 0; arc < from.length; arc++) this.#fix(arc, -1)
    this.#order = new Int32Array(nodes + 1)
    this.#parent = new Int32Array(nodes + 1)
    this.#parentArc = new Int32Array(nodes + 1)
    this.#depth = new Int32Array(nodes + 1)
    this.#start = new Int32Array(nodes + 2)
    this.#next = new Int32Array(nodes + 2)
    this.#prices = new Float64Array(nodes + 1)
    this.#effects = new Float64Array(nodes + 1)
    this.#left = new Float64Array(nodes + 1)
    this.#factor()
    this.#listed = this.#list(this.#soonest(perNode * nodes))
    this.add(sides)
  }

  /** More sides, slack at first or broken; whether there are any. */
  add(sides: readonly Side[]): boolean {
    if (sides.length === 0) return false
    this.#all = null
    for (const side of sides) {
      for (const arc of side.arcs) this.#sideOf[arc] = this.sides.length
      this.sides.push(side)
      this.#sign.push(side.sign)
    }
    const known = new Set(this.#listed.arcs)
    const more = sides.flatMap(({ arcs }) => arcs).filter((arc) => !known.has(arc))
    this.#listed = this.#list([...this.#listed.arcs, ...more])
    this.#factor()
    return true
  }

  /** Arcs whose reduced cost is nearest to nothing, and those on sides. */
  #soonest(count: number): number[] {
    const duals = this.#duals(this.#cost)
    const sizes = Float64Array.from(this.network.from, (_, arc) => Math.abs(this.#reduced(arc, this.#cost, duals)))
    const limit = sizes.toSorted()[Math.min(count, sizes.length) - 1] ?? 0
    return [...sizes.keys()].filter((arc) => sizes[arc]! <= limit || this.#sideOf[arc]! >= 0)
  }

  #reduced(arc: number, cost: Float64Array, { potential, toll }: Duals): number {
    const side = this.#sideOf[arc]!
    return (
      cost[arc]! +
      potential[this.#from[arc]!]! -
      potential[this.#to[arc]!]! +
      (side < 0 ? 0 : this.#sign[side]! * toll[side]!)
    )
  }

  /** Sends every arc that was overlooked to the bound where it costs nothing; whether there is any. */
  #overlooked(): boolean {
    const duals = this.#duals(this.#cost)
    const found: number[] = []
    for (let arc = 0; arc < this.network.from.length; arc++) {
      const state = this.#state[arc]!
      if (state * this.#reduced(arc, this.#cost, duals) >= -near || this.#lower[arc] === this.#upper[arc]) continue
      this.#fix(arc, 1)
      this.#state[arc] = -state
      this.#fix(arc, -1)
      found.push(arc)
    }
    if (found.length === 0) return false
    this.#listed = this.#list([...this.#listed.arcs, ...found])
    this.#carry()
    return true
  }

  #list(which: Iterable<number>): List {
    const arcs = Int32Array.from(which)
    const [from, to, side] = [this.#from, this.#to, this.#sideOf].map((of) => arcs.map((arc) => of[arc]!))
    return { arcs, from: from!, to: to!, side: side! }
  }

  /** Where an arc outside of the basis stands. */
  #bound(arc: number): number {
    return this.#state[arc] === AT_UPPER ? this.#upper[arc]! : this.#lower[arc]!
  }

  /** Takes what an arc outside of the basis carries out of the balances (−1), or back into them (1). */
  #fix(arc: number, sign: number): void {
    if (this.#state[arc] === BASIC) return
    const amount = sign * this.#bound(arc)
    this.#excess[this.#from[arc]!]! += amount
    this.#excess[this.#to[arc]!]! -= amount
  }

  /** @returns false when every bound and side is kept: then it is the cheapest */
  pivot(): boolean {
    const leaving = this.#leaving()
    if (leaving === null) return this.#overlooked()
    const entering = this.#entering(leaving)
    if (entering === null) return false
    if (entering.arc >= 0) {
      this.#fix(entering.arc, 1)
      this.#state[entering.arc] = BASIC
      this.#basic.push(entering.arc)
    } else this.#tight = this.#tight.filter((side) => side !== entering.side)
    if (leaving.arc >= 0) {
      this.#basic.splice(this.#basic.indexOf(leaving.arc), 1)
      this.#state[leaving.arc] = leaving.sign > 0 ? AT_LOWER : AT_UPPER
      this.#fix(leaving.arc, -1)
    } else this.#tight.push(leaving.side)
    this.#factor()
    return true
  }

  /** Grows the tree anew, finds the further arcs, and how each of their circles counts on the tight sides. */
  #factor(): void {
    this.#grow()
    this.#place = new Int32Array(this.sides.length).fill(-1)
    for (const [n, side] of this.#tight.entries()) this.#place[side] = n
    this.#system = new DenseSystem(this.#tight.length)
    for (const [n, arc] of this.#further.entries()) {
      this.#count(arc, 1, n)
      let [u, v] = [this.#from[arc]!, this.#to[arc]!]
      while (u !== v) {
        const back = this.#depth[u]! >= this.#depth[v]!
        const node = back ? u : v
        const own = this.#parentArc[node]!
        this.#count(own, (this.#from[own] === node) === back ? -1 : 1, n)
        if (back) u = this.#parent[u]!
        else v = this.#parent[v]!
      }
    }
    this.#system.factor()
    this.#carry()
  }

  #count(arc: number, amount: number, column: number): void {
    const side = this.#sideOf[arc]!
    if (side >= 0 && this.#place[side]! >= 0)
      this.#system.add(this.#place[side]!, column, this.sides[side]!.sign * amount)
  }

  #grow(): void {
    const start = this.#start.fill(0)
    for (const arc of this.#basic) {
      start[this.#from[arc]! + 1]!++
      start[this.#to[arc]! + 1]!++
    }
    for (let node = 0; node <= this.#root; node++) start[node + 1]! += start[node]!
    const next = this.#next
    next.set(start)
    if (this.#at.length < 2 * this.#basic.length) this.#at = new Int32Array(4 * this.#basic.length)
    const at = this.#at
    for (const arc of this.#basic) {
      at[next[this.#from[arc]!]!++] = arc
      at[next[this.#to[arc]!]!++] = arc
    }
    this.#depth.fill(-1)
    this.#depth[this.#root] = 0
    this.#parent[this.#root] = -1
    this.#parentArc[this.#root] = -1
    this.#order[0] = this.#root
    let count = 1
    for (let n = 0; n < count; n++) {
      const node = this.#order[n]!
      for (let place = start[node]!; place < start[node + 1]!; place++) {
        const arc = at[place]!
        const other = this.#from[arc] === node ? this.#to[arc]! : this.#from[arc]!
        if (this.#depth[other]! >= 0) continue
        this.#depth[other] = this.#depth[node]! + 1
        this.#parent[other] = node
        this.#parentArc[other] = arc
        this.#order[count++] = other
      }
    }
    const inTree = (arc: number) => this.#parentArc[this.#from[arc]!] === arc || this.#parentArc[this.#to[arc]!] === arc
    this.#further = this.#basic.filter((arc) => !inTree(arc))
  }

  /** What the arcs of the basis carry: the tree balances the nodes, the further arcs make the tight sides tight. */
  #carry(): void {
    for (const arc of this.#further) this.#value[arc] = 0
    this.#balance()
    if (this.#tight.length === 0) return
    const missing = Float64Array.from(this.#tight, (side) => this.#roomOn(side))
    const amounts = this.#system.solve(missing)
    for (const [n, arc] of this.#further.entries()) this.#value[arc] = amounts[n]!
    this.#balance()
  }

  #balance(): void {
    const left = this.#left
    left.set(this.#excess)
    for (const arc of this.#further) {
      left[this.#from[arc]!]! -= this.#value[arc]!
      left[this.#to[arc]!]! += this.#value[arc]!
    }
    for (let n = this.#root; n > 0; n--) {
      const node = this.#order[n]!
      const arc = this.#parentArc[node]!
      this.#value[arc] = this.#from[arc] === node ? left[node]! : -left[node]!
      left[this.#parent[node]!]! += left[node]!
    }
  }

  #carried(arc: number): number {
    return this.#state[arc] === BASIC ? this.#value[arc]! : this.#bound(arc)
  }

  #roomOn(side: number): number {
    const { arcs, most, sign } = this.sides[side]!
    return arcs.reduce((left, arc) => left - sign * this.#carried(arc), most)
  }

  get isDone(): boolean {
    return this.#leaving() === null
  }

  /** What is furthest outside of its bounds. */
  #leaving(): Leaving | null {
    let leaving: Leaving | null = null
    let worst = tiny
    for (const arc of this.#basic) {
      const [below, above] = [this.#lower[arc]! - this.#value[arc]!, this.#value[arc]! - this.#upper[arc]!]
      const missing = Math.max(below, above)
      if (missing <= worst) continue
      worst = missing
      leaving = { arc, side: -1, sign: below > above ? 1 : -1 }
    }
    for (let side = 0; side < this.sides.length; side++) {
      const missing = this.#place[side]! < 0 ? -this.#roomOn(side) : 0
      if (missing <= worst) continue
      worst = missing
      leaving = { arc: -1, side, sign: 1 }
    }
    return leaving
  }

  #entering({ arc: out, side: broken, sign }: Leaving): Choice | null {
    const unit = this.#unit
    const touched = out >= 0 ? [out] : this.sides[broken]!.arcs
    for (const arc of touched) unit[arc] = out >= 0 ? 1 : -this.sides[broken]!.sign
    const [price, effect] = [this.#duals(this.#cost, this.#prices), this.#duals(unit, this.#effects)]
    const state = this.#state
    const pull = effect.potential
    const choose = ({ arcs, from, to, side }: List) => {
      const choice = new Choice()
      for (let n = 0; n < arcs.length; n++) {
        // Most arcs lie where nothing moves.
        if (pull[from[n]!] === pull[to[n]!] && side[n]! < 0) continue
        const arc = arcs[n]!
        const moves = state[arc]! * sign * this.#reduced(arc, unit, effect)
        if (moves <= tiny || this.#lower[arc] === this.#upper[arc]) continue
        choice.offer(state[arc]! * this.#reduced(arc, this.#cost, price), moves, arc, -1)
      }
      for (const side of this.#tight) choice.offer(price.toll[side]!, effect.toll[side]! * sign, -1, side)
      return choice.moves === 0 ? null : choice
    }
    const chosen = choose(this.#listed) ?? choose((this.#all ??= this.#list(this.network.from.keys())))
    for (const arc of touched) unit[arc] = 0
    return chosen
  }

  /** @param potential is written over */
  #duals(cost: Float64Array, potential: Float64Array = new Float64Array(this.#root + 1)): Duals {
    const duals = { potential, toll: new Float64Array(this.sides.length) }
    potential[this.#root] = 0
    this.#hang(cost, duals)
    if (this.#tight.length === 0) return duals
    const { toll } = duals
    const circles = Float64Array.from(
      this.#further,
      (arc) => -(cost[arc]! + potential[this.#from[arc]!]! - potential[this.#to[arc]!]!),
    )
    const tolls = this.#system.solveTransposed(circles)
    for (const [n, side] of this.#tight.entries()) toll[side] = tolls[n]!
    this.#hang(cost, duals)
    return duals
  }

  #hang(cost: Float64Array, { potential, toll }: Duals): void {
    for (let n = 1; n <= this.#root; n++) {
      const node = this.#order[n]!
      const arc = this.#parentArc[node]!
      const side = this.#sideOf[arc]!
      const price = cost[arc]! + (side >= 0 ? this.#sign[side]! * toll[side]! : 0)
      const above = potential[this.#parent[node]!]!
      potential[node] = this.#from[arc] === node ? above - price : above + price
    }
  }

  flow(): Float64Array {
    const snapped = (value: number) => (Math.abs(value - Math.round(value)) < tiny ? Math.round(value) : value)
    return Float64Array.from(this.network.from, (_, arc) => snapped(this.#carried(arc)))
  }

  proof({ high, low }: Levels): Proof {
    const longer = (cost: Float64Array) => {
      const own = new Float64Array(this.#cost.length)
      own.set(cost)
      return own
    }
    const [above, below] = [this.#duals(longer(high)), this.#duals(longer(low))]
    const part = partOf([above, below])
    const [first, second] = [inParts(above, part), inParts(below, part)]
    // Only tolls that are not negative prove anything, and none above what breaking the side costs.
    for (const [side, { price = Infinity }] of this.sides.entries()) {
      const [dear, rest] = [first.toll[side]!, second.toll[side]!]
      if (dear < 0 || (dear === 0 && rest < 0)) first.toll[side] = second.toll[side] = 0
      if (dear > price * part || (dear === price * part && rest > 0)) {
        first.toll[side] = price * part
        second.toll[side] = 0
      }
    }
    const tolls = { high: first.toll, low: second.toll }
    const sum = this.#proven({ high, low }, first, second, part)
    return { high: first.potential, low: second.potential, tolls, part, sum }
  }

  /** The least that flows within their bounds can cost when nodes and sides are priced so. */
  #proven(costs: Levels, above: Duals, below: Duals, part: number): Proof['sum'] {
    const { from, to, lower, upper, supply } = this.network
    const sum = { high: 0n, low: 0n }
    const add = (high: number, low: number, amount: number) => {
      sum.high += BigInt(high) * BigInt(amount)
      sum.low += BigInt(low) * BigInt(amount)
    }
    for (let arc = 0; arc < from.length; arc++) {
      const [tail, head, side] = [from[arc]!, to[arc]!, this.#sideOf[arc]!]
      const reduced = (cost: Float64Array, { potential, toll }: Duals) =>
        cost[arc]! * part + (side < 0 ? 0 : this.#sign[side]! * toll[side]!) + potential[tail]! - potential[head]!
      const [high, low] = [reduced(costs.high, above), reduced(costs.low, below)]
      const amount = high < 0 || (high === 0 && low < 0) ? upper[arc]! : lower[arc]!
      if (amount !== 0) add(high, low, amount)
    }
    for (let node = 0; node < supply.length; node++)
      if (supply[node] !== 0) add(above.potential[node]!, below.potential[node]!, -supply[node]!)
    for (const [side, { most }] of this.sides.entries()) add(above.toll[side]!, below.toll[side]!, -most)
    return sum
  }
}

/** Parts in which prices may be whole. */
const parts = [1, 2, 3, 4, 6, 12]

function partOf(duals: readonly Duals[]): number {
  const highest = Math.max(...duals.map(({ potential, toll }) => Math.max(largest(potential), largest(toll))))
  const fitting = parts.filter((part) => highest * part < 2 ** 50)
  const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 0.02
  return (
    fitting.find((part) => duals.every(({ toll }) => toll.every((one) => isWhole(one * part)))) ?? fitting.at(-1) ?? 1
  )
}

const largest = (values: Float64Array): number => values.reduce((high, each) => Math.max(high, Math.abs(each)), 0)

/** Rounded to parts of a whole. Adding nothing turns −0 into 0. */
const inParts = ({ potential, toll }: Duals, part: number): Duals => ({
  potential: potential.map((each) => Math.round(each * part) + 0),
  toll: toll.map((each) => Math.round(each * part) + 0),
})
