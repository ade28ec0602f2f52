import { everyRule } from './crossing'
import { flowOf, modelOf } from './model'
import type { Solved } from './optimise'
import type { Problem } from './problem'

/**
 * The same assignment on a network that holds all pairs and every rule of a work's panel. The solver's holds those that were
 * broken on the way, which is enough for the best assignment, but not to read off what an exchange would cost.
 */
export function withEveryRule(problem: Problem, solved: Solved): Solved {
  const { perInstitution, senior } = problem.options
  if (perInstitution === undefined && !senior) return solved
  const shape = { ...solved.shape, ...everyRule(problem, solved.shape, solved.model, solved.flow), core: null }
  const model = modelOf(problem, shape)
  const { flow, beyond } = flowOf(problem, model, solved)
  if (beyond) throw new Error('the assignment does not keep a cap')
  return { ...solved, shape, model, flow }
}
