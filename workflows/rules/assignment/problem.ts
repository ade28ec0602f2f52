import { byTicket } from '../randomness'
import { Affinities, admission } from './affinity'
import type { Expert, Instance, Options, Pair, Work } from './schema'

/** Something that people decided and that does not go together with the rest; nothing was done about it. */
export interface Report {
  code:
    | 'begun_in_conflict'
    | 'fixed_in_conflict'
    | 'more_than_demand'
    | 'more_than_load'
    | 'more_than_institution_cap'
    | 'taken_above_max'
  work: string | null
  expert: string | null
}

/**
 * An instance with its works and experts in the order of their lots, so that the seed and nothing else decides between
 * equals, whatever the order of the rows was; under `random` the seed draws panels, and the probabilities know nothing of
 * it. Pair p = work × number of experts + expert.
 */
export interface Problem {
  instance: Instance
  options: Options
  works: readonly Work[]
  experts: readonly Expert[]
  affinities: Affinities
  /** By pair, in millionths. */
  affinity: Int32Array
  /** By pair: a value of `admission`. */
  admitted: Uint8Array
  /** Pairs that stay, whatever is solved. */
  kept: ReadonlyMap<number, 'begun' | 'fixed'>
  /** Those of each work. */
  keptOn: readonly (readonly number[])[]
  /** By work: reviews still to be assigned. */
  wanted: Int32Array
  /** By expert: load still to be given at least, and at most. */
  least: Int32Array
  most: Int32Array
  /** By expert: load that is there already, taken or kept. */
  held: Int32Array
  /** By expert: its institution's number; −1 = none known. */
  institution: Int32Array
  reports: Report[]
}

export function problemOf(instance: Instance): Problem {
  const { options } = instance
  const order = options.method === 'random' ? '' : options.seed
  const works = byTicket(order, instance.works, ({ id }) => `work ${id}`)
  const experts = byTicket(order, instance.experts, ({ id }) => `expert ${id}`)
  const size = works.length * experts.length
  const given = givenBy(instance, works, experts)
  const affinities = new Affinities(instance, works, experts, given)
  const problem: Problem = {
    ...{ instance, options, works, experts, affinities },
    affinity: new Int32Array(size),
    admitted: new Uint8Array(size),
    kept: new Map(),
    keptOn: [],
    wanted: Int32Array.from(works, ({ demand }) => demand),
    least: new Int32Array(experts.length),
    most: new Int32Array(experts.length),
    held: new Int32Array(experts.length),
    institution: institutionsOf(experts),
    reports: [],
  }
  fillPairs(problem, given)
  return keepDecided(problem)
}

const numbered = (things: readonly { id: string }[]) => new Map(things.map(({ id }, n) => [id, n]))

function givenBy(
  { given, works: rows, experts: columns }: Instance,
  works: readonly Work[],
  experts: readonly Expert[],
) {
  if (!given) return () => 0
  const row = numbered(rows)
  const column = numbered(columns)
  const rowOf = Int32Array.from(works, ({ id }) => row.get(id)!)
  const columnOf = Int32Array.from(experts, ({ id }) => column.get(id)!)
  return (work: number, expert: number) => given[rowOf[work]! * columns.length + columnOf[expert]!]!
}

function institutionsOf(experts: readonly Expert[]): Int32Array {
  const known = new Map<string, number>()
  return Int32Array.from(experts, ({ institution }) => {
    if (institution === undefined) return -1
    const number = known.get(institution) ?? known.size
    known.set(institution, number)
    return number
  })
}

function fillPairs(
  { works, experts, affinities, affinity, admitted, instance }: Problem,
  given: (w: number, e: number) => number,
) {
  for (let w = 0, p = 0; w < works.length; w++)
    for (let e = 0; e < experts.length; e++, p++) {
      affinity[p] = affinities.of(w, e)
      admitted[p] = given(w, e) < 0 ? admission.conflict : admission[affinities.admits(w, e)]
    }
  const pairOf = pairsBy(works, experts)
  for (const pair of instance.forbidden) admitted[pairOf(pair)] = admission.conflict
}

function pairsBy(works: readonly Work[], experts: readonly Expert[]) {
  const workOf = numbered(works)
  const expertOf = numbered(experts)
  return ({ work, expert }: Pair) => workOf.get(work)! * experts.length + expertOf.get(expert)!
}

/** Takes out of the problem what is decided already, and says where that breaks a rule. */
function keepDecided(problem: Problem): Problem {
  const { instance, works, experts, admitted, reports } = problem
  const pairOf = pairsBy(works, experts)
  const kept = new Map<number, 'begun' | 'fixed'>()
  const setAside = new Set<number>()
  for (const kind of ['begun', 'fixed'] as const)
    for (const pair of instance[kind]) {
      const p = pairOf(pair)
      if (kept.has(p) || setAside.has(p)) continue
      if (admitted[p] === admission.conflict) {
        reports.push({ code: `${kind}_in_conflict`, ...pair })
        setAside.add(p)
      } else kept.set(p, kind)
    }
  const keptOn = works.map((): number[] => [])
  const onExpert = new Int32Array(experts.length)
  for (const p of kept.keys()) {
    keptOn[Math.floor(p / experts.length)]!.push(p)
    onExpert[p % experts.length]!++
  }
  for (const [w, { id, demand }] of works.entries()) {
    const count = keptOn[w]!.length
    problem.wanted[w] = Math.max(0, demand - count)
    if (count > demand) reports.push({ code: 'more_than_demand', work: id, expert: null })
    if (crowded(problem, keptOn[w]!)) reports.push({ code: 'more_than_institution_cap', work: id, expert: null })
  }
  for (const [e, { id, min, max, taken }] of experts.entries()) {
    const load = taken + onExpert[e]!
    problem.held[e] = load
    problem.most[e] = Math.min(works.length, Math.max(0, max - load))
    problem.least[e] = Math.min(problem.most[e], Math.max(0, min - load))
    if (load > max)
      reports.push({ code: onExpert[e]! > 0 ? 'more_than_load' : 'taken_above_max', work: null, expert: id })
  }
  return { ...problem, kept, keptOn }
}

function crowded({ options, institution, experts }: Problem, pairs: readonly number[]): boolean {
  const { perInstitution = Infinity } = options
  const own = pairs.map((p) => institution[p % experts.length]!).filter((number) => number >= 0)
  return own.some((one) => own.filter((other) => other === one).length > perInstitution)
}
