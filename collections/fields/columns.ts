import type { DateField, Field, JSONField, NumberField, RelationshipField, TextField } from 'payload'

type Options = { required?: boolean; index?: boolean; unique?: boolean }

export const text = (name: string, options: Options = {}): TextField => ({ name, type: 'text', ...options })

export const number = (name: string, options: Options = {}): NumberField => ({ name, type: 'number', ...options })

/** An amount of money, in fen. */
export const fen = (name: string, options: Options = {}): NumberField => ({
  ...number(name, options),
  admin: { components: { Cell: '/src/admin/FenCell#FenCell', Field: '/src/admin/FenField#FenField' } },
})

export const instant = (name: string, options: Options = {}): DateField => ({
  name,
  type: 'date',
  ...options,
  admin: { date: { pickerAppearance: 'dayAndTime' }, components: { Cell: '/src/admin/InstantCell#InstantCell' } },
})

export const json = (name: string, options: { required?: boolean } = {}): JSONField => ({
  name,
  type: 'json',
  ...options,
})

export const to = (name: string, relationTo: string, options: Options = {}): RelationshipField =>
  ({ name, type: 'relationship', relationTo, index: true, ...options }) as unknown as RelationshipField

/** Not stored: a column of the document that a relation leads to, so that a noun without a name of its own has a title. */
export const through = (name: string, relation: string, column: string): TextField => ({
  ...text(name),
  virtual: `${relation}.${column}`,
  admin: { hidden: true },
})

export const choice = (name: string, options: readonly string[], more: Options = {}): Field => ({
  name,
  type: 'select',
  options: [...options],
  ...more,
})
