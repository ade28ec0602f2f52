import { institutionsIn, isSenior, wantsSenior } from './model'
import type { Cap, Model, Shape } from './model'
import type { Problem } from './problem'

/**
 * An institution on a work whose seniors and others have caps of their own that together allow more than the cap of all:
 * here a network cannot say the rule, and a search has to.
 */
export interface Loose {
  key: number
  cap: Cap
  /** How many of each a solution has. */
  seniors: number
  others: number
  /** How many too many; negative = how many fewer than allowed. */
  over: number
}

/** Whether a network with this cap may still break it. */
export const isLoose = ({ all, seniors, others, together }: Cap): boolean => all === null && seniors + others > together

interface Count {
  pairs: number
  seniors: number
  others: number
}

const none: Count = { pairs: 0, seniors: 0, others: 0 }

/** Caps that a solution breaks and that the network can hold, and what is left loose. */
export function crowding(problem: Problem, shape: Shape, model: Model, flow: ArrayLike<number>) {
  const { options, works } = problem
  const missing: [number, Cap][] = []
  const loose: Loose[] = []
  if (options.perInstitution === undefined) return { missing, loose }
  const institutions = institutionsIn(problem)
  for (let w = 0; w < works.length; w++) {
    const counts = countsOn(problem, model, flow, w)
    for (const [institution, { pairs }] of counts) {
      const key = w * institutions + institution
      if (shape.caps.has(key)) continue
      const cap = capOf(problem, shape, w, institution)
      if (pairs > cap.together) missing.push([key, cap])
    }
  }
  for (const [key, cap] of shape.caps) {
    if (!isLoose(cap)) continue
    const { seniors, others } = countsOn(problem, model, flow, cap.work).get(cap.institution) ?? none
    loose.push({ key, cap, seniors, others, over: seniors + others - cap.together })
  }
  return { missing, loose }
}

/**
 * A cap for every institution on every work that has more experts than allowed, also where nothing presses against it:
 * an exchange might. Where seniors and others have caps of their own, these are the ones that the solution keeps.
 */
export function everyCap(problem: Problem, shape: Shape, model: Model, flow: ArrayLike<number>): Map<number, Cap> {
  const { options, works, institution, wanted } = problem
  const caps = new Map(shape.caps)
  if (options.perInstitution === undefined) return caps
  const institutions = institutionsIn(problem)
  const sizes = new Int32Array(institutions)
  for (const each of institution) if (each >= 0) sizes[each]!++
  for (let w = 0; w < works.length; w++) {
    if (wanted[w] === 0) continue
    const counts = countsOn(problem, model, flow, w)
    for (let i = 0; i < institutions; i++) {
      const key = w * institutions + i
      const cap = caps.get(key) ?? capOf(problem, shape, w, i)
      if (sizes[i]! <= cap.together) continue
      caps.set(key, isLoose(cap) ? tightened({ cap, ...(counts.get(i) ?? none) }) : cap)
    }
  }
  return caps
}

function countsOn(problem: Problem, model: Model, flow: ArrayLike<number>, work: number): Map<number, Count> {
  const { experts, institution } = problem
  const counts = new Map<number, Count>()
  for (let e = 0; e < experts.length; e++) {
    const arc = model.arcOf[work * experts.length + e]!
    if (arc < 0 || flow[arc] === 0 || institution[e]! < 0) continue
    const count = counts.get(institution[e]!) ?? { ...none }
    count.pairs++
    count[isSenior(problem, e) ? 'seniors' : 'others'] += flow[arc]!
    counts.set(institution[e]!, count)
  }
  return counts
}

/** The cap of an institution on a work, less those of it that stay there anyway. */
function capOf(problem: Problem, { threshold }: Shape, work: number, institution: number): Cap {
  const { options, keptOn, experts, admitted, affinity } = problem
  const there = keptOn[work]!.filter((p) => problem.institution[p % experts.length] === institution).length
  const together = Math.max(0, options.perInstitution! - there)
  let [own, seniors] = [0, 0]
  for (let e = 0, p = work * experts.length; e < experts.length; e++, p++) {
    if (problem.institution[e] !== institution || admitted[p] !== 0 || affinity[p]! < threshold) continue
    own++
    if (isSenior(problem, e)) seniors++
  }
  const mixed = wantsSenior(problem, work) && seniors > 0 && seniors < own
  return { work, institution, together, all: mixed ? null : together, seniors: together, others: together }
}

/** The fewest whole seniors and others that hold what a solution has of them. */
const wholes = ({ seniors, others }: Pick<Loose, 'seniors' | 'others'>) =>
  [Math.ceil(seniors), Math.ceil(others)] as const

/** How many more than allowed a solution has, once what it has in parts is made whole; 0 = it can be made whole. */
export function excess(loose: Loose): number {
  const [seniors, others] = wholes(loose)
  return Math.max(0, seniors + others - loose.cap.together)
}

/** Fewer seniors than a solution has, or else fewer others: whatever keeps the cap of all is in one of the two. */
export function halves({ cap, seniors }: Loose): [Cap, Cap] {
  const fewer = Math.ceil(seniors) - 1
  return [
    { ...cap, seniors: fewer },
    { ...cap, others: cap.together - fewer - 1 },
  ]
}

/** Caps that together keep the cap of all, and allow what a solution has, as nearly as can be. */
export function tightened(loose: Pick<Loose, 'cap' | 'seniors' | 'others'>): Cap {
  const { cap } = loose
  const [up, others] = wholes(loose)
  const seniors = up + others <= cap.together ? up : Math.min(cap.together, Math.round(loose.seniors))
  return { ...cap, seniors, others: cap.together - seniors }
}
