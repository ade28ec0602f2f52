import type { CollectionConfig } from 'payload'
import { onlyTheseFields } from '../access/only-these-fields'
import { restoresOnly } from '../access/restores-only'
import { nobody, roles, rolesOr } from '../access/principal'
import { choice, json, number, text, to } from '../fields/columns'
import { held } from '../fields/held'
import { id } from '../fields/id'
import { stateNames } from '../../workflows/rules/states'

const editors = ['editor1', 'editor2', 'editor3', 'science_reviewer', 'officer', 'auditor'] as const

/** An accepted work on its way to release. It holds no text: that stands in its manuscript. */
export const Works = held({
  slug: 'works',
  commands: 'work',
  states: stateNames('work'),
  personal: ['title', 'checks', 'choices', 'maps'],
  read: rolesOr([...editors], (person) => ({ owner: { equals: person } })),
  admin: { useAsTitle: 'number', defaultColumns: ['number', 'title', 'state', 'format', 'version'] },
  fields: [
    text('number', { required: true, index: true }),
    text('title', { required: true }),
    to('owner', 'persons', { required: true }),
    to('award', 'awards'),
    text('manuscript', { required: true }),
    choice('format', ['video', 'comic', 'article', 'game'], { required: true }),
    json('checks', { required: true }),
    json('choices'),
    json('maps'),
    text('pinned'),
    number('version', { required: true }),
    text('release'),
  ],
})

const words = ['title', 'abstract', 'body', 'keywords', 'audience', 'theme', 'creditLine', 'licence', 'references']

/** The words of a work, as editors write them. It has a history and no state. */
export const Manuscripts: CollectionConfig = {
  slug: 'manuscripts',
  versions: { maxPerDoc: 50 },
  hooks: { beforeOperation: [onlyTheseFields(...words)], beforeValidate: [restoresOnly(...words)] },
  access: {
    create: nobody,
    read: roles(...editors),
    update: roles('editor1', 'editor2', 'editor3'),
    delete: nobody,
    unlock: nobody,
    readVersions: roles(...editors),
  },
  admin: { useAsTitle: 'title', hideAPIURL: true, defaultColumns: ['title', 'format', 'updatedAt'] },
  fields: [
    id,
    { name: 'title', type: 'text', required: true, maxLength: 80 },
    { name: 'abstract', type: 'textarea', required: true, maxLength: 600 },
    { name: 'body', type: 'richText' },
    { name: 'keywords', type: 'text', hasMany: true, maxRows: 8 },
    {
      name: 'audience',
      type: 'select',
      hasMany: true,
      required: true,
      options: ['youth', 'farmer', 'worker', 'elderly', 'cadre', 'general'],
    },
    { name: 'theme', type: 'select', required: true, options: ['S', 'E', 'N', 'H', 'O'] },
    {
      name: 'format',
      type: 'select',
      required: true,
      options: ['video', 'comic', 'article', 'game'],
      access: { update: () => false },
    },
    { name: 'creditLine', type: 'text', required: true, maxLength: 200 },
    {
      name: 'licence',
      type: 'select',
      required: true,
      options: ['cc-by-4.0', 'cc-by-nc-4.0', 'programme-nonexclusive'],
    },
    {
      name: 'aiUse',
      type: 'select',
      required: true,
      options: ['none', 'assisted', 'generated'],
      access: { update: () => false },
    },
    { name: 'references', type: 'textarea' },
    { name: 'files', type: 'json', required: true, access: { update: () => false }, admin: { readOnly: true } },
    { name: 'funding', type: 'json', required: true, access: { update: () => false }, admin: { readOnly: true } },
  ],
}

/** A sealed original or a blind copy: where it came from, its hash, what it is. Never served from here. */
export const Files = held({
  slug: 'files',
  states: stateNames('file'),
  // A label may hold the number of whoever made the file.
  personal: ['name', 'facts'],
  // Editors find the files of a work through its manuscript.
  read: rolesOr(['officer', 'auditor'], (person) => ({ owner: { equals: person } })),
  admin: { useAsTitle: 'id', hidden: true },
  fields: [
    to('owner', 'persons'),
    choice('area', ['sealed', 'blind'], { required: true }),
    text('name'),
    text('mime', { required: true }),
    text('kind', { required: true }),
    number('bytes', { required: true }),
    text('sha256', { required: true, index: true }),
    json('facts'),
    json('renditions'),
  ],
})
