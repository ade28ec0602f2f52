import type { z } from 'zod'
import { instanceSchema, maxPairs, million } from './schema'
import type { Instance } from './schema'

export interface InstanceIssue {
  /** Path of the field, the row's number (from 0) in it: `works.12.demand`. */
  field: string
  code: string
  params?: Record<string, string | number>
}

/** An instance that cannot be taken, with every field and row that is wrong (the first hundred). */
export class InstanceError extends Error {
  constructor(readonly issues: readonly InstanceIssue[]) {
    super(issues.map(({ field, code }) => `${field}: ${code}`).join('; '))
    this.name = 'InstanceError'
  }
}

const shown = 100

/**
 * Reads and checks an instance: form first, then what the rows say of each other.
 * @throws InstanceError that names fields and rows
 */
export function readInstance(input: unknown): Instance {
  tooManyPairs(input)
  const parsed = instanceSchema.safeParse(input)
  if (!parsed.success) throw new InstanceError(parsed.error.issues.flatMap(asIssues).slice(0, shown))
  const { given, ...rest } = parsed.data
  const issues = [...crossIssues(rest)]
  const checked = given === undefined ? undefined : givenOf(given, rest, issues)
  if (issues.length > 0) throw new InstanceError(issues.slice(0, shown))
  return checked ? { ...rest, given: checked } : rest
}

/** Asked first: an instance that is far too large is not worth reading row by row. */
function tooManyPairs(input: unknown): void {
  const { works, experts } = (input ?? {}) as { works?: unknown; experts?: unknown }
  if (!Array.isArray(works) || !Array.isArray(experts)) return
  const pairs = works.length * experts.length
  if (pairs > maxPairs)
    throw new InstanceError([{ field: 'works', code: 'too_many_pairs', params: { pairs, max: maxPairs } }])
}

/** Messages of the schema that are codes. */
const codes: readonly string[] = ['not_a_discipline', 'control_character']

/** What nobody knows is named one by one; what is no object at all is the instance itself. */
function asIssues(issue: z.core.$ZodIssue): InstanceIssue[] {
  const { path, code, message } = issue
  const fieldOf = (...further: string[]) => [...path.map(String), ...further].join('.') || 'instance'
  if (code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: fieldOf(key), code }))
  return [{ field: fieldOf(), code: code === 'custom' || codes.includes(message) ? message : code }]
}

type Rows = Omit<Instance, 'given'>

function* crossIssues({ works, experts, ...lists }: Rows): Generator<InstanceIssue> {
  const workIds = new Set(works.map(({ id }) => id))
  const expertIds = new Set(experts.map(({ id }) => id))
  yield* twice('works', works)
  yield* twice('experts', experts)
  for (const [n, { demand }] of works.entries())
    // An empty pool is a shortfall like another; more than the whole pool is a slip of the pen.
    if (experts.length > 0 && demand > experts.length)
      yield { field: `works.${n}.demand`, code: 'above_experts', params: { demand, experts: experts.length } }
  for (const [n, { min, max }] of experts.entries())
    if (min > max) yield { field: `experts.${n}.min`, code: 'min_above_max', params: { min, max } }
  for (const name of ['forbidden', 'fixed', 'begun', 'bids'] as const)
    for (const [n, { work, expert }] of lists[name].entries()) {
      if (!workIds.has(work)) yield { field: `${name}.${n}.work`, code: 'unknown_id', params: { id: work } }
      if (!expertIds.has(expert)) yield { field: `${name}.${n}.expert`, code: 'unknown_id', params: { id: expert } }
    }
  yield* bidTwice(lists.bids)
}

function* twice(list: 'works' | 'experts', rows: readonly { id: string }[]): Generator<InstanceIssue> {
  const seen = new Set<string>()
  for (const [n, { id }] of rows.entries()) {
    if (seen.has(id)) yield { field: `${list}.${n}.id`, code: 'given_twice', params: { id } }
    seen.add(id)
  }
}

function* bidTwice(bids: Rows['bids']): Generator<InstanceIssue> {
  const seen = new Set<string>()
  for (const [n, { work, expert }] of bids.entries()) {
    const key = JSON.stringify([work, expert])
    if (seen.has(key)) yield { field: `bids.${n}`, code: 'given_twice', params: { work, expert } }
    seen.add(key)
  }
}

function givenOf(
  given: Int32Array | readonly unknown[],
  { works, experts }: Rows,
  issues: InstanceIssue[],
): Int32Array | undefined {
  const length = works.length * experts.length
  if (given.length !== length) {
    issues.push({ field: 'given', code: 'wrong_length', params: { length: given.length, expected: length } })
    return undefined
  }
  for (let n = 0; n < length && issues.length < shown; n++) {
    const value = given[n]
    const fine = typeof value === 'number' && Number.isInteger(value) && value >= -1 && value <= million
    if (fine) continue
    const params = { work: works[Math.floor(n / experts.length)]!.id, expert: experts[n % experts.length]!.id }
    issues.push({ field: `given.${n}`, code: 'not_an_affinity', params })
  }
  return issues.length > 0 ? undefined : Int32Array.from(given as ArrayLike<number>)
}
