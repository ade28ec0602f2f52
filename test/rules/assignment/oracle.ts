import highsLoader from 'highs'
import { readInstance } from '../../../workflows/rules/assignment'
import type { Instance, InstanceInput } from '../../../workflows/rules/assignment'

export const highs = await highsLoader()

/** Affinities and load costs of these instances are multiples of this many millionths. */
export const grain = 50_000

/** What counts, in the order in which it counts; the values are in grains. */
export interface Score {
  short: number
  withoutSenior: number
  value: number
}

interface Terms {
  objective: string[]
  rows: string[]
  bounds: string[]
  binary: string[]
}

const seatPrice = 100_000
const seniorPrice = 5_000

/**
 * The assignment problem written out as its textbook integer program, straight from the instance and sharing nothing
 * with the product, for HiGHS to solve.
 */
export function program(input: InstanceInput, { threshold = -1, fractional = false } = {}): string {
  const instance = readInstance(input)
  const terms: Terms = { objective: [], rows: [], bounds: [], binary: [] }
  const may = (w: number, e: number) => {
    const pair = { work: instance.works[w]!.id, expert: instance.experts[e]!.id }
    const value = instance.given![w * instance.experts.length + e]!
    const is = (list: Instance['fixed']) => list.some((one) => one.work === pair.work && one.expert === pair.expert)
    return { conflict: value < 0 || is(instance.forbidden), kept: is(instance.fixed) || is(instance.begun), value }
  }
  const columns = instance.works.flatMap((_, w) => instance.experts.map((_, e) => ({ w, e, ...may(w, e) })))
  const kept = columns.filter((one) => one.kept && !one.conflict)
  const free = columns.filter((one) => !one.kept && !one.conflict && one.value >= threshold)
  const name = ({ w, e }: { w: number; e: number }) => `x${w}_${e}`
  const sum = (list: readonly string[]) => list.join(' + ')
  for (const one of free) {
    terms.objective.push(`${one.value / grain} ${name(one)}`)
    const cap = fractional ? instance.options.probabilityCap / 1000 : 1
    terms.bounds.push(`0 <= ${name(one)} <= ${cap}`)
    if (!fractional) terms.binary.push(name(one))
  }
  workRows(instance, terms, kept, free, name, sum)
  expertRows(instance, terms, kept, free, name, sum)
  const integers = terms.binary.length > 0 ? ['Binary', terms.binary.join(' ')] : []
  return [
    'Maximize',
    `obj: ${terms.objective.join(' + ').replaceAll('+ -', '- ') || '0 nothing'}`,
    'Subject To',
    ...terms.rows.map((row, n) => `c${n}: ${row}`),
    'Bounds',
    ...terms.bounds,
    ...integers,
    'End',
  ].join('\n')
}

type Column = { w: number; e: number }
type Sum = (list: readonly string[]) => string

function workRows(
  { works, experts, options }: Instance,
  terms: Terms,
  kept: readonly Column[],
  free: readonly Column[],
  name: (one: Column) => string,
  sum: Sum,
): void {
  for (const [w, { demand }] of works.entries()) {
    const there = kept.filter((one) => one.w === w)
    const own = free.filter((one) => one.w === w)
    const wanted = Math.max(0, demand - there.length)
    terms.rows.push(`${sum([...own.map(name), `u${w}`])} = ${wanted}`)
    terms.objective.push(`-${seatPrice} u${w}`)
    const has = (list: readonly Column[]) => list.filter(({ e }) => experts[e]!.senior)
    if (options.senior && demand > 0 && has(there).length === 0) {
      terms.rows.push(`${sum([...has(own).map(name), `s${w}`])} >= 1`)
      terms.bounds.push(`0 <= s${w} <= 1`)
      terms.objective.push(`-${seniorPrice} s${w}`)
    }
    if (options.perInstitution === undefined) continue
    for (const institution of new Set(experts.map((one) => one.institution))) {
      if (institution === undefined) continue
      const inside = (list: readonly Column[]) => list.filter(({ e }) => experts[e]!.institution === institution)
      const left = Math.max(0, options.perInstitution - inside(there).length)
      if (inside(own).length > 0) terms.rows.push(`${sum(inside(own).map(name))} <= ${left}`)
    }
  }
}

function expertRows(
  { works, experts, options }: Instance,
  terms: Terms,
  kept: readonly Column[],
  free: readonly Column[],
  name: (one: Column) => string,
  sum: Sum,
): void {
  for (const [e, { min, max, taken }] of experts.entries()) {
    const held = taken + kept.filter((one) => one.e === e).length
    const own = free.filter((one) => one.e === e).map(name)
    const most = Math.max(0, max - held)
    if (own.length > 0) terms.rows.push(`${sum(own)} <= ${most}`)
    if (min > held) {
      terms.rows.push(`${sum([...own, `m${e}`])} >= ${min - held}`)
      terms.objective.push(`-${seatPrice} m${e}`)
    }
    if (options.balance === 0 || own.length === 0) continue
    const levels = Array.from({ length: Math.min(most, works.length) }, (_, n) => `y${e}_${n}`)
    terms.rows.push(`${own.join(' + ')}${levels.map((level) => ` - ${level}`).join('')} = 0`)
    for (const [n, level] of levels.entries()) {
      terms.bounds.push(`0 <= ${level} <= 1`)
      terms.objective.push(`-${(options.balance / grain) * (held + n)} ${level}`)
    }
  }
}

export const worth = ({ short, withoutSenior, value }: Score): number =>
  value - short * seatPrice - withoutSenior * seniorPrice

/** What HiGHS finds the best to be worth, see `worth`. */
export function best(input: InstanceInput, how?: { threshold?: number; fractional?: boolean }): number {
  const { Status, ObjectiveValue } = highs.solve(program(input, how), { mip_rel_gap: 0, mip_abs_gap: 0 })
  if (Status !== 'Optimal') throw new Error(`HiGHS: ${Status}`)
  return ObjectiveValue
}
