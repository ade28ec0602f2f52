import { coverage, hasDiscipline } from './closeness'
import { bidRanks } from './bids'
import { million, partNames } from './schema'
import type { Expert, Instance, PartName, Work } from './schema'

/** Why a pair may not be made, apart from room: 0 = it may. */
export const admission = { open: 0, conflict: 1, discipline: 2, language: 3 } as const
export type Admission = keyof typeof admission

/** What each part adds to a pair's affinity, in millionths; together they are the affinity. */
export type Parts = Record<PartName, number>

/** Values worked out once for every two kinds of work and expert, however many there are of each. */
class Kinds<W, E> {
  readonly #works: W[] = []
  readonly #ofWork: Int32Array
  readonly #experts: E[] = []
  readonly #ofExpert: Int32Array
  readonly #table: Int32Array

  constructor(works: readonly W[], experts: readonly E[], value: (work: W, expert: E) => number) {
    this.#ofWork = kindsOf(works, this.#works)
    this.#ofExpert = kindsOf(experts, this.#experts)
    const width = this.#experts.length
    this.#table = new Int32Array(this.#works.length * width)
    for (const [w, work] of this.#works.entries())
      for (const [e, expert] of this.#experts.entries()) this.#table[w * width + e] = value(work, expert)
  }

  at(work: number, expert: number): number {
    return this.#table[this.#ofWork[work]! * this.#experts.length + this.#ofExpert[expert]!]!
  }
}

function kindsOf<T>(things: readonly T[], kinds: T[]): Int32Array {
  const known = new Map<string, number>()
  return Int32Array.from(things, (thing) => {
    const key = JSON.stringify(thing)
    const kind = known.get(key) ?? kinds.push(thing) - 1
    known.set(key, kind)
    return kind
  })
}

const half = million / 2

/** What is not known of an expert counts half: neither a strength nor a lack. */
const among = (wanted: string | null, known: readonly string[] | null): number =>
  wanted === null || known === null ? half : known.includes(wanted) ? million : 0

function pastValue(work: Pick<Work, 'disciplines' | 'format'>, past: NonNullable<Expert['past']>): number {
  const values = past.map((one) => {
    const close = coverage(work.disciplines ?? [], one.disciplines ?? [])
    return one.format !== undefined && one.format === work.format ? close : Math.floor(close / 2)
  })
  return Math.max(0, ...values)
}

/** Affinities of all pairs, and why some may not be made. Works and experts are counted as in the lists given. */
export class Affinities {
  readonly #values: Record<PartName, (work: number, expert: number) => number>
  readonly #weights: readonly (readonly [PartName, number])[]
  readonly #whole: number
  readonly #has: Kinds<readonly string[], readonly string[]>

  constructor(
    readonly instance: Instance,
    readonly works: readonly Work[],
    readonly experts: readonly Expert[],
    given: (work: number, expert: number) => number,
  ) {
    const topics = works.map(({ disciplines = [] }) => disciplines)
    const fields = experts.map(({ disciplines = [] }) => disciplines)
    const formats = new Kinds(
      works.map(({ format = null }) => format),
      experts.map(({ formats: known = null }) => known),
      among,
    )
    const languages = new Kinds(
      works.map(({ language = null }) => language),
      experts.map(({ languages: known = null }) => known),
      among,
    )
    const covers = new Kinds(topics, fields, coverage)
    const past = new Kinds(
      works.map(({ disciplines, format }) => ({ disciplines, format })),
      experts.map(({ past: list = [] }) => list),
      pastValue,
    )
    this.#has = new Kinds(topics, fields, (work, expert) => (hasDiscipline(work, expert) ? 1 : 0))
    this.#values = {
      discipline: (w, e) => covers.at(w, e),
      format: (w, e) => formats.at(w, e),
      language: (w, e) => languages.at(w, e),
      past: (w, e) => past.at(w, e),
      bid: bidRanks(instance.bids, works, experts),
      given: (w, e) => Math.max(0, given(w, e)),
    }
    const { weights } = instance.options
    this.#weights = partNames.map((name) => [name, weights[name]] as const).filter(([, share]) => share > 0)
    this.#whole = this.#weights.reduce((sum, [, share]) => sum + share, 0)
  }

  /** In millionths. */
  of(work: number, expert: number): number {
    let sum = 0
    for (const [name, share] of this.#weights)
      sum += Math.floor((share * this.#values[name](work, expert)) / this.#whole)
    return sum
  }

  parts(work: number, expert: number): Parts {
    const parts = { discipline: 0, format: 0, language: 0, past: 0, bid: 0, given: 0 }
    for (const [name, share] of this.#weights)
      parts[name] = Math.floor((share * this.#values[name](work, expert)) / this.#whole)
    return parts
  }

  /** What the rules of the call ask of any pair, conflicts apart. */
  admits(work: number, expert: number): Admission {
    const { requires } = this.instance.options
    const { disciplines = [], language } = this.works[work]!
    if (requires.discipline && disciplines.length > 0 && this.#has.at(work, expert) === 0) return 'discipline'
    const { languages } = this.experts[expert]!
    if (requires.language && language !== undefined && languages !== undefined && !languages.includes(language))
      return 'language'
    return 'open'
  }
}
