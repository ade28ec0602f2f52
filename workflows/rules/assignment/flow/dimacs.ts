import { NetworkBuilder } from './network'
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
 * @throws SyntaxError that names the line
 */
export function fromDimacs(text: string): Network {
  const builder = new NetworkBuilder()
  for (const [n, line] of text.split(/\r?\n/).entries()) {
    const [kind, ...words] = line.trim().split(/\s+/)
    if (kind === '' || kind === 'c') continue
    const numbers = words.filter((word) => word !== 'min').map(Number)
    const [a = NaN, b = NaN, low = NaN, up = NaN, cost = NaN] = numbers
    if (!numbers.every(Number.isSafeInteger)) throw new SyntaxError(`DIMACS line ${n + 1}: not a whole number`)
    if (kind === 'p' && words[0] === 'min') for (let node = 0; node < a; node++) builder.node()
    else if (kind === 'n' && numbers.length === 2) builder.supply(a - 1, b)
    else if (kind === 'a' && numbers.length === 5) builder.arc(a - 1, b - 1, up, cost, low)
    else throw new SyntaxError(`DIMACS line ${n + 1}: ${line}`)
  }
  return builder.build()
}
