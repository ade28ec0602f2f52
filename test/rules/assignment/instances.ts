import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { million } from '../../../workflows/rules/assignment'
import type { InstanceInput } from '../../../workflows/rules/assignment'
import { root } from '../../support/root'

/** Weights under which an affinity is what was given. */
export const asGiven = { given: 1 }

/**
 * An instance from a table, works down, experts across, in parts of one: w0, w1 … and e0, e1 …; `null` forbids.
 * Values are kept to the millionth.
 */
export function fromTable(
  rows: readonly (readonly (number | null)[])[],
  {
    demand = 1,
    max = 1,
    min = 0,
    ...options
  }: { demand?: number | number[]; max?: number; min?: number } & InstanceInput['options'] & object = {},
): InstanceInput {
  const experts = rows[0]?.length ?? 0
  return {
    works: rows.map((_, n) => ({ id: `w${n}`, demand: Array.isArray(demand) ? demand[n]! : demand })),
    experts: Array.from({ length: experts }, (_, n) => ({ id: `e${n}`, min, max })),
    given: rows.flatMap((row) => row.map((value) => (value === null ? -1 : Math.round(value * million)))),
    options: { weights: asGiven, ...options },
  }
}

export const transposed = <T>(rows: readonly (readonly T[])[]): T[][] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]!))

/** Pairs of an answer as one text, `w0e1 w1e0`. */
export const named = (pairs: readonly { work: string; expert: string }[]): string =>
  pairs.map(({ work, expert }) => work + expert).join(' ')

const shared = path.resolve(root, '../shared/data/review')

/** Where a published data set stands beside the working copy; says in one line when it does not. */
export function publishedFile(name: string): string | null {
  const file = path.join(shared, name)
  if (existsSync(file)) return file
  process.stdout.write(`published data is not beside this copy, not compared: ${name}\n`)
  return null
}

export function published(name: string): string | null {
  const file = publishedFile(name)
  return file === null ? null : readFileSync(file, 'utf8')
}
