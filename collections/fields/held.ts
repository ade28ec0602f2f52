import type { Access, CollectionConfig, Field, SelectField } from 'payload'
import { nobody } from '../access/principal'
import { onlyTheEngine } from '../access/only-the-engine'
import { id } from './id'

export interface HeldNoun {
  slug: string
  states: readonly string[]
  fields: Field[]
  read: Access
  /** Columns whose values the journal keeps only as salted hashes. */
  personal?: readonly string[]
  indexes?: CollectionConfig['indexes']
  admin?: CollectionConfig['admin']
  /** Shows the command panel first in the document. */
  commands?: string
}

const shut = { create: () => false, update: () => false }

const engineText = (name: string): Field => ({
  name,
  type: 'text',
  required: true,
  access: { ...shut, read: () => false },
  admin: { hidden: true },
})

const state = (states: readonly string[]): SelectField => ({
  name: 'state',
  type: 'select',
  required: true,
  index: true,
  options: [...states],
  access: shut,
  admin: { readOnly: true },
})

/** A noun that only the engine writes: `id, state, rev, head, touched, salt` and main-table columns. */
export function held({
  slug,
  states,
  fields,
  read,
  personal = [],
  indexes = [],
  admin,
  commands,
}: HeldNoun): CollectionConfig {
  const panel: Field[] = commands
    ? [
        {
          name: 'commands',
          type: 'ui',
          admin: {
            components: { Field: { path: '/src/admin/CommandPanel#CommandPanel', serverProps: { subject: commands } } },
          },
        },
      ]
    : []
  return {
    slug,
    custom: { held: true, personal: [...personal] },
    access: { create: nobody, read, update: nobody, delete: nobody, unlock: nobody, readVersions: nobody },
    ...(admin ? { admin: { hideAPIURL: true, ...admin } } : { admin: { hideAPIURL: true } }),
    hooks: { beforeOperation: [onlyTheEngine] },
    indexes,
    fields: [
      id,
      ...panel,
      state(states),
      { name: 'rev', type: 'number', required: true, access: shut, admin: { readOnly: true, position: 'sidebar' } },
      engineText('head'),
      engineText('touched'),
      engineText('salt'),
      ...fields.map(readOnly),
    ],
  }
}

const readOnly = (field: Field): Field =>
  'admin' in field || 'name' in field
    ? ({ ...field, admin: { readOnly: true, ...('admin' in field ? field.admin : {}) } } as Field)
    : field

export interface AppendOnly {
  slug: string
  fields: Field[]
  read: Access
  indexes?: CollectionConfig['indexes']
  admin?: CollectionConfig['admin']
}

/** Rows that are only ever added, and only by the engine. */
export const appendOnly = ({ slug, fields, read, indexes = [], admin }: AppendOnly): CollectionConfig => ({
  slug,
  custom: { appendOnly: true },
  access: { create: nobody, read, update: nobody, delete: nobody, unlock: nobody, readVersions: nobody },
  admin: { hideAPIURL: true, ...admin },
  hooks: { beforeOperation: [onlyTheEngine] },
  indexes,
  fields: [id, ...fields.map(readOnly)],
})
