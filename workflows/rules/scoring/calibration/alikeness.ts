import { compareText } from '../../randomness'
import type { GivenScore } from './table'

/** Numbers by id, in an order that knows nothing of the ids. */
export interface Numbering {
  works: Map<string, number>
  experts: Map<string, number>
}

export interface Alikeness {
  /** Classes: works, and experts, that no score tells apart have one number. */
  alike: Numbering
  /** All different; the scores decide the order, and among those that the scores put into one place the ids. */
  order: Numbering
}

/** The graph of scores: works first, then experts, each with whom it was scored by or scored, and the score. */
interface Graph {
  neighbours: Int32Array[]
  /** Beside each neighbour: the place of the score among all that were given. */
  scores: Int32Array[]
}

function graphOf(given: readonly GivenScore[], works: readonly string[], experts: readonly string[]): Graph {
  const place = (names: readonly string[], from: number) => new Map(names.map((name, n) => [name, from + n]))
  const [byWork, byExpert] = [place(works, 0), place(experts, works.length)]
  const values = [...new Set(given.map(({ score }) => score))].sort((a, b) => a - b)
  const byScore = new Map(values.map((value, n) => [value, n]))
  const size = works.length + experts.length
  const [neighbours, scores] = [0, 1].map(() => Array.from({ length: size }, (): number[] => [])) as [
    number[][],
    number[][],
  ]
  const edges = given
    .map(({ work, expert, score }) => ({ a: byWork.get(work)!, b: byExpert.get(expert)!, score }))
    .sort((one, other) => one.a - other.a || one.b - other.b)
  for (const { a, b, score } of edges) {
    neighbours[a]!.push(b)
    neighbours[b]!.push(a)
    for (const end of [a, b]) scores[end]!.push(byScore.get(score)!)
  }
  return {
    neighbours: neighbours.map((list) => Int32Array.from(list)),
    scores: scores.map((list) => Int32Array.from(list)),
  }
}

/** Neighbours looked at between two turns. */
const BETWEEN_YIELDS = 50_000

/**
 * Classes of a graph that are split further and further. Their numbers come from the splits alone: graphs that differ in
 * names only are split in the same way.
 */
class Classes {
  /** By vertex: its class. */
  readonly of: Int32Array
  /** By class: who is in it, by id. */
  readonly members: number[][]
  /** How many neighbours were looked at. */
  looked = 0

  constructor(
    readonly graph: Graph,
    from: Pick<Classes, 'of' | 'members'>,
    /** Takes down how classes were split: the same for two vertices that a symmetry maps on each other. */
    readonly trace?: string[],
  ) {
    this.of = from.of.slice()
    this.members = [...from.members]
  }

  #signOf(vertex: number): string {
    const { neighbours, scores } = this.graph
    const own = scores[vertex]!
    this.looked += own.length
    const signs = Array.from(neighbours[vertex]!, (other, n) => `${String(this.of[other])} ${String(own[n])}`)
    return signs.sort(compareText).join('|')
  }

  #open(part: number[]): void {
    const fresh = this.members.push(part) - 1
    for (const vertex of part) this.of[vertex] = fresh
  }

  /** Whether all members of a class have the same neighbours and scores: then they may change places at will. */
  areTwins(own: number): boolean {
    const { neighbours, scores } = this.graph
    const [first, ...others] = this.members[own]!
    const same = (a: Int32Array, b: Int32Array) => a.length === b.length && a.every((one, n) => one === b[n])
    return others.every(
      (other) => same(neighbours[first!]!, neighbours[other]!) && same(scores[first!]!, scores[other]!),
    )
  }

  /** Gives each member a class of its own. */
  scatter(own: number): void {
    const [first, ...others] = this.members[own]!
    this.members[own] = [first!]
    for (const vertex of others) this.#open([vertex])
  }

  /** Puts one member into a class of its own, and splits whatever that tells apart. */
  *setApart(own: number, vertex: number): Generator<undefined, void> {
    this.members[own] = this.members[own]!.filter((one) => one !== vertex)
    this.#open([vertex])
    yield* this.refine([vertex])
  }

  /** Splits a class by the signs of those that saw a change; returns who has a new class. The largest part stays. */
  #split(own: number, seen: ReadonlySet<number>): number[] {
    const parts = new Map<string, number[]>()
    for (const vertex of this.members[own]!) {
      // Whoever saw no change differs from all who did: nobody beside it has a new class.
      const sign = seen.has(vertex) ? this.#signOf(vertex) : ''
      const part = parts.get(sign)
      if (part) part.push(vertex)
      else parts.set(sign, [vertex])
    }
    const sorted = [...parts].sort(([a], [b]) => compareText(a, b))
    this.trace?.push(String(own), ...sorted.map(([sign, part]) => `${sign}:${String(part.length)}`))
    const largest = sorted.reduce((most, each) => (each[1].length > most[1].length ? each : most))
    this.members[own] = largest[1]
    const moved = sorted.filter((each) => each !== largest).map(([, part]) => part)
    for (const part of moved) this.#open(part)
    return moved.flat()
  }

  /** Colour refinement (B. Weisfeiler and A. Leman, 1968), beginning with those whose class is new. */
  *refine(moved: readonly number[]): Generator<undefined, void> {
    let told = this.looked
    for (let fresh = moved; fresh.length > 0;) {
      const seen = new Set(fresh.flatMap((vertex) => [...this.graph.neighbours[vertex]!]))
      const touched = [...new Set([...seen].map((vertex) => this.of[vertex]!))].sort((a, b) => a - b)
      fresh = []
      for (const own of touched) {
        if (this.members[own]!.length > 1 || this.trace) fresh = fresh.concat(this.#split(own, seen))
        if (this.looked - told < BETWEEN_YIELDS) continue
        told = this.looked
        yield
      }
    }
  }
}

