import type { CommandField } from './command-input'
import type { Dictionary } from './words'

/** The part of JSON schema that the verbs' inputs use. */
export interface InputSchema {
  type?: string | string[]
  properties?: Record<string, InputSchema | boolean>
  required?: string[]
  enum?: unknown[]
  const?: unknown
  items?: InputSchema | boolean
  format?: string
  maxLength?: number
  anyOf?: InputSchema[]
}

/** Texts that are more than a line. */
const long = new Set(['reason', 'note', 'comment', 'reply', 'ground', 'minutes', 'basis'])

const named = (name: string, values: readonly unknown[], dictionary: Dictionary) =>
  values.map((value) => ({
    value: String(value),
    label: dictionary.option(name.split('.').at(-1) ?? name, String(value)),
  }))

/** Simple fields for an object's properties; what has no simple field (free objects) is left to the defaults. */
export function fieldsOfSchema(schema: unknown, dictionary: Dictionary, prefix = ''): CommandField[] {
  const { properties = {}, required = [] } = schema as InputSchema
  return Object.entries(properties).flatMap(([key, property]) => {
    if (typeof property === 'boolean') return []
    const name = `${prefix}${key}`
    if (property.properties) return fieldsOfSchema(property, dictionary, `${name}.`)
    const shape = shapeOf(name, property, dictionary)
    return shape ? [{ name, label: dictionary.field(name), required: required.includes(key), ...shape }] : []
  })
}

type Shape = Pick<CommandField, 'kind' | 'options' | 'max'>

function shapeOf(name: string, property: InputSchema, dictionary: Dictionary): Shape | null {
  if (property.enum) return { kind: 'choice', options: named(name, property.enum, dictionary) }
  switch (property.type) {
    case 'boolean':
      return { kind: 'yes' }
    case 'integer':
    case 'number':
      return { kind: isFen(name) ? 'yuan' : name.endsWith('ratioCap') ? 'percent' : 'number' }
    case 'array':
      return listShape(name, property.items, dictionary)
    case 'string':
      return textShape(name, property)
    default:
      return null
  }
}

const isFen = (name: string): boolean => /(^|\.)fen$|Fen$|(^|\.)caps\./.test(name)

function listShape(name: string, items: InputSchema | boolean | undefined, dictionary: Dictionary): Shape | null {
  if (typeof items !== 'object') return null
  if (items.enum) return { kind: 'choices', options: named(name, items.enum, dictionary) }
  return items.type === 'string' ? { kind: 'list' } : null
}

function textShape(name: string, { format, maxLength }: InputSchema): Shape {
  if (format === 'date-time') return { kind: 'moment' }
  const kind = long.has(name) || (maxLength ?? 0) > 300 ? 'longtext' : 'text'
  return { kind, ...(maxLength === undefined ? {} : { max: maxLength }) }
}
