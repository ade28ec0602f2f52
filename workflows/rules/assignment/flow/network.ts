/**
 * A minimum-cost-flow problem in typed arrays: arc `a` leads from node `from[a]` to node `to[a]`, carries at least
 * `lower[a]` and at most `upper[a]`, and each unit on it costs `cost[a]`. What a node sends out less what it takes in is
 * its `supply`; the supplies add up to nothing.
 */
export interface Network {
  nodes: number
  supply: Int32Array
  from: Int32Array
  to: Int32Array
  lower: Int32Array
  upper: Int32Array
  /** Whole numbers, negative ones allowed. Doubles, because a cost may need more than 32 bits. */
  cost: Float64Array
}

/** A network that the solver cannot take; `code` says why, `at` names the arc or node. */
export class NetworkError extends Error {
  constructor(
    readonly code: 'not_an_integer' | 'bounds' | 'no_such_node' | 'unbalanced' | 'too_much_flow' | 'costs_too_large',
    readonly at: number | null = null,
  ) {
    super(`network: ${code}${at === null ? '' : ` at ${at}`}`)
    this.name = 'NetworkError'
  }
}

const largest = 2 ** 31 - 1

/** Asked before a number is written into an array of 32 bits, which would cut it off without a word. */
function checkWhole(value: number, at: number): void {
  if (!Number.isInteger(value)) throw new NetworkError('not_an_integer', at)
  if (Math.abs(value) > largest) throw new NetworkError('bounds', at)
}

/** Arcs are added one by one; the arrays grow as needed. */
export class NetworkBuilder {
  #nodes = 0
  #arcs = 0
  #supply: number[] = []
  #from: Int32Array
  #to: Int32Array
  #lower: Int32Array
  #upper: Int32Array
  #cost: Float64Array

  /** @param expected how many arcs there will be, roughly */
  constructor(expected = 64) {
    const room = Math.max(16, expected)
    this.#from = new Int32Array(room)
    this.#to = new Int32Array(room)
    this.#lower = new Int32Array(room)
    this.#upper = new Int32Array(room)
    this.#cost = new Float64Array(room)
  }

  /**
   * @returns the new node's number
   * @throws NetworkError of a supply that is no whole number below 2^31
   */
  node(supply = 0): number {
    checkWhole(supply, this.#nodes)
    this.#supply.push(supply)
    return this.#nodes++
  }

  /**
   * Adds to what a node has to send out.
   * @throws NetworkError like `node`, and of a node that is not there
   */
  supply(node: number, more: number): void {
    if (!(node >= 0 && node < this.#nodes)) throw new NetworkError('no_such_node', node)
    const sum = (this.#supply[node] ?? 0) + more
    checkWhole(sum, node)
    this.#supply[node] = sum
  }

  /**
   * @returns the new arc's number
   * @throws NetworkError of ends and bounds that are no whole numbers below 2^31
   */
  arc(from: number, to: number, upper: number, cost = 0, lower = 0): number {
    for (const each of [from, to, lower, upper]) checkWhole(each, this.#arcs)
    if (this.#arcs === this.#from.length) this.#grow()
    const arc = this.#arcs++
    this.#from[arc] = from
    this.#to[arc] = to
    this.#lower[arc] = lower
    this.#upper[arc] = upper
    this.#cost[arc] = cost
    return arc
  }

  build(): Network {
    const part = <T extends Int32Array | Float64Array>(array: T) => array.subarray(0, this.#arcs) as T
    return {
      nodes: this.#nodes,
      supply: Int32Array.from(this.#supply),
      from: part(this.#from),
      to: part(this.#to),
      lower: part(this.#lower),
      upper: part(this.#upper),
      cost: part(this.#cost),
    }
  }

  #grow(): void {
    const wider = (array: Int32Array) => {
      const next = new Int32Array(array.length * 2)
      next.set(array)
      return next
    }
    this.#from = wider(this.#from)
    this.#to = wider(this.#to)
    this.#lower = wider(this.#lower)
    this.#upper = wider(this.#upper)
    const cost = new Float64Array(this.#cost.length * 2)
    cost.set(this.#cost)
    this.#cost = cost
  }
}

/**
 * The most that a path without repeated nodes can cost, either way. A path passes every node once and uses two arcs
 * there, so that half of all nodes' dearest arcs, twice, is enough; the node with the most of the dearest arcs (the
 * sink, as a rule) is counted by itself.
 */
export function pathBound({ nodes, from, to, cost }: Network): number {
  let dearest = 0
  for (const each of cost) dearest = Math.max(dearest, Math.abs(each))
  const hub = busiest(nodes, from, to, (arc) => Math.abs(cost[arc]!) === dearest)
  const most = new Float64Array(nodes)
  for (let arc = 0; arc < from.length; arc++) {
    const u = from[arc]!
    const v = to[arc]!
    const size = Math.abs(cost[arc]!)
    if (u === hub || v === hub) {
      if (size > most[hub]!) most[hub] = size
      continue
    }
    if (size > most[u]!) most[u] = size
    if (size > most[v]!) most[v] = size
  }
  return most.reduce((sum, each) => sum + each, nodes > 0 ? most[hub]! : 0)
}

function busiest(nodes: number, from: Int32Array, to: Int32Array, counts: (arc: number) => boolean): number {
  const times = new Int32Array(nodes)
  for (let arc = 0; arc < from.length; arc++) {
    if (!counts(arc)) continue
    times[from[arc]!]!++
    times[to[arc]!]!++
  }
  let best = 0
  for (let node = 1; node < nodes; node++) if (times[node]! > times[best]!) best = node
  return best
}

/**
 * The range within which every number of the solver is exact: capacities and the sum of all flow that is forced
 * (supplies and lower bounds) below 2^31, and no simple path dearer than 2^50, so that potentials and reduced costs
 * stay below 2^53.
 * @returns that path's bound
 * @throws NetworkError outside of it
 */
export function checkNetwork(network: Network): number {
  const { nodes, supply, from, to, lower, upper, cost } = network
  let sum = 0
  let forced = 0
  for (const each of supply) {
    sum += each
    forced += Math.abs(each)
  }
  if (supply.length !== nodes) throw new NetworkError('no_such_node')
  if (sum !== 0) throw new NetworkError('unbalanced')
  for (let arc = 0; arc < from.length; arc++) {
    if (!(from[arc]! >= 0 && from[arc]! < nodes && to[arc]! >= 0 && to[arc]! < nodes))
      throw new NetworkError('no_such_node', arc)
    if (!(lower[arc]! >= 0 && lower[arc]! <= upper[arc]!)) throw new NetworkError('bounds', arc)
    if (!Number.isSafeInteger(cost[arc]!)) throw new NetworkError('not_an_integer', arc)
    forced += 2 * lower[arc]!
  }
  if (forced > largest) throw new NetworkError('too_much_flow')
  const bound = pathBound(network)
  if (bound > 2 ** 50) throw new NetworkError('costs_too_large')
  return bound
}

/** What a flow costs in all, exactly. */
export function flowCost({ cost }: Network, flow: Int32Array): bigint {
  let exact = 0n
  let sum = 0
  for (let arc = 0; arc < flow.length; arc++) {
    if (flow[arc] === 0) continue
    const part = flow[arc]! * cost[arc]!
    if (Math.abs(part) > 2 ** 51) exact += BigInt(flow[arc]!) * BigInt(cost[arc]!)
    else {
      sum += part
      if (Math.abs(sum) > 2 ** 51) {
        exact += BigInt(sum)
        sum = 0
      }
    }
  }
  return exact + BigInt(sum)
}
