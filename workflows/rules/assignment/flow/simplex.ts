import { NetworkError, checkNetwork, flowCost } from './network'
import type { Network } from './network'
import { promisingArcs } from './promising'
import { Tree } from './tree'

export interface Flow {
  /** By arc. */
  flow: Int32Array
  /** By node: with these, no arc's reduced cost `cost + potential[from] − potential[to]` asks for another flow. */
  potential: Float64Array
  /** By node: the arc on which it hangs in the last spanning tree; −1 = on none of the network's. */
  tree: Int32Array
  cost: bigint
  pivots: number
}

/** Where to begin: near a cheapest flow it takes few steps. */
export interface Start {
  /** By arc: balanced at every node, and above no bound but upper ones, below none. */
  flow: Int32Array
  /** Arcs that would make a good tree, the best first; those that close a circle are left out. */
  tree: readonly number[]
}

/** Called now and then; may throw to give up. */
export type Tick = () => void

const tickEvery = 512

/**
 * The cheapest flow, exactly: the primal network simplex method with strongly feasible trees (Cunningham 1976), which
 * cannot run in circles, and block search for the entering arc (as compared by Király and Kovács, “Efficient
 * implementations of minimum-cost flow algorithms”, 2012). The same network gives the same flow, bit by bit.
 *
 * @returns `null` when no flow keeps all bounds
 * @throws NetworkError when the numbers are outside of the exact range, see `checkNetwork`
 */
export function cheapestFlow(network: Network, tick?: Tick, start?: Start): Flow | null {
  const simplex = new Simplex(network, checkNetwork(network), start)
  simplex.run(tick)
  return simplex.result()
}

/** As `cheapestFlow`, for networks that always have a flow. */
export function mustFlow(network: Network, tick?: Tick, start?: Start): Flow {
  const found = cheapestFlow(network, tick, start)
  if (!found) throw new NetworkError('bounds')
  return found
}

const IN_TREE = 0
const AT_LOWER = 1
const AT_UPPER = -1

/**
 * Works on copies of few arcs, side by side in memory: an artificial one for every node (they come first), and those
 * of the network's that were taken in. All others stay at their lower bounds.
 */
class Simplex {
  readonly #tree: Tree
  readonly #takenIn: Uint8Array
  #count = 0
  /** The first arc that is no artificial one. */
  #first = 0
  #original = new Int32Array(0)
  #from = new Int32Array(0)
  #to = new Int32Array(0)
  #room = new Int32Array(0)
  #flow = new Int32Array(0)
  #cost = new Float64Array(0)
  #state = new Int8Array(0)
  #scan = 0
  #pivots = 0

  constructor(
    readonly network: Network,
    bound: number,
    start?: Start,
  ) {
    this.#tree = new Tree(network.nodes + 1, network.nodes)
    this.#takenIn = new Uint8Array(network.from.length)
    this.#makeRoom(network.nodes)
    if (start) this.#beginAt(start, bound)
    else {
      this.#hangAll(bound)
      this.#takeIn(promisingArcs(network))
    }
  }

