import { NetworkBuilder, NetworkError } from './network'
import type { Network } from './network'

/**
 * The network in the format of the first DIMACS challenge (minimum-cost flow, 1990), line by line: nodes count from 1,
 * `n` names a supply, `a` an arc with its bounds and its cost.
 */
export function* dimacsLines(network: Network): Generator<string> {
  const { nodes, supply, from, to, lower, upper, cost } = network
  yield `p min ${nodes} ${from.length}`
  for (let node = 0; node < nodes; node++) if (supply[node] !== 0) yield `n ${node + 1} ${supply[node]!}`
  for (let arc = 0; arc < from.length; arc++)
    yield `a ${from[arc]! + 1} ${to[arc]! + 1} ${lower[arc]!} ${upper[arc]!} ${cost[arc]!}`
}

export const toDimacs = (network: Network): string => `${[...dimacsLines(network)].join('\n')}\n`

/**
 * Reads what `toDimacs` prints, comments allowed.
 * @throws SyntaxError that names the line, NetworkError of a node that is not there
 */
export function fromDimacs(text: string): Network {
  const builder = new NetworkBuilder()
  let arcsLeft: number | null = null
  let nodes = 0
  for (const [n, line] of text.split(/\r?\n/).entries()) {
    const [kind, ...words] = line.trim().split(/\s+/)
    if (kind === '' || kind === 'c') continue
    const numbers = words.filter((word) => word !== 'min').map(Number)
    const [a = NaN, b = NaN, low = NaN, up = NaN, cost = NaN] = numbers
    if (!numbers.every(Number.isSafeInteger)) throw new SyntaxError(`DIMACS line ${n + 1}: not a whole number`)
    const isHead = kind === 'p' && words[0] === 'min' && numbers.length === 2 && a >= 0 && b >= 0
    if (isHead && arcsLeft === null) {
      for (; nodes < a; nodes++) builder.node()
      arcsLeft = b
    } else if (kind === 'n' && numbers.length === 2 && arcsLeft !== null) builder.supply(a - 1, b)
    else if (kind === 'a' && numbers.length === 5 && arcsLeft !== null) {
      const isThere = (node: number) => node >= 1 && node <= nodes
      if (!isThere(a) || !isThere(b)) throw new NetworkError('no_such_node', isThere(a) ? b - 1 : a - 1)
      builder.arc(a - 1, b - 1, up, cost, low)
      arcsLeft--
    } else throw new SyntaxError(`DIMACS line ${n + 1}: ${line}`)
  }
  if (arcsLeft !== 0)
    throw new SyntaxError(`DIMACS: ${arcsLeft === null ? 'no line p' : 'not as many arcs as line p says'}`)
  return builder.build()
}
