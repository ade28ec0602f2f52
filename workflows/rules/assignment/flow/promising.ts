import type { Network } from './network'

const perNode = 24

/**
 * The arcs that a cheapest flow will probably use: the cheapest few out of every node. Only the time depends on it.
 */
export function promisingArcs({ nodes, from, cost }: Network): number[] {
  const start = new Int32Array(nodes + 1)
  for (const node of from) start[node + 1]!++
  for (let node = 0; node < nodes; node++) start[node + 1]! += start[node]!
  const next = start.slice()
  const costs = new Float64Array(from.length)
  for (let arc = 0; arc < from.length; arc++) costs[next[from[arc]!]!++] = cost[arc]!
  const limit = new Float64Array(nodes)
  for (let node = 0; node < nodes; node++)
    limit[node] = nthSmallest(costs.subarray(start[node], start[node + 1]), perNode)
  const among: number[] = []
  for (let arc = 0; arc < from.length; arc++) if (cost[arc]! <= limit[from[arc]!]!) among.push(arc)
  return among
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
