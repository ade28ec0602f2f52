import { formatYuan } from '../../workflows/rules/money'

/** Where ids of a field are picked from, asked through Payload's REST with the person's own rights. */
export interface PickSource {
  collection: string
  /** The column whose value is sent; the id when absent. */
  value?: string
  /** Columns that are shown, the first as the name. Dots go through a relation. */
  shows: readonly string[]
  searched: readonly string[]
  states?: readonly string[]
  kind?: string
  depth?: number
}

export const pickSources: Readonly<Record<string, PickSource>> = {
  programme: { collection: 'programmes', shows: ['title', 'year'], searched: ['title'], states: ['active'] },
  fund: { collection: 'funds', shows: ['title', 'year'], searched: ['title'], states: ['open'] },
  allocation: {
    collection: 'ledger',
    shows: ['fund.title', 'at', 'fen'],
    searched: [],
    kind: 'allocate',
    depth: 1,
  },
  organisation: { collection: 'organisations', shows: ['name'], searched: ['name', 'uscc'], states: ['active'] },
  person: { collection: 'persons', shows: ['name'], searched: ['name'], states: ['active'] },
  decision: { collection: 'decisions', shows: ['minutes'], searched: ['minutes'], states: ['confirmed'] },
  notice: { collection: 'notices', shows: ['title', 'lastDay'], searched: ['title'], states: ['published'] },
  award: {
    collection: 'awards',
    shows: ['number', 'title'],
    searched: ['number', 'title'],
    states: ['public_notice', 'objection_hold'],
  },
  experts: {
    collection: 'experts',
    value: 'person',
    shows: ['person.name', 'organisation.name', 'speciality', 'rank'],
    searched: ['person.name', 'speciality'],
    states: ['active'],
    depth: 1,
  },
}

/** The query that finds what may be picked. */
export function pickQuery({ searched, states, kind, depth = 0 }: PickSource, typed: string): string {
  const query = new URLSearchParams({ depth: String(depth), limit: '20' })
  if (states) query.set('where[and][0][state][in]', states.join(','))
  if (kind) query.set('where[and][0][kind][equals]', kind)
  const text = typed.trim()
  if (text)
    searched.forEach((column, index) => query.set(`where[and][1][or][${String(index)}][${column}][contains]`, text))
  return query.toString()
}

export interface Picked {
  id: string
  label: string
}

/** A found row as something to pick; `null` when the row does not show what is sent. */
export function pickedOf({ value, shows }: PickSource, row: Record<string, unknown>): Picked | null {
  const at = (path: string) =>
    path.split('.').reduce<unknown>((held, key) => (held as Record<string, unknown> | null)?.[key], row)
  const sent = value ? idOf(at(value)) : idOf(row)
  if (sent === null) return null
  const label = shows
    .map((path) => shown(path, at(path)))
    .filter((part) => typeof part === 'string' || typeof part === 'number')
  return { id: sent, label: label.join(' · ') || sent }
}

function shown(path: string, part: unknown): unknown {
  if (path === 'fen' && typeof part === 'number') return formatYuan(part)
  return path === 'at' && typeof part === 'string' ? part.slice(0, 10) : part
}

function idOf(held: unknown): string | null {
  if (typeof held === 'string') return held
  const { id } = (held ?? {}) as { id?: unknown }
  return typeof id === 'string' ? id : null
}
