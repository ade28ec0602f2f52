import { NetworkError, cheapestUnder, mustFlow } from './flow'
import type { Flow, Proof, Side, Tick } from './flow'
import { crowding, splits, tightened } from './crossing'
import type { Loose, Rules } from './crossing'
import {
  above,
  coreOf,
  costOf,
  institutionsIn,
  isSenior,
  levelsOf,
  missedPairs,
  modelOf,
  startAt,
  tallyOf,
  twoLevels,
  wantsSenior,
} from './model'
import type { Model, NodePrices, Shape, Tally } from './model'
import { InstanceError } from './read'
import type { Problem } from './problem'

export type Base = Omit<Shape, keyof Rules | 'core'>

/** A flow whose rules hold, except where they are loose. */
export interface Settled {
  shape: Shape
  model: Model
  solved: Flow
  tally: Tally
  loose: Loose[]
  /** Whether it breaks no cap. */
  keepsCaps: boolean
}

/** The cheapest that keeps all rules, seats in parts where whole ones would be dearer. */
export interface Relaxed {
  shape: Shape
  /** What nothing under these rules can be cheaper than, see `costOf`. */
  bound: bigint
  loose: Loose[]
  /** The flow as a whole one, when it was found as one. */
  settled: Settled | null
  /** What the best panel costs that was found on the way. */
  offered?: bigint | null
}

/** A panel that keeps all rules. */
export interface Found {
  shape: Shape
  model: Model
  flow: Int32Array
  /** By node: prices that prove it the cheapest of its network. */
  potential: Float64Array
  tally: Tally
  cost: bigint
}

/** What a search is for, if not the best panel. */
export interface Aim {
  /** Seats and seniors alone: any panel will do that has as many as are possible, or as the goal. */
  only?: 'levels'
  /** What a panel has to come to, on its higher levels. */
  goal?: bigint
  /** A search of the same problem with no higher threshold, whose rules and pairs are a good beginning. */
  after?: Search | undefined
  /** Nodes up to which the linear program is tried where loads have a cost, see `mostNodes`. */
  programUpTo?: number
}

/**
 * Nodes above which the linear program is not tried where loads have a cost: every further load is an arc of its own there,
 * the circles become long, and the dual simplex method needs more pivots than anybody waits for.
 */
const mostNodes = 4000
/** Times that splits are looked at again. */
const mostSplits = 8
/** Pairs above which a search looks at a core of them first. */
const smallest = 100_000

/** Solves one network after the other, and counts them. */
export class Search {
  used = 0
  best: Found | null = null
  #core: number[][] | null = null
  /** The last network that was solved: the next is like it. */
  #last: (Flow & { model: Model }) | null = null
  /** Whether nothing better is asked for. */
  satisfied = false
  /** Rules that were needed before the search branched. */
  root: Rules | null = null

  constructor(
    readonly problem: Problem,
    readonly base: Base,
    /** Most flow problems to be solved. */
    readonly limit: number,
    readonly aim: Aim = {},
    readonly tick?: Tick,
  ) {
    if (aim.after === undefined) return
    this.#core = aim.after.#core
    this.#last = aim.after.#last
  }

  get ended(): boolean {
    return this.satisfied || this.used >= this.limit
  }

  /** Whether the best panel is as good, on the levels that are asked for, as what nothing can be cheaper than. */
  isEnough(bound: bigint): boolean {
    if (this.aim.only !== 'levels' || this.best === null) return false
    return this.best.cost <= bound || above(this.best.cost, bound) !== null
  }

  /** Whether the goal is out of reach under rules that leave this bound. */
  isHopeless(bound: bigint): boolean {
    const { goal } = this.aim
    return goal !== undefined && bound > goal && above(bound, goal) === null
  }

  /**
   * Rules to begin with: more are added as solutions break them. The seniors' cost little where no caps cross them, and
   * parts of seats, which are drawn, have to keep all of them.
   */
  first(): Rules {
    const { problem, base, aim } = this
    if (aim.after?.root) return aim.after.root
    const crossing = base.unit === 1 && problem.options.perInstitution !== undefined
    const all = crossing ? [] : [...problem.works.keys()].filter((w) => wantsSenior(problem, w))
    return { caps: new Map(), seniors: new Set(all) }
  }

