import { institutionsIn, isSenior, wantsSenior, worthOf } from './model'
import { million } from './schema'
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

/** Rules of a work's panel that a network holds so far. */
export type Rules = Pick<Shape, 'caps' | 'seniors'>

interface Count {
  pairs: number
  seniors: number
  others: number
}

const none: Count = { pairs: 0, seniors: 0, others: 0 }
/** What is nearer to a whole than this is one. */
const tiny = 1e-6

/** What a solution breaks and the network can hold: the rules with it, `null` when there is nothing; and what is loose. */
export function crowding(problem: Problem, shape: Shape, model: Model, flow: ArrayLike<number>) {
  const { options, works } = problem
  const counts = new Counts(problem, model, flow)
  const needy = [...works.keys()].filter(
    (w) => !shape.seniors.has(w) && wantsSenior(problem, w) && counts.seniors[w]! < shape.unit - tiny,
  )
  const seniors = new Set([...shape.seniors, ...needy])
  const caps = new Map(shape.caps)
  const members = membersOf(problem)
  // Seniors and others are told apart from now on.
  for (const [key, { work, institution }] of shape.caps)
    if (seniors.has(work) && !shape.seniors.has(work))
      caps.set(key, capOf(problem, { ...shape, seniors }, work, institution, members))
  const institutions = institutionsIn(problem)
  for (let w = 0; w < works.length && options.perInstitution !== undefined; w++)
    for (const [institution, { pairs }] of counts.of(w)) {
      const key = w * institutions + institution
      if (shape.caps.has(key) || pairs <= options.perInstitution - staying(problem, w, institution)) continue
      caps.set(key, capOf(problem, { ...shape, seniors }, w, institution, members))
    }
  const loose: Loose[] = []
  for (const [key, cap] of shape.caps) {
    if (!isLoose(cap)) continue
    const { seniors, others } = counts.of(cap.work).get(cap.institution) ?? none
    loose.push({ key, cap, seniors, others, over: seniors + others - cap.together })
  }
  const broken = needy.length > 0 || caps.size > shape.caps.size
  return { rules: broken ? { caps, seniors } : null, loose }
}

/**
 * All rules, also where nothing presses against them: an exchange might. It passes a node once, so that it adds one expert
 * of an institution to a work, or a senior and another where these are told apart: what has room for that needs no cap.
 * Seniors and others then have caps of their own, so that what a solution has of them stays.
 */
export function everyRule(problem: Problem, shape: Shape, model: Model, flow: ArrayLike<number>): Rules {
  const { options, works } = problem
  const seniors = new Set([...works.keys()].filter((w) => wantsSenior(problem, w)))
  const caps = new Map<number, Cap>()
  if (options.perInstitution === undefined) return { caps, seniors }
  const counts = new Counts(problem, model, flow)
  const institutions = institutionsIn(problem)
  const members = membersOf(problem)
  const rules = { threshold: shape.threshold, seniors }
  const hasSeniors = new Uint8Array(institutions)
  for (const [e, institution] of problem.institution.entries())
    if (institution >= 0 && isSenior(problem, e)) hasSeniors[institution] = 1
  for (let w = 0; w < works.length; w++) {
    if (problem.wanted[w] === 0) continue
    for (let i = 0; i < institutions; i++) {
      const key = w * institutions + i
      const known = shape.caps.get(key)
      // What the solution is the best under stays, or an exchange could be better than nothing.
      if (known?.all === null && !isLoose(known)) {
        caps.set(key, known)
        continue
      }
      const { pairs, ...count } = counts.of(w).get(i) ?? none
      const room = options.perInstitution - staying(problem, w, i)
      if (pairs + (seniors.has(w) && hasSeniors[i] ? 2 : 1) <= room) continue
      const cap = capOf(problem, rules, w, i, members)
      if (cap.all === null) {
        const tight = tightened({ cap, ...count })
        // No room for two: as none is there, the others need no cap where seniors are left out.
        caps.set(key, pairs === 0 && room === 1 ? { ...tight, others: Infinity } : tight)
      } else if (pairs + 1 > room) caps.set(key, cap)
    }
  }
  return { caps, seniors }
}

