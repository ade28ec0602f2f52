import { deadline, deadlineParts } from '../../workflows/rules/calendar/shanghai'
import { formatYuan } from '../../workflows/rules/money/format'
import { parseYuan } from '../../workflows/rules/money/parse'
import type { Picked } from './pick-sources'

export type FieldKind =
  | 'text'
  | 'longtext'
  | 'number'
  | 'percent'
  | 'yuan'
  | 'yes'
  | 'choice'
  | 'choices'
  | 'list'
  | 'pick'
  | 'picks'
  | 'moment'
  | 'check'
  | 'json'

export interface Choice {
  value: string
  label: string
}

export interface CommandField {
  /** Path in the input, dots between its parts. */
  name: string
  kind: FieldKind
  label: string
  required: boolean
  options?: Choice[]
  /** Name of a source of ids. */
  source?: string
  /** Lines of a check list. */
  lines?: { key: string; label: string }[]
  /** Most characters. */
  max?: number
  /** Fields of one part stand together, folded away. */
  part?: string
}

export interface Moment {
  day: string
  time: string
}

export type CheckAnswers = Record<string, { ok?: boolean; note: string }>

/** What stands in the fields of a form while somebody types. */
export type FieldValue = string | boolean | string[] | Picked[] | Moment | CheckAnswers
export type FieldValues = Readonly<Record<string, FieldValue | undefined>>

export interface FieldProblem {
  field: string
  code: string
}
export type Read = { ok: true; input: Record<string, unknown> } | { ok: false; problems: FieldProblem[] }

type One = { value: unknown } | { code: string }

const nothing: One = { value: undefined }

const textOf = (value: FieldValue): One => ({
  value: typeof value === 'string' ? value.trim() || undefined : undefined,
})

const readers: Readonly<Record<FieldKind, (value: FieldValue) => One>> = {
  text: textOf,
  longtext: textOf,
  choice: (value) => ({ value: value || undefined }),
  yes: (value) => ({ value: value === true }),
  number: (value) => numberOf(value as string, 1),
  percent: (value) => numberOf(value as string, 100),
  yuan: (value) => yuanOf(value as string),
  choices: (value) => ({ value: (value as string[]).length > 0 ? value : undefined }),
  list: (value) => listOf(value as string),
  pick: (value) => ({ value: (value as Picked[])[0]?.id }),
  picks: (value) => ({ value: (value as Picked[]).map(({ id }) => id) }),
  moment: (value) => momentOf(value as Moment),
  check: (value) => checkOf(value as CheckAnswers),
  json: (value) => jsonOf(value as string),
}

function numberOf(text: string, factor: number): One {
  if (text.trim() === '') return nothing
  const number = Math.round(Number(text) * factor)
  return Number.isSafeInteger(number) && /^\d+(\.\d{1,2})?$/.test(text.trim())
    ? { value: number }
    : { code: 'not_a_number' }
}

function yuanOf(text: string): One {
  if (text.trim() === '') return nothing
  const amount = parseYuan(text)
  return amount.ok ? { value: amount.fen } : { code: 'not_an_amount' }
}

function listOf(text: string): One {
  const lines = text.split('\n').map((line) => line.trim())
  const told = lines.filter((line) => line !== '')
  return { value: told.length > 0 ? told : undefined }
}

function momentOf({ day, time }: Moment): One {
  if (day === '' && time === '') return nothing
  try {
    return { value: deadline(day, time).toISOString() }
  } catch {
    return { code: 'not_a_moment' }
  }
}

function checkOf(answers: CheckAnswers): One {
  const lines = Object.entries(answers).flatMap(([key, { ok, note }]) =>
    ok === undefined ? [] : [{ key, ok, ...(note.trim() ? { note: note.trim() } : {}) }],
  )
  return lines.length > 0 ? { value: lines } : nothing
}

function jsonOf(text: string): One {
  if (text.trim() === '') return nothing
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { code: 'not_json' }
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * A form's values as a command's input. What was not touched is not sent, except what must be said; a part that is sent
 * whole (`base`) goes with all that it held before; `wholes` are parts that always go, even when nothing is left in them.
 */
export function readInput(
  fields: readonly CommandField[],
  values: FieldValues,
  initial: FieldValues = {},
  base: Readonly<Record<string, unknown>> = {},
  wholes: readonly string[] = [],
): Read {
  const input: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  const mustGo = ({ name, required }: CommandField) => required || wholes.includes(name.split('.')[0] ?? '')
  for (const field of fields) {
    const value = values[field.name]
    const read = value === undefined ? nothing : readers[field.kind](value)
    if ('code' in read) problems.push({ field: field.name, code: read.code })
    else if (field.required && isEmpty(read.value)) problems.push({ field: field.name, code: 'required' })
    else if (read.value !== undefined && (mustGo(field) || !same(value, initial[field.name])))
      put(input, field.name.split('.'), read.value, base)
  }
  for (const whole of wholes) input[whole] ??= {}
  return problems.length > 0 ? { ok: false, problems } : { ok: true, input }
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === false || (Array.isArray(value) && value.length === 0)

function put(
  input: Record<string, unknown>,
  [first = '', ...rest]: string[],
  value: unknown,
  base: Readonly<Record<string, unknown>>,
): void {
  if (rest.length === 0) {
    input[first] = value
    return
  }
  let held = (input[first] ??= structuredClone(base[first] ?? {})) as Record<string, unknown>
  for (const key of rest.slice(0, -1)) held = (held[key] ??= {}) as Record<string, unknown>
  held[rest.at(-1) ?? ''] = value
}

const starts: Readonly<Record<FieldKind, (held: unknown, name: string) => FieldValue | undefined>> = {
  text: (held) => shown(held),
  longtext: (held) => shown(held),
  choice: (held) => shown(held),
  yes: (held) => held === true,
  number: (held) => shown(held),
  percent: (held) => (typeof held === 'number' ? String(held / 100) : undefined),
  yuan: (held) => (typeof held === 'number' ? formatYuan(held).slice(1) : undefined),
  choices: (held) => (Array.isArray(held) ? held.map(String) : undefined),
  list: (held) => (Array.isArray(held) ? held.map(String).join('\n') : undefined),
  // The name is not known here: the id stands until another is picked.
  pick: (held) => (typeof held === 'string' ? [{ id: held, label: held }] : undefined),
  picks: () => undefined,
  moment: (held, name) =>
    typeof held === 'string' && held ? deadlineParts(new Date(held), name === 'closesAt') : undefined,
  check: () => undefined,
  json: (held) => (held ? JSON.stringify(held, null, 2) : undefined),
}

const shown = (held: unknown): string | undefined =>
  typeof held === 'string' || typeof held === 'number' ? String(held) : undefined

/** The values that a form of changes starts with: what the subject holds now. */
export function startValues(fields: readonly CommandField[], row: Readonly<Record<string, unknown>>): FieldValues {
  const at = (name: string) =>
    name.split('.').reduce<unknown>((held, key) => (held as Record<string, unknown> | null | undefined)?.[key], row)
  return Object.fromEntries(fields.map((field) => [field.name, starts[field.kind](at(field.name), field.name)]))
}
