import { NetworkError, mustFlow } from './flow'
import type { Tick } from './flow'
import { institutionsIn, isSenior, modelOf, tallyOf, wantsSenior } from './model'
import type { Cap, Model, Shape, Tally } from './model'
import { InstanceError } from './read'
import type { Problem } from './problem'

/** How sure an answer is to be the best one. */
export interface Certificate {
  /** True when nothing better exists; then `bound` is what the answer achieves. */
  exact: boolean
  /** Flow problems that were solved on the way. */
  subproblems: number
  /** Nothing better than this exists. */
  bound: Tally
}

export interface Solved {
  shape: Shape
  model: Model
  flow: Int32Array
  cost: bigint
  tally: Tally
  certificate: Certificate
}

type Base = Omit<Shape, 'caps'>
type Caps = ReadonlyMap<number, Cap>

/** Too many of one institution on a work, seniors and others told apart; the counts are rounded up. */
interface Crossing {
  key: number
  cap: Cap
  seniors: number
}

interface Settled extends Omit<Solved, 'certificate'> {
  crossings: Crossing[]
}

/**
 * The best flow of a problem. Conflicts, demands, load ranges, thresholds and probability caps are bounds of the
 * network; so is either of the two rules for a work's panel by itself: at most k of one institution, at least one
 * senior. Caps are added only where a solution breaks them, which changes no optimum.
 *
 * Where an institution that is over its cap on a work has seniors and others, and the work needs a senior, the two rules
 * cross and are no network any more. Then seniors and others get caps of their own, and it is tried which (branch and
 * bound: of a seniors and b others, either there are fewer than a seniors or at most k − a others). That is exact until
 * `nodeLimit` subproblems are used up; after that the best panel found is given, with the bound that proves how much
 * better another could be. Under `random` (unit > 1) the tried caps are one valid choice, and the bound is that of the
 * problem without the crossing.
 */
export function optimise(problem: Problem, base: Base, tick?: Tick): Solved {
  const search = new Search(problem, base, tick)
  const root = search.settle(new Map())
  if (root.crossings.length === 0) return search.certified(root, root)
  let best = search.dive(root)
  const open = [root]
  while (open.length > 0 && base.unit === 1) {
    if (open[0]!.cost >= best.cost) return search.certified(best, best)
    if (search.used >= problem.options.nodeLimit) break
    const next = open.shift()!
    for (const caps of branches(next)) {
      const child = search.settle(caps)
      if (child.cost >= best.cost) continue
      if (child.crossings.length === 0) best = child
      else insert(open, child)
    }
  }
  return search.certified(best, open[0] ?? best)
}

function insert(open: Settled[], one: Settled): void {
  const at = open.findIndex(({ cost }) => cost > one.cost)
  open.splice(at < 0 ? open.length : at, 0, one)
}

function branches({ shape, crossings }: Settled): Caps[] {
  const { key, cap, seniors } = crossings[0]!
  const fewerSeniors = { ...cap, seniors: seniors - 1 }
  return [fewerSeniors, fewerOthers(cap, seniors)].map((changed) => new Map([...shape.caps, [key, changed]]))
}

const fewerOthers = (cap: Cap, seniors: number): Cap => ({ ...cap, others: cap.together - seniors })

class Search {
  used = 0

  constructor(
    readonly problem: Problem,
    readonly base: Base,
    readonly tick?: Tick,
  ) {}

  /** Solves, and adds the caps that are a matter of bounds until they hold; what crosses is told. */
  settle(caps: Caps): Settled {
    for (let now = caps; ;) {
      const shape = { ...this.base, caps: now }
      const model = modelOf(this.problem, shape)
      const { flow, cost } = this.#solve(model)
      const { missing, crossings } = crowds(this.problem, shape, model, flow)
      if (missing.length === 0) {
        const tally = tallyOf(this.problem, shape, model, flow)
        return { shape, model, flow, cost, tally, crossings }
      }
      now = new Map([...now, ...missing])
    }
  }

  #solve({ network }: Model) {
    this.used++
    try {
      return mustFlow(network, this.tick)
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
      throw new InstanceError([{ field: 'options.balance', code: 'numbers_too_large', params: { reason: error.code } }])
    }
  }

  /** A first answer: wherever the rules cross, the seniors stay. */
  dive(from: Settled): Settled {
    let now = from
    while (now.crossings.length > 0) {
      const changed = now.crossings.map(({ key, cap, seniors }) => [key, fewerOthers(cap, seniors)] as const)
      now = this.settle(new Map([...now.shape.caps, ...changed]))
    }
    return now
  }

  certified({ crossings: _, ...best }: Settled, bound: Settled): Solved {
    const exact = bound.cost === best.cost
    return { ...best, certificate: { exact, subproblems: this.used, bound: bound.tally } }
  }
}

/** Where a solution has too many of one institution on a work. */
function crowds(problem: Problem, shape: Shape, model: Model, flow: Int32Array) {
  const { options, works, experts, institution } = problem
  const missing: [number, Cap][] = []
  const crossings: Crossing[] = []
  if (options.perInstitution === undefined) return { missing, crossings }
  const institutions = institutionsIn(problem)
  for (let w = 0; w < works.length; w++) {
    const counts = new Map<number, { pairs: number; seniors: number; others: number }>()
    for (let e = 0; e < experts.length; e++) {
      const arc = model.arcOf[w * experts.length + e]!
      if (arc < 0 || flow[arc] === 0 || institution[e]! < 0) continue
      const count = counts.get(institution[e]!) ?? { pairs: 0, seniors: 0, others: 0 }
      count.pairs++
      count[isSenior(problem, e) ? 'seniors' : 'others'] += flow[arc]!
      counts.set(institution[e]!, count)
    }
    for (const [number, count] of counts) {
      const key = w * institutions + number
      const cap = shape.caps.get(key)
      if (!cap) {
        const fresh = capOf(problem, shape, w, number)
        if (count.pairs > fresh.together) missing.push([key, fresh])
      } else if (cap.all === null) {
        const seniors = Math.ceil(count.seniors / shape.unit)
        if (seniors + Math.ceil(count.others / shape.unit) > cap.together) crossings.push({ key, cap, seniors })
      }
    }
  }
  return { missing, crossings }
}

/** The cap of an institution on a work, less those of it that stay there anyway. */
function capOf(problem: Problem, { threshold }: Shape, work: number, institution: number): Cap {
  const { options, keptOn, experts, admitted, affinity } = problem
  const there = keptOn[work]!.filter((p) => problem.institution[p % experts.length] === institution).length
  const together = Math.max(0, options.perInstitution! - there)
  const own = experts.flatMap((_, e) => {
    const p = work * experts.length + e
    return problem.institution[e] === institution && admitted[p] === 0 && affinity[p]! >= threshold ? [e] : []
  })
  const seniors = own.filter((e) => isSenior(problem, e)).length
  const mixed = wantsSenior(problem, work) && seniors > 0 && seniors < own.length
  return { work, institution, together, all: mixed ? null : together, seniors: together, others: together }
}
