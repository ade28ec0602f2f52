import { roles, rolesOr } from '../access/principal'
import { choice, instant, json, number, text, to } from '../fields/columns'
import { held } from '../fields/held'
import { stateNames } from '../../workflows/rules/states'

const keepers = ['admin', 'officer', 'auditor'] as const

/** What a person may do here: roles and organisation. Same id as the account. */
export const Persons = held({
  slug: 'persons',
  commands: 'person',
  states: stateNames('person'),
  personal: ['name', 'reason'],
  read: rolesOr([...keepers], (person) => ({ id: { equals: person } })),
  admin: { useAsTitle: 'name', defaultColumns: ['name', 'state', 'roles', 'organisation'] },
  fields: [text('name'), json('roles', { required: true }), to('organisation', 'organisations'), text('reason')],
})

export const Organisations = held({
  slug: 'organisations',
  commands: 'organisation',
  states: stateNames('organisation'),
  // Names of applicants' units are no reading for creators and reviewers; pages ask their own queries.
  read: roles('officer', 'approver', 'finance', 'auditor', 'admin'),
  admin: { useAsTitle: 'name' },
  fields: [text('name', { required: true }), text('kind'), text('uscc'), text('town'), text('parent')],
})

/** A person of the expert pool (科技服务专家库). */
export const Experts = held({
  slug: 'experts',
  commands: 'expert',
  states: stateNames('expert'),
  read: rolesOr(['officer', 'admin', 'auditor'], (person) => ({ person: { equals: person } })),
  admin: { useAsTitle: 'speciality' },
  indexes: [{ fields: ['person'], unique: true }],
  fields: [
    to('person', 'persons', { required: true, index: false }),
    to('organisation', 'organisations'),
    json('disciplines'),
    text('speciality'),
    text('rank'),
  ],
})

/** Keys of media clients: shown once, kept as a hash, checked by the content API alone. */
export const ApiKeys = held({
  slug: 'api-keys',
  commands: 'apiKey',
  states: stateNames('apiKey'),
  // Not personal, but the journal has readers who need no key's hash.
  personal: ['hash'],
  read: roles('admin', 'officer', 'auditor'),
  admin: { useAsTitle: 'client', defaultColumns: ['client', 'prefix', 'state', 'channel', 'entitlementRev'] },
  indexes: [{ fields: ['hash'], unique: true }],
  fields: [
    text('client', { required: true }),
    text('prefix', { required: true }),
    { ...text('hash', { required: true }), access: { read: () => false }, admin: { hidden: true } },
    choice('channel', ['tv', 'press', 'wechat_oa', 'site', 'terminal', 'kepu_china', 'kepu_chongqing', 'convergence']),
    json('scope', { required: true }),
    number('entitlementRev', { required: true }),
    instant('expiresAt'),
  ],
})
