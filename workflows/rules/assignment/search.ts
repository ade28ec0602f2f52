import { NetworkError, mustFlow } from './flow'
import type { Tick } from './flow'
import { crowding, eased, everyCap, isLoose, tightened } from './crossing'
import type { Loose } from './crossing'
import { modelOf, tallyOf } from './model'
import type { Cap, Model, Shape, Tally } from './model'
import { InstanceError } from './read'
import type { Problem } from './problem'

export type Base = Omit<Shape, 'caps' | 'tolls'>
export type Caps = ReadonlyMap<number, Cap>
export type Tolls = ReadonlyMap<number, number>

/** A flow whose caps hold, except where they are loose. */
export interface Settled {
  shape: Shape
  model: Model
  flow: Int32Array
  /** What nothing under these caps can be cheaper than: the flow's cost less the tolls that it would have to pay. */
  bound: bigint
  /** What the flow costs without tolls. */
  cost: bigint
  loose: Loose[]
  /** Whether it breaks no cap. */
  keepsCaps: boolean
}

const noTolls = (): Tolls => new Map<number, number>()
/** Flow problems of one climb without a better bound before the steps get shorter. */
const patience = 3

/** Solves one network after the other, and counts them. */
export class Search {
  used = 0
  best: Settled | null = null
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

  /**
   * Solves, and adds the caps that a network can hold until they are kept. Only what is loose pays tolls: elsewhere the
   * network holds the cap, and nothing would give the toll back.
   */
  settle(caps: Caps, asked: Tolls = noTolls()): Settled {
    const tolls = new Map([...asked].filter(([key]) => isLoose(caps.get(key)!)))
    for (let now = caps; ;) {
      const shape = { ...this.base, caps: now, tolls }
      const model = modelOf(this.problem, shape)
      const solved = this.#solve(model)
      const { missing, loose } = crowding(this.problem, shape, model, solved.flow)
      if (missing.length > 0) {
        now = new Map([...now, ...missing])
        continue
      }
      let [bound, cost] = [solved.cost, solved.cost]
      for (const { key, cap, seniors, others } of loose) {
        const toll = BigInt(tolls.get(key) ?? 0)
        bound -= toll * BigInt(cap.together)
        cost -= toll * BigInt(seniors + others)
      }
      const keepsCaps = loose.every(({ over }) => over <= 0)
      return { shape, model, flow: solved.flow, bound, cost, loose, keepsCaps }
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

  /** Offers a panel that keeps all caps, made from one that may not. */
  dive(from: Settled): void {
    this.offer(this.#descend(from))
  }

  #descend(from: Settled): Settled {
    let now = from
    while (!now.keepsCaps) now = this.settle(new Map([...now.shape.caps, ...eased(now.loose)]), now.shape.tolls)
    return now
  }

  /** Takes a panel that keeps all caps, made as good as its numbers of seniors allow, if it is the best so far. */
  offer(found: Settled): void {
    const fixed = found.loose.map((each) => [each.key, tightened(each)] as const)
    const bare = found.shape.tolls.size === 0 && fixed.length === 0
    let now = bare ? found : this.settle(new Map([...found.shape.caps, ...fixed]))
    // Among equals, this one may break caps that were not needed so far: they are set to what was found.
    if (!now.keepsCaps) now = this.settle(everyCap(this.problem, found.shape, found.model, found.flow))
    if (this.best !== null && now.cost >= this.best.cost) return
    this.best = now
    this.#satisfied = this.enough?.(tallyOf(this.problem, now.shape, now.model, now.flow)) ?? false
  }

  /**
   * Raises the bound of a node by tolls on what is loose, which a solution pays for being over its cap and gets back for
   * staying below (Lagrangian relaxation, with Polyak's steps towards the best panel known).
   */
  climb(start: Settled, rounds: number): Settled {
    let [top, now] = [start, start]
    let factor = 1
    let waited = 0
    for (let round = 0; round < rounds && !this.ended; round++) {
      if (now.keepsCaps) this.#offerOnce(now)
      const gap = Number(this.best!.cost - now.bound)
      const pulls = now.loose.filter(({ key, over }) => over > 0 || (over < 0 && (now.shape.tolls.get(key) ?? 0) > 0))
      if (top.bound >= this.best!.cost || pulls.length === 0) break
      const square = pulls.reduce((sum, { over }) => sum + over * over, 0)
      const step = (factor * gap) / square
      const tolls = new Map(now.shape.tolls)
      for (const { key, over } of pulls) tolls.set(key, Math.max(0, Math.round((tolls.get(key) ?? 0) + step * over)))
      now = this.settle(now.shape.caps, tolls)
      if (now.bound > top.bound) [top, waited] = [now, 0]
      else if (++waited >= patience) [factor, waited, now] = [factor / 2, 0, { ...top }]
    }
    return top
  }

  #offerOnce(found: Settled): void {
    if (this.best === null || found.cost < this.best.cost) this.offer(found)
  }
}
