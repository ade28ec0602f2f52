import { refuse } from '../../workflows/engine'
import { parseYuan } from '../../workflows/rules/money'

export type FormEntries = readonly (readonly [string, string])[]

export interface CommandForm {
  key: string | undefined
  rev: number | undefined
  next: string | undefined
  back: string | undefined
  input: Record<string, unknown>
}

const deepest = 8

const unreadable = (field: string, code: string) => refuse('invalid_input', { status: 422, issues: [{ field, code }] })

const converters: Record<string, (text: string, field: string) => unknown> = {
  number: (text) => (text.trim() === '' ? undefined : Number(text)),
  percent: (text) => (text.trim() === '' ? undefined : Number(text) / 100),
  boolean: (text) => text === 'on' || text === 'true' || text === 'yes',
  json: (text, field) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      throw unreadable(field, 'not_json')
    }
  },
  yuan: (text, field) => {
    if (text.trim() === '') return undefined
    const amount = parseYuan(text)
    if (!amount.ok) throw unreadable(field, amount.code)
    return amount.fen
  },
}

/**
 * A page's form as a command's input. Dots nest, `[]` collects a list, `:number`, `:percent`, `:boolean`, `:json` and
 * `:yuan` convert; empty texts count as not given. Fields that begin with `_` are about the form itself.
 * @throws Refusal 422 with the field that could not be read
 */
export function commandForm(entries: FormEntries): CommandForm {
  const about = new Map<string, string>()
  const input = bare()
  for (const [name, text] of entries) {
    if (name.startsWith('_')) {
      about.set(name, text)
      continue
    }
    const [path = '', kind] = name.split(':')
    const many = path.endsWith('[]')
    const field = many ? path.slice(0, -2) : path
    const value = kind ? converterOf(kind, field)(text, field) : text === '' ? undefined : text
    if (value !== undefined) put(input, field.split('.'), value, many)
  }
  const rev = about.get('_rev')
  return {
    key: about.get('_key'),
    rev: rev ? Number(rev) : undefined,
    next: about.get('_next'),
    back: about.get('_back'),
    input: listed(input) as Record<string, unknown>,
  }
}

/** An object that inherits nothing, so that no field's name finds anything of the language's own. */
const bare = () => Object.create(null) as Record<string, unknown>

function converterOf(kind: string, field: string) {
  const converter = Object.hasOwn(converters, kind) ? converters[kind] : undefined
  if (!converter) throw unreadable(field, 'unknown_key')
  return converter
}

function put(target: Record<string, unknown>, path: string[], value: unknown, many: boolean): void {
  const [first = '', ...rest] = path
  if (rest.length >= deepest || first in Object.prototype) throw unreadable(first, 'unknown_key')
  const before = target[first]
  if (rest.length > 0) {
    const inner = before ?? (target[first] = bare())
    if (typeof inner !== 'object' || Array.isArray(inner)) throw unreadable(first, 'unknown_key')
    put(inner as Record<string, unknown>, rest, value, many)
  } else if (!many) target[first] = value
  else if (before === undefined) target[first] = [value]
  else if (Array.isArray(before)) before.push(value)
  else throw unreadable(first, 'unknown_key')
}

/** Objects whose keys are 0, 1, 2 … are lists. */
function listed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, listed(inner)] as const)
  const numbered = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))
  return numbered
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner)
    : Object.fromEntries(entries)
}