  /** Solves, and adds the rules and pairs that a network can hold until nothing is missing. */
  settle(rules: Rules): Settled {
    for (let now = rules; ;) {
      const shape = { ...this.base, ...now, core: this.#core }
      const model = modelOf(this.problem, shape)
      const solved = this.#solve(model)
      const more = this.#more(shape, model, solved.flow, { high: null, low: solved.potential, part: 1 })
      if (more.rules === null) {
        const tally = tallyOf(this.problem, shape, model, solved.flow)
        return { ...{ shape, model, solved, tally }, ...more, keepsCaps: more.loose.every(({ over }) => over <= 0) }
      }
      this.#core ??= this.#firstCore(shape, solved)
      now = more.rules
    }
  }

  /** What a solution lacks: rules that it breaks, and pairs outside of the core that would help. */
  #more(shape: Shape, model: Model, flow: ArrayLike<number>, prices: NodePrices) {
    const { rules, loose } = crowding(this.problem, shape, model, flow)
    if (rules !== null) return { loose, rules }
    const pairs = missedPairs(this.problem, shape, model, prices)
    const { length } = this.problem.experts
    for (const p of pairs) this.#core![Math.floor(p / length)]!.push(p % length)
    return { loose, rules: pairs.length > 0 ? shape : null }
  }

  #firstCore(shape: Shape, { potential }: Flow): number[][] | null {
    return this.problem.affinity.length > smallest ? coreOf(this.problem, shape, potential) : null
  }

  #solve(model: Model): Flow {
    this.used++
    const start = this.#last && this.base.unit === 1 ? startAt(this.problem, model, this.#last) : undefined
    try {
      const solved = mustFlow(model.network, this.tick, start)
      this.#last = { ...solved, model }
      return solved
    } catch (error) {
      if (!(error instanceof NetworkError && error.code === 'costs_too_large')) throw error
      // Affinities alone never come near the solver's range: it is what loads cost, see `pricesOf`.
      throw new InstanceError([{ field: 'options.balance', code: 'numbers_too_large', params: { reason: error.code } }])
    }
  }

  /** The same with the caps of all where they are loose, as a linear program: the bound that they leave. */
  relax(rules: Rules): Relaxed {
    for (let now = rules; ;) {
      const settled = this.settle(now)
      const { shape, model, solved } = settled
      const least = costOf(settled.tally)
      if (settled.keepsCaps || this.isHopeless(least)) return { ...settled, bound: least, settled }
      if (this.aim.only === 'levels') {
        // A panel that will do may be near.
        this.offer({ ...settled, bound: least, settled: null })
        if (this.satisfied) return { ...settled, bound: least, settled: null }
      }
      if (this.problem.options.balance > 0 && model.network.nodes > (this.aim.programUpTo ?? mostNodes))
        return this.#priced(settled)
      this.used++
      const program = new Program(this.problem, settled)
      const levels = levelsOf(this.problem, shape, model)
      const further = (flow: ArrayLike<number>) => program.broken(flow)
      const { flow, proof, done } = cheapestUnder(model.network, program.sides, solved, {
        ...{ levels, further },
        tick: this.tick,
      })
      const more = this.#more(program.shape, model, flow, { ...proof, tolls: program.tollsOf(proof) })
      const proven = upwards(twoLevels(proof.sum.high, proof.sum.low), BigInt(proof.part))
      if (more.rules === null && (done || program.shape === shape))
        return { shape: program.shape, bound: proven + twoLevels(levels.offset, 0n), loose: more.loose, settled: null }
      now = more.rules ?? program.shape
    }
  }

  /**
   * Lagrangian relaxation: where caps are loose, each is split between seniors and others as is best at the prices of the
   * last panel, until no split changes; with these prices as tolls the network without the loose caps proves a bound. Takes
   * the panels on the way.
   */
  #priced(settled: Settled): Relaxed {
    let now = settled
    for (let n = 0; ; n++) {
      const { shape, model, solved } = now
      const { split, tolled, changed } = splits(this.problem, shape, model, solved.potential)
      if (now.keepsCaps) this.offer({ shape, bound: 0n, loose: [], settled: now })
      if (changed && n < mostSplits) {
        now = this.settle({ caps: split, seniors: shape.seniors })
        continue
      }
      if (!now.keepsCaps)
        this.offer({ shape, bound: 0n, loose: now.loose.filter(({ over }) => over > 0), settled: null })
      const { tally, loose } = this.settle({ caps: tolled, seniors: shape.seniors })
      const tolls = loose.reduce((sum, { cap, over }) => sum + BigInt(cap.toll ?? 0) * BigInt(over), 0n)
      const bound = costOf(tally) + tolls
      return { shape: settled.shape, bound, loose: [], settled: null, offered: this.best?.cost ?? null }
    }
  }

  /**
   * Takes a panel that keeps all rules, with the numbers of seniors that were found, if it is the best so far.
   * @returns what it costs
   */
  offer({ shape, loose, settled, bound }: Relaxed): bigint {
    let now = settled ?? this.settle(tight(shape, loose))
    // This one may break caps that did not press so far: they are set to what was found, too.
    for (; !now.keepsCaps;)
      now = this.settle(
        tight(
          now.shape,
          now.loose.filter(({ over }) => over > 0),
        ),
      )
    const { model, tally, solved } = now
    const cost = costOf(tally)
    if (this.best === null || cost < this.best.cost) {
      this.best = { shape: now.shape, model, flow: solved.flow, potential: solved.potential, tally, cost }
      const { goal } = this.aim
      // Before the search branches a bound holds for all panels.
      this.satisfied = goal === undefined ? this.root === null && this.isEnough(bound) : this.isEnough(goal)
    }
    return cost
  }
}

