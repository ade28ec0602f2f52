/** A work and an expert who scored it, by number. */
export interface Link {
  work: number
  expert: number
}

/**
 * The connected parts of the graph of works and experts: two works are in one part when a chain of experts who scored
 * both neighbours joins them. Nothing in the scores says how works of different parts compare. In many-facet Rasch
 * measurement these are the disjoint subsets (J. M. Linacre, Rasch Measurement Transactions, on "subset connection").
 *
 * @returns the part of each work, numbered from 0: the one with most works first, then by the lowest work
 */
export const componentsOf = (links: readonly Link[], works: number, experts: number): Int32Array => {
  const leader = Int32Array.from({ length: works + experts }, (_, node) => node)
  const find = (node: number): number => {
    while (leader[node] !== node) node = leader[node] = leader[leader[node]!]!
    return node
  }
  for (const { work, expert } of links) {
    const [a, b] = [find(work), find(works + expert)]
    // The lower number leads, so that a part's leader is its lowest work.
    leader[Math.max(a, b)] = Math.min(a, b)
  }
  const sizes = new Map<number, number>()
  for (let work = 0; work < works; work += 1) sizes.set(find(work), (sizes.get(find(work)) ?? 0) + 1)
  const order = [...sizes].sort(([a, many], [b, few]) => few - many || a - b).map(([node]) => node)
  const place = new Map(order.map((node, index) => [node, index]))
  return Int32Array.from({ length: works }, (_, work) => place.get(find(work))!)
}
