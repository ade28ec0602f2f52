import type { Network } from './network'

/**
 * Labels of all nodes such that no arc that could still carry more, and none that could carry less, is a shortcut
 * (Bellman and Ford). Starts from the labels given and lowers them; those of the solver are never used.
 * @returns false when labels could be lowered without end, because there is a cycle of negative cost
 */
function relax(network: Network, flow: Int32Array, label: Float64Array, backward: boolean): boolean {
  const { nodes, lower, upper, cost } = network
  const tail = backward ? network.to : network.from
  const head = backward ? network.from : network.to
  const before = new Int32Array(nodes).fill(-1)
  for (let pass = 1; ; pass++) {
    let moved = false
    // Every other pass runs the other way, so that long ways settle sooner.
    const step = pass % 2 === 1 ? 1 : -1
    for (let arc = step === 1 ? 0 : tail.length - 1; arc >= 0 && arc < tail.length; arc += step) {
      const u = tail[arc]!
      const v = head[arc]!
      const along = label[u]! + cost[arc]!
      const against = label[v]! - cost[arc]!
      if (along < label[v]! && flow[arc]! < upper[arc]!) {
        label[v] = along
        before[v] = u
        moved = true
      } else if (against < label[u]! && flow[arc]! > lower[arc]!) {
        label[u] = against
        before[u] = v
        moved = true
      }
    }
    if (!moved) return true
    if (pass % 8 === 0 && hasCycle(before)) return false
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

/**
 * Checks a flow, whoever found it: it is the cheapest when no residual cycle has a negative cost. With potentials that
 * give no residual arc a negative reduced cost that is seen at once, since along a cycle they cancel out; nothing else is
 * believed of whoever gives them.
 */
export function checkFlow(network: Network, flow: Int32Array, potential?: Float64Array): Check {
  const { nodes, supply, from, to, lower, upper } = network
  const balance = Float64Array.from(supply)
  let keepsBounds = flow.length === from.length
  for (let arc = 0; arc < from.length; arc++) {
    if (!(flow[arc]! >= lower[arc]! && flow[arc]! <= upper[arc]!)) keepsBounds = false
    balance[from[arc]!]! -= flow[arc]!
    balance[to[arc]!]! += flow[arc]!
  }
  keepsBounds &&= balance.every((left) => left === 0)
  const isCheapest =
    keepsBounds &&
    (potential ? provesCheapest(network, flow, potential) : relax(network, flow, new Float64Array(nodes), false))
  return { keepsBounds, isCheapest }
}

function provesCheapest({ from, to, lower, upper, cost }: Network, flow: Int32Array, potential: Float64Array): boolean {
  for (let arc = 0; arc < from.length; arc++) {
    const reduced = cost[arc]! + potential[from[arc]!]! - potential[to[arc]!]!
    // Said so that NaN proves nothing.
    if (flow[arc]! < upper[arc]! && !(reduced >= 0)) return false
    if (flow[arc]! > lower[arc]! && !(reduced <= 0)) return false
  }
  return true
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
