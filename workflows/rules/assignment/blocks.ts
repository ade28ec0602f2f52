import { admission } from './affinity'
import type { Admission } from './affinity'
import type { Problem } from './problem'

/** Why an expert is not on a work's panel. */
export type Block =
  | Exclude<Admission, 'open'>
  /** No load allowed at all, or all of it taken before. */
  | 'no_room'
  /** As much load as allowed, given to others here. */
  | 'full'
  | 'institution_cap'
  | 'below_threshold'
  | 'probability_cap'
  /** Could be, but other works, other experts' least loads, the senior's seat or an even load count for more. */
  | 'outweighed'

const reasons = Object.keys(admission) as Admission[]

/** What was assigned, as the reasons need it. */
export interface Panels {
  /** By work: experts on it, those kept among them. */
  members: readonly ReadonlySet<number>[]
  /** By expert: the works whose panels it is on. */
  reviews: readonly (readonly number[])[]
  /** By expert: load given here, without what is kept. */
  given: Int32Array
  threshold: number
  random: boolean
}

/** The first thing that keeps an expert from a work; `null` for its members. */
export function blockOf(problem: Problem, panels: Panels, work: number, expert: number): Block | null {
  const { admitted, affinity, most, experts, institution, options } = problem
  const p = work * experts.length + expert
  if (panels.members[work]!.has(expert)) return null
  const reason = reasons[admitted[p]!]!
  if (reason !== 'open') return reason
  if (most[expert] === 0) return 'no_room'
  if (affinity[p]! < panels.threshold) return 'below_threshold'
  if (panels.given[expert]! >= most[expert]!) return 'full'
  const own = institution[expert]!
  if (own >= 0 && options.perInstitution !== undefined) {
    let there = 0
    for (const member of panels.members[work]!) if (institution[member] === own) there++
    if (there >= options.perInstitution) return 'institution_cap'
  }
  return panels.random ? 'probability_cap' : 'outweighed'
}

/** How many experts each reason keeps from a work; with the panel they are all experts. */
export function blockCounts(problem: Problem, panels: Panels, work: number): Partial<Record<Block, number>> {
  const counts: Partial<Record<Block, number>> = {}
  for (let e = 0; e < problem.experts.length; e++) {
    const block = blockOf(problem, panels, work, e)
    if (block) counts[block] = (counts[block] ?? 0) + 1
  }
  return counts
}