/**
 * The rules of a settled flow as sides of its network: caps that are loose, and whatever a solution breaks besides, which
 * the next network holds by itself.
 */
class Program {
  shape: Shape
  readonly sides: Side[]
  /** By key of a cap, and by work that needs a senior: the side that was added for it. */
  readonly #caps = new Map<number, number>()
  readonly #seniors = new Map<number, number>()
  readonly #capped = new Set<number>()

  constructor(
    readonly problem: Problem,
    readonly settled: Settled,
  ) {
    const { shape, model, loose } = settled
    this.shape = shape
    this.sides = loose.map(({ key, cap }) => ({ arcs: model.capArcs.get(key) ?? [], sign: 1, most: cap.together }))
  }

  /** Sides for what a solution breaks. */
  broken(flow: ArrayLike<number>): Side[] {
    const { problem, shape: before } = this
    const { model } = this.settled
    const { rules } = crowding(problem, before, model, flow)
    if (rules === null) return []
    const start = this.sides.length
    const caps = new Map(before.caps)
    const seniors = new Set(before.seniors)
    const pairs = (work: number, which: (expert: number) => boolean) =>
      [...problem.experts.keys()]
        .filter(which)
        .map((e) => model.arcOf[work * problem.experts.length + e]!)
        .filter((arc) => arc >= 0)
    for (const w of rules.seniors) {
      const arcs = pairs(w, (e) => isSenior(problem, e))
      if (seniors.has(w) || this.#capped.has(w) || arcs.length === 0) continue
      seniors.add(w)
      this.#seniors.set(w, this.sides.length)
      this.sides.push({ arcs, sign: -1, most: -1, price: 1 })
    }
    for (const [key, cap] of rules.caps) {
      const { work, institution, together } = cap
      if (before.caps.has(key)) {
        if (seniors.has(work)) caps.set(key, cap)
        continue
      }
      // No arc is on two sides: the next network has to hold this one.
      if (this.#seniors.has(work) || (rules.seniors.has(work) && !seniors.has(work))) continue
      caps.set(key, cap)
      this.#capped.add(work)
      this.#caps.set(key, this.sides.length)
      this.sides.push({ arcs: pairs(work, (e) => problem.institution[e] === institution), sign: 1, most: together })
    }
    if (this.sides.length > start) this.shape = { ...before, caps, seniors }
    return this.sides.slice(start)
  }

  /** What the sides that were added ask of a pair. */
  tollsOf({ tolls }: Proof) {
    const { institution } = this.problem
    const institutions = institutionsIn(this.problem)
    const none = [0, 0] as const
    return (work: number, expert: number): readonly [number, number] => {
      const cap = institution[expert]! < 0 ? undefined : this.#caps.get(work * institutions + institution[expert]!)
      const senior = isSenior(this.problem, expert) ? this.#seniors.get(work) : undefined
      if (cap === undefined && senior === undefined) return none
      const on = (of: Float64Array) => (cap === undefined ? 0 : of[cap]!) - (senior === undefined ? 0 : of[senior]!)
      return [on(tolls.high), on(tolls.low)]
    }
  }
}

const tight = ({ caps, seniors }: Rules, loose: readonly Loose[]): Rules => ({
  seniors,
  caps: new Map([...caps, ...loose.map((one) => [one.key, tightened(one)] as const)]),
})

/** A quotient rounded up: what is whole and not below it is not below that. */
const upwards = (sum: bigint, by: bigint): bigint => sum / by + (sum % by > 0n ? 1n : 0n)
