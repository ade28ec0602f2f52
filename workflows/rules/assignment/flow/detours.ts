import type { Network } from './network'

/** A way between a hub and a node that is none, over nodes that are none. */
interface Entry {
  hub: number
  cost: number
}

/** Between nodes, or between hubs. */
interface Link {
  from: number
  to: number
  cost: number
}

/**
 * What it costs to carry one unit more from some nodes to any other, rerouting what is there, as `exchangeCosts` finds it
 * for one node at a time. The hubs are few, and without them the network falls into small parts: every part is passed
 * through once, and the ways between the hubs are put together (R. W. Floyd, "Algorithm 97: Shortest path", 1962). The
 * flow must be the cheapest.
 */
export class Detours {
  /** By node: which hub it is, or −1. */
  readonly #place: Int32Array
  /** By hub and hub. */
  readonly #costs: Float64Array[]
  /** By node that is no hub: from which hubs one comes to it without passing another. */
  readonly #into: Entry[][]

  constructor(network: Network, flow: Int32Array, hubs: readonly number[]) {
    this.#place = new Int32Array(network.nodes).fill(-1)
    for (const [n, hub] of hubs.entries()) this.#place[hub] = n
    this.#costs = hubs.map((_, n) => new Float64Array(hubs.length).fill(Infinity).fill(0, n, n + 1))
    this.#into = Array.from({ length: network.nodes }, () => [])
    const links = linksOf(network, flow, this.#place)
    for (const { from, to, cost } of links.direct) this.#lower(from, to, cost)
    for (const part of partsOf(links.inner, this.#place)) this.#pass(part, links)
    this.#join()
  }

  #lower(from: number, to: number, cost: number): void {
    const row = this.#costs[from]!
    if (cost < row[to]!) row[to] = cost
  }

  /** The ways through a part, from each hub that leads into it. */
  #pass({ nodes, inner }: Part, { entering, leaving }: Links): void {
    const from = new Map<number, Map<number, number>>()
    for (const node of nodes)
      for (const { hub, cost } of entering[node]!) {
        const labels = from.get(hub) ?? new Map<number, number>()
        labels.set(node, Math.min(cost, labels.get(node) ?? Infinity))
        from.set(hub, labels)
      }
    for (const [hub, labels] of from) {
      settle(labels, inner)
      for (const [node, label] of labels) {
        this.#into[node]!.push({ hub, cost: label })
        for (const { hub: next, cost } of leaving[node]!) this.#lower(hub, next, label + cost)
      }
    }
  }

  #join(): void {
    const size = this.#costs.length
    for (const [k, through] of this.#costs.entries())
      for (const row of this.#costs) {
        const first = row[k]!
        if (first === Infinity) continue
        for (let n = 0; n < size; n++) if (first + through[n]! < row[n]!) row[n] = first + through[n]!
      }
  }

  /** From a hub to any node; Infinity where there is no way. */
  cost(hub: number, node: number): number {
    const row = this.#costs[this.#place[hub]!]!
    if (this.#place[node]! >= 0) return row[this.#place[node]!]!
    return this.#into[node]!.reduce((least, entry) => Math.min(least, row[entry.hub]! + entry.cost), Infinity)
  }
}

/** Lowers labels along links until none is a shortcut. */
function settle(labels: Map<number, number>, inner: readonly Link[]): void {
  for (let moved = inner.length > 0; moved;) {
    moved = false
    for (const { from, to, cost } of inner) {
      const label = (labels.get(from) ?? Infinity) + cost
      if (label >= (labels.get(to) ?? Infinity)) continue
      labels.set(to, label)
      moved = true
    }
  }
}

/** The arcs that could carry more, and turned round those that could carry less, by what they join. */
interface Links {
  /** From hub to hub. */
  direct: Link[]
  /** By node: from hubs to it, and from it to hubs. */
  entering: Entry[][]
  leaving: Entry[][]
  /** Between nodes that are no hubs. */
  inner: Link[]
}

function linksOf({ nodes, from, to, lower, upper, cost }: Network, flow: Int32Array, place: Int32Array): Links {
  const [entering, leaving] = [0, 1].map(() => Array.from({ length: nodes }, (): Entry[] => [])) as [
    Entry[][],
    Entry[][],
  ]
  const links: Links = { direct: [], inner: [], entering, leaving }
  const add = (tail: number, head: number, price: number) => {
    const [start, end] = [place[tail]!, place[head]!]
    if (start >= 0 && end >= 0) links.direct.push({ from: start, to: end, cost: price })
    else if (start >= 0) entering[head]!.push({ hub: start, cost: price })
    else if (end >= 0) leaving[tail]!.push({ hub: end, cost: price })
    else links.inner.push({ from: tail, to: head, cost: price })
  }
  for (let arc = 0; arc < from.length; arc++) {
    if (flow[arc]! < upper[arc]!) add(from[arc]!, to[arc]!, cost[arc]!)
    if (flow[arc]! > lower[arc]!) add(to[arc]!, from[arc]!, -cost[arc]!)
  }
  return links
}

interface Part {
  nodes: number[]
  inner: Link[]
}

/** What hangs together without the hubs. */
function partsOf(inner: readonly Link[], place: Int32Array): Iterable<Part> {
  const root = place.map((_, node) => node)
  const rootOf = (node: number) => {
    let at = node
    while (root[at] !== at) at = root[at] = root[root[at]!]!
    return at
  }
  for (const { from, to } of inner) root[rootOf(from)] = rootOf(to)
  const parts = new Map<number, Part>()
  place.forEach((hub, node) => {
    if (hub >= 0) return
    const part = parts.get(rootOf(node)) ?? { nodes: [], inner: [] }
    part.nodes.push(node)
    parts.set(rootOf(node), part)
  })
  for (const link of inner) parts.get(rootOf(link.from))!.inner.push(link)
  return parts.values()
}
