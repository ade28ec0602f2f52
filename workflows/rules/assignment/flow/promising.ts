import type { Network } from './network'

const perNode = 24
/** A prime, so that it goes into no usual length. */
const stride = 7919

/**
 * The arcs that a cheapest flow will probably use: the cheapest few out of every node. Among equals every node begins at
 * another place of its list, or all would crowd the same heads. Only the time depends on it.
 */
export function promisingArcs({ nodes, from, cost }: Network): number[] {
  const start = new Int32Array(nodes + 1)
  for (const node of from) start[node + 1]!++
  for (let node = 0; node < nodes; node++) start[node + 1]! += start[node]!
  const next = start.slice()
  const arcs = new Int32Array(from.length)
  const costs = new Float64Array(from.length)
  for (let arc = 0; arc < from.length; arc++) {
    const place = next[from[arc]!]!++
    arcs[place] = arc
    costs[place] = cost[arc]!
  }
  const chosen: number[] = []
  for (let node = 0; node < nodes; node++) {
    const own = arcs.subarray(start[node], start[node + 1])
    const limit = nthSmallest(costs.subarray(start[node], start[node + 1]), perNode)
    let left = perNode
    for (const arc of own) {
      if (!(cost[arc]! < limit)) continue
      chosen.push(arc)
      left--
    }
    const first = (node * stride) % Math.max(1, own.length)
    for (let n = 0; n < own.length && left > 0; n++) {
      const arc = own[(first + n) % own.length]!
      if (cost[arc]! !== limit) continue
      chosen.push(arc)
      left--
    }
  }
  return chosen
}

/** Hoare's selection, which reorders the values; Infinity when there are no more than n. */
function nthSmallest(values: Float64Array, n: number): number {
  if (values.length <= n) return Infinity
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const middle = values[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! < middle) i++
      while (values[j]! > middle) j--
      if (i > j) break
      const swapped = values[i]!
      values[i++] = values[j]!
      values[j--] = swapped
    }
    if (n - 1 <= j) high = j
    else if (n - 1 >= i) low = i
    else break
  }
  return values[n - 1]!
}
