import type { Network } from './network'

/**
 * Labels of all nodes such that no arc that could still carry more, and none that could carry less, is a shortcut
 * (Bellman and Ford). Starts from the labels given and lowers them; those of the solver are never used.
 * @returns false when labels could be lowered without end, because there is a cycle of negative cost
 */
function relax(network: Network, flow: Int32Array, label: Float64Array, backward: boolean): boolean {
  const { nodes, from, to, lower, upper, cost } = network
  const before = new Int32Array(nodes).fill(-1)
  const step = (u: number, v: number, by: number): boolean => {
    if (!(label[u]! + by < label[v]!)) return false
    label[v] = label[u]! + by
    before[v] = u
    return true
  }
  for (let pass = 1; ; pass++) {
    let moved = false
    for (let n = 0; n < from.length; n++) {
      // Every other pass runs the other way, so that long ways settle sooner.
      const arc = pass % 2 === 1 ? n : from.length - 1 - n
      const [u, v] = backward ? [to[arc]!, from[arc]!] : [from[arc]!, to[arc]!]
      if (flow[arc]! < upper[arc]! && step(u, v, cost[arc]!)) moved = true
      if (flow[arc]! > lower[arc]! && step(v, u, -cost[arc]!)) moved = true
    }
    if (!moved) return true
    if (pass % 8 === 0 && hasCycle(before)) return false
    if (pass > 2 * nodes + 2) return false
  }
}

/** Whether one comes back to where one was by going to what each label came from: then that cycle's cost is negative. */
function hasCycle(before: Int32Array): boolean {
  const seen = new Int32Array(before.length)
  for (let start = 0; start < before.length; start++) {
    let node = start
    while (node >= 0 && seen[node] === 0) {
      seen[node] = start + 1
      node = before[node]!
    }
    if (node >= 0 && seen[node] === start + 1) return true
  }
  return false
}

export interface Check {
  /** Every arc within its bounds, every node with its supply. */
  keepsBounds: boolean
  /** No cycle of negative cost is left among the arcs that could carry more or less. */
  isCheapest: boolean
}

/** Checks a flow by itself, whoever found it: a flow is the cheapest when no residual cycle has a negative cost. */
export function checkFlow(network: Network, flow: Int32Array): Check {
  const { nodes, supply, from, to, lower, upper } = network
  const balance = Float64Array.from(supply)
  let keepsBounds = flow.length === from.length
  for (let arc = 0; arc < from.length; arc++) {
    if (!(flow[arc]! >= lower[arc]! && flow[arc]! <= upper[arc]!)) keepsBounds = false
    balance[from[arc]!]! -= flow[arc]!
    balance[to[arc]!]! += flow[arc]!
  }
  keepsBounds &&= balance.every((left) => left === 0)
  return { keepsBounds, isCheapest: keepsBounds && relax(network, flow, new Float64Array(nodes), false) }
}

/**
 * What it costs to carry one unit more along the cheapest way from a node (or, turned round, to a node) to every
 * other, rerouting what is there; Infinity where there is no way. The flow must be the cheapest.
 */
export function exchangeCosts(
  network: Network,
  flow: Int32Array,
  node: number,
  direction: 'from' | 'to' = 'from',
): Float64Array {
  const label = new Float64Array(network.nodes).fill(Infinity)
  label[node] = 0
  relax(network, flow, label, direction === 'to')
  return label
}
