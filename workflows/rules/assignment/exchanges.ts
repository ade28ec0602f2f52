import { everyCap } from './crossing'
import { modelOf } from './model'
import type { Model } from './model'
import type { Solved } from './optimise'
import type { Problem } from './problem'

/**
 * The same assignment on a network that holds every institution's cap. The solver's holds those that were broken on the
 * way, which is enough for the best assignment, but not to read off what an exchange would cost.
 */
export function withEveryCap(problem: Problem, solved: Solved): Solved {
  if (problem.options.perInstitution === undefined) return solved
  const shape = { ...solved.shape, caps: everyCap(problem, solved.shape, solved.model, solved.flow) }
  const model = modelOf(problem, shape)
  return { ...solved, shape, model, flow: flowOf(problem, model, solved) }
}

/** The cheapest flow with these pairs: parallel arcs stand with the cheaper first, and fill up in this order. */
function flowOf({ works, wanted }: Problem, model: Model, solved: Solved): Int32Array {
  const { network, unfilledArc, sink } = model
  const { from, to, upper } = network
  const flow = new Int32Array(from.length)
  const into = Array.from({ length: network.nodes }, (): number[] => [])
  const toSink = Array.from({ length: network.nodes }, (): number[] => [])
  for (let arc = 0; arc < from.length; arc++)
    if (to[arc] === sink) toSink[from[arc]!]!.push(arc)
    else if (to[arc]! > sink) into[to[arc]!]!.push(arc)
  const carry = (arcs: readonly number[]): number => {
    const arc = arcs.find((one) => flow[one]! < upper[one]!)
    if (arc === undefined) throw new Error('the assignment does not keep a cap')
    flow[arc]!++
    return arc
  }
  const left = wanted.slice()
  for (let old = 0; old < solved.flow.length; old++) {
    const p = solved.model.pairOf[old]!
    if (p < 0 || solved.flow[old] === 0) continue
    const arc = carry([model.arcOf[p]!])
    let node = from[arc]!
    while (node >= works.length) node = from[carry(into[node]!)]!
    left[node]!--
    carry(toSink[to[arc]!]!)
  }
  for (const [w, arc] of unfilledArc.entries()) flow[arc] = left[w]!
  return flow
}
