import type { InstanceInput } from '../../../workflows/rules/assignment'
import type { Score } from './oracle'

/** What one way to assign achieves, in millionths; `worst` is the lowest affinity of a new pair, Infinity without any. */
export interface Way extends Score {
  worst: number
}

type Row<T extends 'works' | 'experts'> = InstanceInput[T][number]

/** An instance as its rules read, without a network: affinities must be those given. */
class Rules {
  readonly works: readonly Row<'works'>[]
  readonly experts: readonly Row<'experts'>[]
  readonly options: NonNullable<InstanceInput['options']>

  constructor(readonly input: InstanceInput) {
    this.works = input.works
    this.experts = input.experts
    this.options = input.options ?? {}
  }

  affinity(w: number, e: number): number {
    return (this.input.given as number[])[w * this.experts.length + e]!
  }

  #listed(list: 'forbidden' | 'fixed' | 'begun', w: number, e: number): boolean {
    const [work, expert] = [this.works[w]!.id, this.experts[e]!.id]
    return (this.input[list] ?? []).some((pair) => pair.work === work && pair.expert === expert)
  }

  #inConflict = (w: number, e: number) => this.affinity(w, e) < 0 || this.#listed('forbidden', w, e)

  isKept = (w: number, e: number): boolean =>
    !this.#inConflict(w, e) && (this.#listed('fixed', w, e) || this.#listed('begun', w, e))

  isOpen(w: number, e: number): boolean {
    const { disciplines: topics = [], language } = this.works[w]!
    const { disciplines = [], languages } = this.experts[e]!
    const { requires = {} } = this.options
    if (requires.discipline && topics.length > 0 && !topics.some((topic) => disciplines.includes(topic))) return false
    if (requires.language && language !== undefined && languages?.includes(language) === false) return false
    return !this.#inConflict(w, e) && !this.isKept(w, e)
  }

  keptOn = (w: number): number[] => [...this.experts.keys()].filter((e) => this.isKept(w, e))

  heldBy = (e: number): number =>
    (this.experts[e]!.taken ?? 0) + [...this.works.keys()].filter((w) => this.isKept(w, e)).length

  /** Whether so many of one institution may be on a panel, those that people have put there aside. */
  keepsCap(kept: readonly number[], fresh: readonly number[]): boolean {
    const from = (list: readonly number[], own: string) =>
      list.filter((e) => this.experts[e]!.institution === own).length
    return fresh.every((e) => {
      const own = this.experts[e]!.institution
      const { perInstitution: cap = Infinity } = this.options
      return own === undefined || from(fresh, own) <= Math.max(0, cap - from(kept, own))
    })
  }

  /** Every choice of new experts for a work that its own rules allow. */
  *panels(w: number): Generator<number[]> {
    const kept = this.keptOn(w)
    const seats = Math.max(0, this.works[w]!.demand - kept.length)
    const open = [...this.experts.keys()].filter((e) => this.isOpen(w, e))
    for (let chosen = 0; chosen < 1 << open.length; chosen++) {
      const fresh = open.filter((_, n) => chosen & (1 << n))
      if (fresh.length <= seats && this.keepsCap(kept, fresh)) yield fresh
    }
  }

  /** What a choice for every work achieves; null when an expert has too much. */
  judge(choice: readonly (readonly number[])[]): Way | null {
    const way: Way = { short: 0, withoutSenior: 0, value: 0, worst: Infinity }
    for (const [w, fresh] of choice.entries()) {
      const { demand } = this.works[w]!
      const members = [...this.keptOn(w), ...fresh]
      way.short += Math.max(0, demand - members.length)
      if (this.options.senior && demand > 0 && !members.some((e) => this.experts[e]!.senior)) way.withoutSenior++
      for (const e of fresh) {
        way.value += this.affinity(w, e)
        way.worst = Math.min(way.worst, this.affinity(w, e))
      }
    }
    for (const [e, { min = 0, max }] of this.experts.entries()) {
      const held = this.heldBy(e)
      const given = choice.filter((fresh) => fresh.includes(e)).length
      if (given > Math.max(0, max - held)) return null
      way.short += Math.max(0, min - held - given)
      for (let n = 0; n < given; n++) way.value -= (this.options.balance ?? 0) * (held + n)
    }
    return way
  }
}

/** Negative when the first is better, by what the options ask for. */
export function compareWays({ options = {} }: InstanceInput, a: Way, b: Way): number {
  const must = a.short - b.short || a.withoutSenior - b.withoutSenior
  if (must !== 0 || options.method === 'draw') return must
  const bottleneck = options.objective === 'bottleneck' && a.worst !== b.worst ? b.worst - a.worst : 0
  return bottleneck || b.value - a.value
}

/** The best of all ways there are: only for instances of a dozen pairs. */
export function bestWay(input: InstanceInput): Way {
  const rules = new Rules(input)
  const all = input.works.map((_, w) => [...rules.panels(w)])
  let best: Way | null = null
  const look = (choice: number[][]): void => {
    if (choice.length < all.length) {
      for (const fresh of all[choice.length]!) look([...choice, fresh])
      return
    }
    const way = rules.judge(choice)
    if (way && (best === null || compareWays(input, way, best) < 0)) best = way
  }
  look([])
  return best!
}

/** What the new pairs of an answer achieve; null when one of them breaks a rule. */
export function wayOf(input: InstanceInput, pairs: readonly { work: string; expert: string; kept: unknown }[]) {
  const rules = new Rules(input)
  const choice = input.works.map(({ id }) =>
    pairs
      .filter(({ work, kept }) => work === id && kept === null)
      .map(({ expert }) => input.experts.findIndex((one) => one.id === expert)),
  )
  const allowed = choice.every((fresh, w) => {
    const kept = rules.keptOn(w)
    const seats = Math.max(0, input.works[w]!.demand - kept.length)
    return fresh.length <= seats && fresh.every((e) => rules.isOpen(w, e)) && rules.keepsCap(kept, fresh)
  })
  return allowed ? rules.judge(choice) : null
}