/** How many of each institution a solution has on each work, and how many seniors. */
class Counts {
  readonly seniors: Float64Array
  readonly #of = new Map<number, Map<number, Count>>()
  readonly #nobody: ReadonlyMap<number, Count> = new Map()

  constructor(problem: Problem, { pairOf }: Model, flow: ArrayLike<number>) {
    const { experts, works, institution } = problem
    this.seniors = new Float64Array(works.length)
    for (let arc = 0; arc < pairOf.length; arc++) {
      const p = pairOf[arc]!
      if (p < 0 || flow[arc] === 0) continue
      const [w, e] = [Math.floor(p / experts.length), p % experts.length]
      const senior = isSenior(problem, e)
      if (senior) this.seniors[w]! += flow[arc]!
      if (institution[e]! < 0) continue
      const own = this.#of.get(w) ?? new Map<number, Count>()
      const count = own.get(institution[e]!) ?? { ...none }
      count.pairs++
      count[senior ? 'seniors' : 'others'] += flow[arc]!
      this.#of.set(w, own.set(institution[e]!, count))
    }
  }

  of(work: number): ReadonlyMap<number, Count> {
    return this.#of.get(work) ?? this.#nobody
  }
}

/** How many of an institution stay on a work whatever is solved. */
const staying = ({ keptOn, experts, institution: of }: Problem, work: number, institution: number): number =>
  keptOn[work]!.reduce((sum, p) => sum + (of[p % experts.length] === institution ? 1 : 0), 0)

/** Experts of one institution, by number. */
function membersOf({ institution }: Problem): readonly (readonly number[])[] {
  const members: number[][] = []
  for (const [e, one] of institution.entries()) if (one >= 0) (members[one] ??= []).push(e)
  return members
}

/** The cap of an institution on a work, less those of it that stay there anyway. */
function capOf(
  problem: Problem,
  { threshold, seniors: needy }: Pick<Shape, 'threshold' | 'seniors'>,
  work: number,
  institution: number,
  members: readonly (readonly number[])[],
): Cap {
  const { options, experts, admitted, affinity } = problem
  const together = Math.max(0, options.perInstitution! - staying(problem, work, institution))
  let [own, seniors] = [0, 0]
  for (const e of members[institution]!) {
    const p = work * experts.length + e
    if (admitted[p] !== 0 || affinity[p]! < threshold) continue
    own++
    if (isSenior(problem, e)) seniors++
  }
  const mixed = needy.has(work) && seniors > 0 && seniors < own
  return {
    ...{ work, institution, together },
    all: mixed ? null : together,
    amongSeniors: needy.has(work) && seniors > 0 && !mixed,
    seniors: together,
    others: together,
  }
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

/**
 * At the prices of a solution: for every cap of both, how many of the most worthwhile experts are seniors, and
 * what the first one has to be worth who is kept out, as a toll.
 */
export function splits(
  problem: Problem,
  shape: Shape,
  model: Model,
  potential: Float64Array,
): { split: Map<number, Cap>; tolled: Map<number, Cap>; changed: boolean } {
  const members = membersOf(problem)
  const split = new Map(shape.caps)
  const tolled = new Map(shape.caps)
  let changed = false
  for (const [key, cap] of shape.caps) {
    const { all, together, work, institution } = cap
    if (all !== null) continue
    const there = members[institution]!.map((e) => ({
      senior: isSenior(problem, e),
      worth: worthOf(problem, shape, model, potential, work, e),
    }))
    // Among equals those that fit the present split come first, so that it stays.
    const order = cap.seniors > 0 ? 1 : -1
    there.sort((a, b) => b.worth - a.worth || order * (Number(b.senior) - Number(a.senior)))
    const first = there.slice(0, together).filter(({ worth }) => worth > 0)
    const seniors = first.filter(({ senior }) => senior).length
    const others = first.length - seniors
    const fits = seniors <= cap.seniors && others <= cap.others && !isLoose(cap)
    if (!fits) changed = true
    split.set(key, fits ? cap : { ...cap, seniors, others: together - seniors })
    const toll = Math.min(million, Math.max(0, there[together]?.worth ?? 0))
    tolled.set(key, { ...cap, seniors: together, others: together, toll })
  }
  return { split, tolled, changed }
}
