import type { z } from 'zod'
import {
  bidSchema,
  expertSchema,
  frameSchema,
  maxBid,
  maxPairs,
  maxRows,
  million,
  pairSchema,
  workSchema,
} from './schema'
import type { Bid, Instance, Pair } from './schema'

export interface InstanceIssue {
  /** Path of the field, the row's number (from 0) in it: `works.12.demand`. */
  field: string
  code: string
  params?: Record<string, string | number>
}

/** An instance that cannot be taken, with the fields and rows that are wrong (the first hundred). */
export class InstanceError extends Error {
  constructor(readonly issues: readonly InstanceIssue[]) {
    super(issues.map(({ field, code }) => `${field}: ${code}`).join('; '))
    this.name = 'InstanceError'
  }
}

const shown = 100

/** Gathers what is wrong; says when that is enough to be told. */
class Issues {
  readonly #all: InstanceIssue[] = []

  add(...more: InstanceIssue[]): void {
    this.#all.push(...more.slice(0, shown - this.#all.length))
  }

  get full(): boolean {
    return this.#all.length >= shown
  }

  /** @throws InstanceError when there are any */
  end(): void {
    if (this.#all.length > 0) throw new InstanceError(this.#all)
  }
}

/**
 * Reads and checks an instance: its sizes and form, its works and experts, and what the other lists say of them. Rows are
 * read one by one and no further than needed to tell what is wrong, so that millions of bad rows cost no time.
 * @throws InstanceError that names fields and rows
 */
export function readInstance(input: unknown): Instance {
  const issues = new Issues()
  const frame = frameSchema.safeParse(input)
  if (!frame.success) issues.add(...frame.error.issues.flatMap((one) => asIssues(one)))
  issues.end()
  const { works, experts, given, options, ...lists } = frame.data!
  const pairs = works.length * experts.length
  checkSizes({ works, experts, ...lists }, pairs, issues)
  issues.end()
  const people = {
    works: rowsOf('works', workSchema, works, issues),
    experts: rowsOf('experts', expertSchema, experts, issues),
  }
  issues.end()
  const places = checkPeople(people, issues)
  const instance = {
    ...people,
    forbidden: pairsOf('forbidden', lists.forbidden, places, issues),
    fixed: pairsOf('fixed', lists.fixed, places, issues),
    begun: pairsOf('begun', lists.begun, places, issues),
    bids: bidsOf(lists.bids, places, issues),
    options,
  }
  const affinities = given === undefined ? undefined : givenOf(given, instance, issues)
  issues.end()
  return affinities ? { ...instance, given: affinities } : instance
}

type Lists = Record<string, readonly unknown[] | undefined>

/** What is far too large is not worth reading row by row; the row named is the first too many. */
function checkSizes({ works, experts, ...lists }: Lists, pairs: number, issues: Issues): void {
  for (const [name, rows] of [
    ['works', works!],
    ['experts', experts!],
  ] as const)
    if (rows.length > maxRows)
      issues.add({ field: `${name}.${maxRows}`, code: 'too_big', params: { rows: rows.length, max: maxRows } })
  if (pairs > maxPairs) {
    const first = Math.floor(maxPairs / experts!.length)
    issues.add({ field: `works.${first}`, code: 'too_many_pairs', params: { pairs, max: maxPairs } })
  }
  for (const [name, rows = []] of Object.entries(lists))
    if (rows.length > pairs)
      issues.add({ field: `${name}.${pairs}`, code: 'more_rows_than_pairs', params: { rows: rows.length, pairs } })
}

/** Messages of the schema that are codes. */
const codes: readonly string[] = ['not_a_discipline', 'control_character']

/** What nobody knows is named one by one; what is no object at all is the instance itself. */
function asIssues(issue: z.core.$ZodIssue, before: readonly (string | number)[] = []): InstanceIssue[] {
  const { path, code, message } = issue
  const fieldOf = (...further: string[]) => [...before, ...path.map(String), ...further].join('.') || 'instance'
  if (code === 'unrecognized_keys') return issue.keys.slice(0, shown).map((key) => ({ field: fieldOf(key), code }))
  return [{ field: fieldOf(), code: code === 'custom' || codes.includes(message) ? message : code }]
}

function rowsOf<T>(list: string, schema: z.ZodType<T>, rows: readonly unknown[], issues: Issues): T[] {
  const read: T[] = []
  for (let n = 0; n < rows.length && !issues.full; n++) {
    const { success, data, error } = schema.safeParse(rows[n])
    if (success) read.push(data)
    else issues.add(...error.issues.flatMap((one) => asIssues(one, [list, n])))
  }
  return read
}

/** The number of each work and expert, by id. */
interface Places {
  works: Map<string, number>
  experts: Map<string, number>
}

function checkPeople({ works, experts }: Pick<Instance, 'works' | 'experts'>, issues: Issues): Places {
  const places = { works: placesOf('works', works, issues), experts: placesOf('experts', experts, issues) }
  for (const [n, { demand }] of works.entries())
    // An empty pool is a shortfall like another; more than the whole pool is a slip of the pen.
    if (experts.length > 0 && demand > experts.length)
      issues.add({ field: `works.${n}.demand`, code: 'above_experts', params: { demand, experts: experts.length } })
  for (const [n, { min, max }] of experts.entries())
    if (min > max) issues.add({ field: `experts.${n}.min`, code: 'min_above_max', params: { min, max } })
  return places
}

function placesOf(list: string, rows: readonly { id: string }[], issues: Issues): Map<string, number> {
  const places = new Map<string, number>()
  for (const [n, { id }] of rows.entries()) {
    if (places.has(id)) issues.add({ field: `${list}.${n}.id`, code: 'given_twice', params: { id } })
    places.set(id, n)
  }
  return places
}

/**
 * Rows that speak of a pair. Nearly all rows of a long list are as they should be: what has known ids and no more fields
 * than it may is not held against the schema.
 */
function pairRowsOf<T extends Pair>(
  list: string,
  { schema, fields, fine }: { schema: z.ZodType<T>; fields: number; fine: (row: T) => boolean },
  rows: readonly unknown[],
  { works, experts }: Places,
  issues: Issues,
): T[] {
  const read: T[] = []
  for (let n = 0; n < rows.length && !issues.full; n++) {
    const row = rows[n] as T | null | undefined
    const [w, e] = [works.has(row?.work ?? ''), experts.has(row?.expert ?? '')]
    if (row && w && e && Object.keys(row).length === fields && fine(row)) {
      read.push(row)
      continue
    }
    const { success, data, error } = schema.safeParse(row)
    if (!success) issues.add(...error.issues.flatMap((one) => asIssues(one, [list, n])))
    else {
      if (!w) issues.add({ field: `${list}.${n}.work`, code: 'unknown_id', params: { id: data.work } })
      if (!e) issues.add({ field: `${list}.${n}.expert`, code: 'unknown_id', params: { id: data.expert } })
      read.push(data)
    }
  }
  return read
}

const pairsOf = (list: string, rows: readonly unknown[] = [], places: Places, issues: Issues): Pair[] =>
  pairRowsOf(list, { schema: pairSchema, fields: 2, fine: () => true }, rows, places, issues)

function bidsOf(rows: readonly unknown[] = [], places: Places, issues: Issues): Bid[] {
  const fine = ({ bid }: Bid) => Number.isInteger(bid) && Math.abs(bid) <= maxBid
  const bids = pairRowsOf('bids', { schema: bidSchema, fields: 3, fine }, rows, places, issues)
  if (bids.length < rows.length) return bids
  const seen = new Uint8Array(places.works.size * places.experts.size)
  for (let n = 0; n < bids.length && !issues.full; n++) {
    const { work, expert } = bids[n]!
    const [w, e] = [places.works.get(work), places.experts.get(expert)]
    if (w === undefined || e === undefined) continue
    const pair = w * places.experts.size + e
    if (seen[pair]) issues.add({ field: `bids.${n}`, code: 'given_twice', params: { work, expert } })
    seen[pair] = 1
  }
  return bids
}

function givenOf(
  given: Int32Array | readonly unknown[],
  { works, experts }: Pick<Instance, 'works' | 'experts'>,
  issues: Issues,
): Int32Array | undefined {
  const length = works.length * experts.length
  if (given.length !== length) {
    issues.add({ field: 'given', code: 'wrong_length', params: { length: given.length, expected: length } })
    return undefined
  }
  const read = new Int32Array(length)
  for (let n = 0; n < length && !issues.full; n++) {
    const value = given[n]
    if (typeof value === 'number' && Number.isInteger(value) && value >= -1 && value <= million) {
      read[n] = value
      continue
    }
    const params = { work: works[Math.floor(n / experts.length)]!.id, expert: experts[n % experts.length]!.id }
    issues.add({ field: `given.${n}`, code: 'not_an_affinity', params })
  }
  return read
}
