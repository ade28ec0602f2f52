import { codeOf, coverage, hasDiscipline } from './closeness'
import type { Code } from './closeness'
import { bidRanks } from './bids'
import { million, partNames } from './schema'
import type { Expert, Instance, PartName, Work } from './schema'

/** Why a pair may not be made, apart from room: 0 = it may. */
export const admission = { open: 0, conflict: 1, discipline: 2, language: 3 } as const
export type Admission = keyof typeof admission

/** What each part adds to a pair's affinity, in millionths; together they are the affinity. */
export type Parts = Record<PartName, number>

type Value = (work: number, expert: number) => number

/** Values worked out once for every two kinds of work and expert, however many there are of each. */
function byKind<W, E>(works: readonly W[], experts: readonly E[], value: (work: W, expert: E) => number): Value {
  const [rows, columns]: [W[], E[]] = [[], []]
  const [ofWork, ofExpert] = [kindsOf(works, rows), kindsOf(experts, columns)]
  const width = columns.length
  const table = new Int32Array(rows.length * width)
  for (const [n, row] of rows.entries()) for (let m = 0; m < width; m++) table[n * width + m] = value(row, columns[m]!)
  return (work, expert) => table[ofWork[work]! * width + ofExpert[expert]!]!
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

/** What a work is about and made as, or an earlier one of an expert. */
interface Topic {
  codes: readonly Code[]
  format: string | null
}

const topicOf = ({ disciplines = [], format }: Pick<Work, 'disciplines' | 'format'>): Topic => ({
  codes: disciplines.map(codeOf),
  format: format ?? null,
})

function pastValue({ codes, format }: Topic, past: readonly Topic[]): number {
  let best = 0
  for (const one of past) {
    const close = coverage(codes, one.codes)
    best = Math.max(best, one.format !== null && one.format === format ? close : Math.floor(close / 2))
  }
  return best
}

/** Affinities of all pairs, and why some may not be made. Works and experts are counted as in the lists given. */
export class Affinities {
  /** Those that weigh anything. */
  readonly #parts: readonly { name: PartName; share: number; value: Value }[]
  readonly #whole: number
  readonly #lacksDiscipline: Value

  constructor(
    readonly instance: Instance,
    readonly works: readonly Work[],
    readonly experts: readonly Expert[],
    given: Value,
  ) {
    const { weights, requires } = instance.options
    const topics = works.map(topicOf)
    const wanted = topics.map(({ codes }) => codes)
    const fields = experts.map(({ disciplines = [] }) => disciplines.map(codeOf))
    const known = <T>(of: (expert: Expert) => T | undefined) => experts.map((expert) => of(expert) ?? null)
    const values: Record<PartName, () => Value> = {
      discipline: () => byKind(wanted, fields, coverage),
      format: () =>
        byKind(
          topics.map(({ format }) => format),
          known(({ formats }) => formats),
          among,
        ),
      language: () =>
        byKind(
          works.map(({ language = null }) => language),
          known(({ languages }) => languages),
          among,
        ),
      past: () =>
        byKind(
          topics,
          experts.map(({ past = [] }) => past.map(topicOf)),
          pastValue,
        ),
      bid: () => bidRanks(instance.bids, works, experts),
      given: () => (w, e) => Math.max(0, given(w, e)),
    }
    this.#parts = partNames
      .filter((name) => weights[name] > 0)
      .map((name) => ({ name, share: weights[name], value: values[name]() }))
    this.#whole = this.#parts.reduce((sum, { share }) => sum + share, 0)
    this.#lacksDiscipline = requires.discipline
      ? byKind(wanted, fields, (work, expert) => Number(work.length > 0 && !hasDiscipline(work, expert)))
      : () => 0
  }

  /** In millionths. */
  of(work: number, expert: number): number {
    let sum = 0
    for (const { share, value } of this.#parts) sum += Math.floor((share * value(work, expert)) / this.#whole)
    return sum
  }

  parts(work: number, expert: number): Parts {
    const parts = { discipline: 0, format: 0, language: 0, past: 0, bid: 0, given: 0 }
    for (const { name, share, value } of this.#parts)
      parts[name] = Math.floor((share * value(work, expert)) / this.#whole)
    return parts
  }

  /** What the rules of the call ask of any pair, conflicts apart. */
  admits(work: number, expert: number): Admission {
    if (this.#lacksDiscipline(work, expert) === 1) return 'discipline'
    const { requires } = this.instance.options
    const { language } = this.works[work]!
    const { languages } = this.experts[expert]!
    if (requires.language && language !== undefined && languages !== undefined && !languages.includes(language))
      return 'language'
    return 'open'
  }
}
