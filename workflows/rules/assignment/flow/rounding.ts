import type { Network } from './network'

/** A whole number below n, all equally likely. */
export type Below = (n: number) => number

/**
 * A flow counted in parts (`unit` parts make a whole), rounded at random to wholes: every arc gets its parts rounded
 * down or up, and up exactly so often as its parts say, so that the mean of all draws is the flow. Nodes keep their
 * balance, and so every bound that is a whole number is kept too.
 *
 * Arcs that are no wholes form cycles, because supplies are wholes: a cycle is turned one way or the other until an arc
 * on it is whole, each way with the chance that leaves the mean where it was (dependent rounding: Gandhi, Khuller,
 * Parthasarathy and Srinivasan 2006; for assignments under a probability cap: Jecmen et al., NeurIPS 2020).
 *
 * @param flow in parts; supplies in the network are parts too and multiples of the unit
 * @returns in wholes
 */
export function roundFlow(network: Network, flow: Int32Array, unit: number, below: Below): Int32Array {
  const parts = Int32Array.from(flow)
  const open = new OpenArcs(network, parts, unit)
  for (let start = 0; start < network.nodes; start++) {
    for (;;) {
      const cycle = open.cycleFrom(start)
      if (!cycle) break
      turn(parts, cycle, unit, below)
    }
  }
  return parts.map((each) => each / unit)
}

interface Step {
  arc: number
  forward: boolean
}

function turn(parts: Int32Array, cycle: readonly Step[], unit: number, below: Below): void {
  let [up, down] = [unit, unit]
  for (const { arc, forward } of cycle) {
    const over = parts[arc]! % unit
    up = Math.min(up, forward ? unit - over : over)
    down = Math.min(down, forward ? over : unit - over)
  }
  const by = below(up + down) < down ? up : -down
  for (const { arc, forward } of cycle) parts[arc]! += forward ? by : -by
}

/** The arcs that are not whole yet, by node; whole ones are dropped when they are met. */
class OpenArcs {
  readonly #at: number[][]

  constructor(
    readonly network: Network,
    readonly parts: Int32Array,
    readonly unit: number,
  ) {
    this.#at = Array.from({ length: network.nodes }, () => [])
    for (let arc = 0; arc < parts.length; arc++) {
      if (parts[arc]! % unit === 0) continue
      this.#at[network.from[arc]!]!.push(arc)
      this.#at[network.to[arc]!]!.push(arc)
    }
  }

  #leaving(node: number, cameBy: number): number {
    const arcs = this.#at[node]!
    for (let n = arcs.length - 1; n >= 0; n--) {
      const arc = arcs[n]!
      if (this.parts[arc]! % this.unit === 0) arcs.splice(n, 1)
      else if (arc !== cameBy) return arc
    }
    return -1
  }

  /** Walks along open arcs until a node comes again; null when none begins here. */
  cycleFrom(start: number): Step[] | null {
    const { from, to } = this.network
    const way: Step[] = []
    const placeOf = new Map<number, number>([[start, 0]])
    let node = start
    for (let cameBy = -1; ;) {
      const arc = this.#leaving(node, cameBy)
      if (arc < 0) return null
      const forward = from[arc] === node
      way.push({ arc, forward })
      cameBy = arc
      node = forward ? to[arc]! : from[arc]!
      const place = placeOf.get(node)
      if (place !== undefined) return way.slice(place)
      placeOf.set(node, way.length)
    }
  }
}