  /**
   * A first tree for a given flow. What it carries above a bound goes over an artificial arc beside, dear enough to be
   * given up; where the tree would not be strongly feasible, a node hangs on its own artificial arc instead.
   */
  #beginAt({ flow, tree }: Start, bound: number): void {
    const { nodes, from, to, lower, upper } = this.network
    for (let node = 0; node < nodes; node++) {
      this.#from[node] = node
      this.#to[node] = nodes
      this.#room[node] = 2 ** 31 - 1
      this.#state[node] = AT_LOWER
    }
    this.#count = nodes
    const beyond: number[] = []
    const wanted = new Uint8Array(flow.length)
    for (let arc = 0; arc < flow.length; arc++) {
      if (flow[arc]! > upper[arc]!) beyond.push(arc)
      if (flow[arc]! > lower[arc]!) wanted[arc] = 1
    }
    for (const arc of tree) wanted[arc] = 1
    for (const arc of promisingArcs(this.network)) wanted[arc] = 1
    this.#makeRoom(beyond.length)
    for (const arc of beyond) {
      const own = this.#count++
      this.#from[own] = from[arc]!
      this.#to[own] = to[arc]!
      this.#room[own] = 2 ** 31 - 1
      this.#cost[own] = bound + 1
      this.#flow[own] = flow[arc]! - upper[arc]!
      this.#state[own] = AT_LOWER
    }
    this.#first = this.#count
    const chosen: number[] = []
    for (let arc = 0; arc < wanted.length; arc++) if (wanted[arc] === 1) chosen.push(arc)
    this.#takeIn(chosen)
    const ownOf = new Int32Array(flow.length)
    for (let own = this.#first; own < this.#count; own++) {
      const arc = this.#original[own]!
      this.#flow[own] = Math.min(flow[arc]!, upper[arc]!) - lower[arc]!
      if (this.#flow[own] === this.#room[own] && this.#flow[own]! > 0) this.#state[own] = AT_UPPER
      ownOf[arc] = own
    }
    const between: number[] = []
    for (let own = nodes; own < this.#count; own++)
      if (this.#flow[own]! > 0 && this.#flow[own]! < this.#room[own]!) between.push(own)
    this.#hangAlong([...between, ...tree.map((arc) => ownOf[arc]!)], between.length)
  }

  /** Makes a spanning tree of arcs, of which the first `must` have to be in it. */
  #hangAlong(arcs: readonly number[], must: number): void {
    const { nodes, supply } = this.network
    const group = Int32Array.from({ length: nodes }, (_, node) => node)
    const groupOf = (node: number) => {
      let at = node
      while (group[at] !== at) at = group[at] = group[group[at]!]!
      return at
    }
    const at = Array.from({ length: nodes }, (): number[] => [])
    for (const [n, arc] of arcs.entries()) {
      const [u, v] = [this.#from[arc]!, this.#to[arc]!]
      const [one, other] = [groupOf(u), groupOf(v)]
      if (one === other && n < must) throw new NetworkError('bounds', this.#original[arc])
      if (one === other) continue
      group[one] = other
      at[u]!.push(arc)
      at[v]!.push(arc)
    }
    const tree = this.#tree
    const hang = (node: number, parent: number, arc: number) => {
      const up = this.#from[arc] === node ? 1 : 0
      tree.hang(node, parent, arc, up)
      tree.potential[node] = tree.potential[parent]! + (up ? -this.#cost[arc]! : this.#cost[arc]!)
      tree.depth[node] = tree.depth[parent]! + 1
      this.#state[arc] = IN_TREE
    }
    const seen = new Uint8Array(nodes)
    // Best hung from where most comes in, the sink.
    const sink = supply.indexOf(supply.reduce((least, each) => Math.min(least, each), 0))
    for (const root of [sink, ...Array(nodes).keys()]) {
      if (seen[root]) continue
      seen[root] = 1
      hang(root, nodes, root)
      const queue = [root]
      for (const node of queue)
        for (const arc of at[node]!) {
          const other = this.#from[arc] === node ? this.#to[arc]! : this.#from[arc]!
          if (seen[other]) continue
          seen[other] = 1
          queue.push(other)
          const left = this.#from[arc] === other ? this.#room[arc]! - this.#flow[arc]! : this.#flow[arc]!
          if (left > 0) hang(other, node, arc)
          else hang(other, nodes, other)
        }
    }
  }

  /** The first tree: every node on an artificial arc of its own, dear enough never to be kept where there is a way. */
  #hangAll(bound: number): void {
    const { nodes, supply, from, to, lower } = this.network
    const excess = Float64Array.from(supply)
    for (let arc = 0; arc < from.length; arc++) {
      if (lower[arc] === 0) continue
      excess[from[arc]!]! -= lower[arc]!
      excess[to[arc]!]! += lower[arc]!
    }
    for (let node = 0; node < nodes; node++) {
      const sends = excess[node]! >= 0
      this.#from[node] = sends ? node : nodes
      this.#to[node] = sends ? nodes : node
      this.#room[node] = 2 ** 31 - 1
      this.#cost[node] = sends ? 0 : bound + 1
      this.#flow[node] = Math.abs(excess[node]!)
      this.#state[node] = IN_TREE
      this.#tree.hang(node, nodes, node, sends ? 1 : 0)
      this.#tree.shift(node, sends ? 0 : bound + 1)
    }
    this.#count = nodes
    this.#first = nodes
  }

  #makeRoom(more: number): void {
    const needed = this.#count + more
    const longer = <T extends Int32Array | Float64Array | Int8Array>(next: T, old: T): T => (next.set(old), next)
    this.#original = longer(new Int32Array(needed), this.#original)
    this.#from = longer(new Int32Array(needed), this.#from)
    this.#to = longer(new Int32Array(needed), this.#to)
    this.#room = longer(new Int32Array(needed), this.#room)
    this.#flow = longer(new Int32Array(needed), this.#flow)
    this.#cost = longer(new Float64Array(needed), this.#cost)
    this.#state = longer(new Int8Array(needed), this.#state)
  }

  #takeIn(arcs: readonly number[]): void {
    const { from, to, lower, upper, cost } = this.network
    this.#makeRoom(arcs.length)
    for (const arc of arcs) {
      const own = this.#count++
      this.#takenIn[arc] = 1
      this.#original[own] = arc
      this.#from[own] = from[arc]!
      this.#to[own] = to[arc]!
      this.#room[own] = upper[arc]! - lower[arc]!
      this.#cost[own] = cost[arc]!
      this.#state[own] = AT_LOWER
    }
  }

  /** Solves with the arcs that were taken in; then takes in those that would still help, until there is none. */
  run(tick?: Tick): void {
    for (;;) {
      const block = Math.max(16, Math.ceil(Math.sqrt(this.#count)))
      for (let arc = this.#entering(block); arc >= 0; arc = this.#entering(block)) {
        this.#pivot(arc)
        if (++this.#pivots % tickEvery === 0) tick?.()
      }
      const missed = this.#missed()
      if (missed.length === 0) return
      this.#takeIn(missed)
    }
  }

  result(): Flow | null {
    const { nodes, lower } = this.network
    for (let arc = 0; arc < this.#first; arc++) if (this.#flow[arc]! !== 0) return null
    const flow = Int32Array.from(lower)
    for (let arc = this.#first; arc < this.#count; arc++) flow[this.#original[arc]!]! += this.#flow[arc]!
    const potential = this.#tree.potential.slice(0, nodes)
    const tree = this.#tree.arc.subarray(0, nodes).map((arc) => (arc < this.#first ? -1 : this.#original[arc]!))
    return { flow, potential, tree, cost: flowCost(this.network, flow), pivots: this.#pivots }
  }

  #missed(): number[] {
    const { from, to, cost } = this.network
    const { potential } = this.#tree
    const takenIn = this.#takenIn
    const missed: number[] = []
    for (let arc = 0; arc < from.length; arc++)
      if (takenIn[arc] === 0 && cost[arc]! + potential[from[arc]!]! - potential[to[arc]!]! < 0) missed.push(arc)
    return missed
  }

  /** The best arc of the next block that has any; −1 when there is none at all. */
  #entering(block: number): number {
    const from = this.#from
    const to = this.#to
    const cost = this.#cost
    const state = this.#state
    const { potential } = this.#tree
    const first = this.#first
    const end = this.#count
    let best = 0
    let chosen = -1
    let left = block
    let arc = Math.max(first, this.#scan)
    for (let seen = first; seen < end; seen++) {
      const gain = state[arc]! * (cost[arc]! + potential[from[arc]!]! - potential[to[arc]!]!)
      if (gain < best) {
        best = gain
        chosen = arc
      }
      if (++arc === end) arc = first
      if (--left === 0) {
        if (chosen >= 0) break
        left = block
      }
    }
    this.#scan = arc
    return chosen
  }

  #pivot(entering: number): void {
    const tree = this.#tree
    const state = this.#state[entering]!
    const forward = state === AT_LOWER
    const first = forward ? this.#from[entering]! : this.#to[entering]!
    const second = forward ? this.#to[entering]! : this.#from[entering]!
    const { join, delta, top, side } = this.#leaving(first, second, this.#room[entering]!)
    if (delta > 0) {
      this.#flow[entering]! += state * delta
      this.#push(first, join, -delta)
      this.#push(second, join, delta)
    }
    if (side === 0) {
      this.#state[entering] = -state
      return
    }
    const leaving = tree.arc[top]!
    this.#state[entering] = IN_TREE
    this.#state[leaving] = this.#flow[leaving] === 0 ? AT_LOWER : AT_UPPER
    const at = side === 1 ? first : second
    const parent = side === 1 ? second : first
    const up = this.#from[entering] === at ? 1 : 0
    const along = up ? -this.#cost[entering]! : this.#cost[entering]!
    const by = tree.potential[parent]! + along - tree.potential[at]!
    tree.regraft(top, at, parent, entering, up)
    tree.shift(at, by)
  }

  /**
   * How far the flow can go round, and what stops it: of several the last one on the way round from the join, which
   * keeps the tree strongly feasible. `side` is 0 when the entering arc itself is full first.
   */
  #leaving(first: number, second: number, room: number) {
    const { parent, depth, arc, up } = this.#tree
    const flow = this.#flow
    let delta = room
    let [top, side] = [-1, 0]
    let [secondDelta, secondTop] = [Infinity, -1]
    let u = first
    let v = second
    while (u !== v) {
      if (depth[u]! >= depth[v]!) {
        const own = arc[u]!
        const left = up[u] ? flow[own]! : this.#room[own]! - flow[own]!
        if (left < delta) {
          delta = left
          top = u
          side = 1
        }
        u = parent[u]!
      } else {
        const own = arc[v]!
        const left = up[v] ? this.#room[own]! - flow[own]! : flow[own]!
        if (left <= secondDelta) {
          secondDelta = left
          secondTop = v
        }
        v = parent[v]!
      }
    }
    if (secondDelta <= delta) return { join: u, delta: secondDelta, top: secondTop, side: 2 }
    return { join: u, delta, top, side }
  }

  #push(node: number, join: number, amount: number): void {
    const { parent, arc, up } = this.#tree
    for (let u = node; u !== join; u = parent[u]!) this.#flow[arc[u]!]! += up[u] ? amount : -amount
  }
}