/**
 * Chooses whom of a class to set apart: the one with whom the others split in the way that comes first of all. Most
 * often a symmetry maps all of a class on each other, and any choice gives the same figures. Null = too long to tell.
 */
function* chosen({ graph, ...classes }: Classes, own: number, worth: number): Generator<undefined, number | null> {
  let best: { vertex: number; trace: string } | null = null
  let left = worth
  for (const vertex of classes.members[own]!) {
    const lines: string[] = []
    const tried = new Classes(graph, classes, lines)
    yield* tried.setApart(own, vertex)
    const trace = lines.join('\n')
    if (best === null || trace < best.trace) best = { vertex, trace }
    // With the copy of all classes.
    left -= tried.looked + classes.of.length
    if (left < 0) return null
  }
  return best!.vertex
}

/**
 * Which works, and which experts, no score tells apart, and an order of all that does not hang on what they are called.
 * Whoever is in one class has the same calibrated score, since the equations are the same. Where a class has several
 * members that are bound up with each other, as in a ring, one after the other is set apart and the rest refined again
 * (B. McKay, "Practical graph isomorphism", 1981, of whose search this is the first level). So figures follow the ids at
 * most in such designs as strongly regular graphs, whose members one step of refinement cannot tell apart though no
 * symmetry maps them on each other, and where hundreds of alike works would take too long: there in the noise of the
 * sampling alone.
 *
 * Long work: yields now and then.
 *
 * @param scores of one connected part
 * @param worth how many neighbours may be looked at to choose whom to set apart, and then again to do it
 */
export function* alikeness(scores: readonly GivenScore[], worth: number): Generator<undefined, Alikeness> {
  const named = (ids: string[]) => [...new Set(ids)].sort(compareText)
  const works = named(scores.map(({ work }) => work))
  const experts = named(scores.map(({ expert }) => expert))
  const graph = graphOf(scores, works, experts)
  const all = [...graph.neighbours.keys()]
  const classes = new Classes(graph, {
    of: Int32Array.from(all, (vertex) => Number(vertex >= works.length)),
    members: [all.slice(0, works.length), all.slice(works.length)],
  })
  yield* classes.refine(all)
  const numbering = (): Numbering => ({
    works: new Map(works.map((work, n) => [work, classes.of[n]!])),
    experts: new Map(experts.map((expert, n) => [expert, classes.of[works.length + n]!])),
  })
  const alike = numbering()
  let choosing = true
  const before = classes.looked
  for (let own = 0; own < classes.members.length; own += 1) {
    while (classes.members[own]!.length > 1) {
      if (classes.areTwins(own) || classes.looked - before > worth) {
        classes.scatter(own)
        break
      }
      const vertex: number | null = choosing ? yield* chosen(classes, own, worth) : null
      choosing = vertex !== null
      yield* classes.setApart(own, vertex ?? classes.members[own]![0]!)
    }
  }
  return { alike, order: numbering() }
}

/** Differences below this share of a figure are rounding. */
const ROUNDING = 1e-9

/**
 * Figures of members of one class, as one: the lowest, where they differ by rounding alone. What a figure is does not
 * hang on which of several alike places a name has been put into.
 *
 * @param alike by figure: its class
 */
export const asOne = <T extends ArrayLike<number> & { map: (one: (value: number, n: number) => number) => T }>(
  figures: T,
  alike: ArrayLike<number>,
): T => {
  const lowest = new Map<number, number>()
  for (let n = 0; n < figures.length; n += 1)
    lowest.set(alike[n]!, Math.min(figures[n]!, lowest.get(alike[n]!) ?? Infinity))
  return figures.map((own, n) => {
    const one = lowest.get(alike[n]!)!
    return Math.abs(own - one) <= ROUNDING * (1 + Math.abs(one)) ? one : own
  })
}
