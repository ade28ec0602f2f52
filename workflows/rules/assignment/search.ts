import { NetworkError, cheapestUnder, mustFlow } from './flow'
import type { Flow, Tick } from './flow'
import { crowding, everyCap, tightened } from './crossing'
import type { Loose } from './crossing'
import { modelOf, tallyOf } from './model'
import type { Cap, Model, Shape, Tally } from './model'
import { InstanceError } from './read'
import type { Problem } from './problem'

export type Base = Omit<Shape, 'caps'>
export type Caps = ReadonlyMap<number, Cap>

/** A flow whose caps hold, except where they are loose. */
export interface Settled {
  shape: Shape
  model: Model
  solved: Flow
  loose: Loose[]
  /** Whether it breaks no cap. */
  keepsCaps: boolean
}

/** The cheapest that keeps all caps, seats in parts where whole ones would be dearer. */
export interface Relaxed {
  shape: Shape
  model: Model
  flow: ArrayLike<number>
  /** What nothing under these caps can be cheaper than. */
  bound: bigint
  loose: Loose[]
  /** The flow as a whole one, when it was found as one. */
  settled: Settled | null
}

/** A panel that keeps all caps. */
export interface Found {
  shape: Shape
  model: Model
  flow: Int32Array
  /** By node: prices that prove it the cheapest of its network. */
  potential: Float64Array
  cost: bigint
}

/** Solves one network after the other, and counts them. */
export class Search {
  used = 0
  best: Found | null = null
  #satisfied = false

  constructor(
    readonly problem: Problem,
    readonly base: Base,
    /** Most flow problems to be solved. */
    readonly limit: number,
    readonly tick?: Tick,
    /** Says of a panel that nothing better is asked for. */
    readonly enough?: (tally: Tally) => boolean,
  ) {}

  get ended(): boolean {
    return this.#satisfied || this.used >= this.limit
  }

  /** Solves, and adds the caps that a network can hold until they are kept. */
  settle(caps: Caps): Settled {
    for (let now = caps; ;) {
      const shape = { ...this.base, caps: now }
      const model = modelOf(this.problem, shape)
      const solved = this.#solve(model)
      const { missing, loose } = crowding(this.problem, shape, model, solved.flow)
      if (missing.length === 0) return { shape, model, solved, loose, keepsCaps: loose.every(({ over }) => over <= 0) }
      now = new Map([...now, ...missing])
    }
  }

  #solve({ network }: Model): Flow {
    this.used++
    try {
      return mustFlow(network, this.tick)
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
      throw new InstanceError([{ field: 'options.balance', code: 'numbers_too_large', params: { reason: error.code } }])
    }
  }

  /** The same with the caps of all where they are loose, as a linear program: the bound that they leave. */
  relax(caps: Caps): Relaxed {
    for (let now = caps; ;) {
      const settled = this.settle(now)
      const { shape, model, solved } = settled
      if (settled.keepsCaps) return { ...settled, flow: solved.flow, bound: solved.cost, settled }
      const sides = settled.loose.map(({ key, cap }) => ({ arcs: model.capArcs.get(key) ?? [], most: cap.together }))
      this.used++
      const { flow, bound } = cheapestUnder(model.network, sides, solved, this.tick)
      const { missing, loose } = crowding(this.problem, shape, model, flow)
      if (missing.length === 0) return { shape, model, flow, bound, loose, settled: null }
      now = new Map([...shape.caps, ...missing])
    }
  }

  /**
   * Takes a panel that keeps all caps, with the numbers of seniors that were found, if it is the best so far.
   * @returns what it costs
   */
  offer({ shape, model, flow, loose, settled }: Relaxed): bigint {
    let now =
      settled ?? this.settle(new Map([...shape.caps, ...loose.map((each) => [each.key, tightened(each)] as const)]))
    // Among equals, this one may break caps that were not needed so far: they are set to what was found.
    if (!now.keepsCaps) now = this.settle(everyCap(this.problem, shape, model, flow))
    const { flow: whole, potential, cost } = now.solved
    if (this.best === null || cost < this.best.cost) {
      this.best = { shape: now.shape, model: now.model, flow: whole, potential, cost }
      this.#satisfied = this.enough?.(tallyOf(this.problem, now.shape, now.model, whole)) ?? false
    }
    return cost
  }
}
