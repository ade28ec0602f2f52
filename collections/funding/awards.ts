import { roles, rolesOr } from '../access/principal'
import { choice, fen, instant, json, number, text, through, to } from '../fields/columns'
import { held } from '../fields/held'
import { stateNames } from '../../workflows/rules/states'

const staff = ['officer', 'approver', 'finance', 'auditor'] as const

/** A proposal of who gets how much, with the scores it was based on, and the second person's word on it. */
export const Decisions = held({
  slug: 'decisions',
  commands: 'decision',
  states: stateNames('decision'),
  personal: ['basis', 'minutes', 'reason'],
  read: roles(...staff),
  admin: { useAsTitle: 'minutes' },
  fields: [
    to('call', 'calls', { required: true }),
    to('fund', 'funds', { required: true }),
    json('lines', { required: true }),
    json('basis', { required: true }),
    choice('rest', ['keep', 'not_selected'], { required: true }),
    fen('totalFen', { required: true }),
    text('minutes'),
    text('proposedBy', { required: true }),
    text('decidedBy'),
    text('reason'),
  ],
})

/** The public notice (公示): what it names, from when to when, by which calendar. */
export const Notices = held({
  slug: 'notices',
  commands: 'notice',
  states: stateNames('notice'),
  personal: ['lines', 'contact'],
  read: () => true,
  admin: { useAsTitle: 'title' },
  fields: [
    text('title', { required: true }),
    to('call', 'calls', { required: true }),
    text('decision', { required: true }),
    json('lines', { required: true }),
    text('firstDay', { required: true }),
    text('lastDay', { required: true }),
    number('workingDays', { required: true }),
    choice('countsFirstDay', ['yes', 'no'], { required: true }),
    text('calendar', { required: true }),
    instant('endsAt', { required: true }),
    text('contact'),
  ],
})

/** A real-name objection to one award. Who objected is confidential. */
export const Objections = held({
  slug: 'objections',
  commands: 'objection',
  states: stateNames('objection'),
  personal: ['name', 'contact', 'ground', 'reply'],
  read: roles('officer', 'auditor'),
  admin: { useAsTitle: 'receipt' },
  fields: [
    text('receipt', { required: true }),
    to('notice', 'notices', { required: true }),
    text('award', { required: true, index: true }),
    text('name', { required: true }),
    text('contact', { required: true }),
    text('ground', { required: true }),
    text('reply'),
  ],
})

export const Awards = held({
  slug: 'awards',
  commands: 'award',
  states: stateNames('award'),
  personal: ['title', 'agreement'],
  // Before the public notice an award is known to the staff alone.
  read: rolesOr([...staff], (person) => ({
    owner: { equals: person },
    state: { not_equals: 'proposed' },
  })),
  admin: { useAsTitle: 'number', defaultColumns: ['number', 'title', 'state', 'fen'] },
  indexes: [{ fields: ['application'], unique: true }],
  fields: [
    text('number', { required: true }),
    text('title', { required: true }),
    to('application', 'applications', { required: true, index: false }),
    to('owner', 'persons', { required: true }),
    to('call', 'calls', { required: true }),
    to('fund', 'funds', { required: true }),
    text('decision', { required: true }),
    text('notice'),
    fen('fen', { required: true }),
    json('plan', { required: true }),
    json('agreement'),
    text('deliverable'),
    text('work'),
  ],
})

export const Payments = held({
  slug: 'payments',
  commands: 'payment',
  states: stateNames('payment'),
  read: rolesOr([...staff], (person) => ({ owner: { equals: person } })),
  admin: { useAsTitle: 'awardNumber', defaultColumns: ['award', 'n', 'fen', 'gate', 'state'] },
  indexes: [{ fields: ['award', 'n'], unique: true }],
  fields: [
    to('award', 'awards', { required: true }),
    to('owner', 'persons', { required: true }),
    to('fund', 'funds', { required: true }),
    number('n', { required: true }),
    fen('fen', { required: true }),
    text('gate', { required: true }),
    text('requestedBy'),
    text('approvedBy'),
    text('voucher'),
    instant('paidAt'),
    through('awardNumber', 'award', 'number'),
  ],
})

/** What was handed in for an award: files by id and hash, never changed. */
export const Deliverables = held({
  slug: 'deliverables',
  states: stateNames('deliverable'),
  personal: ['note', 'reason'],
  read: rolesOr([...staff], (person) => ({ owner: { equals: person } })),
  admin: { useAsTitle: 'awardNumber' },
  fields: [
    to('award', 'awards', { required: true }),
    to('owner', 'persons', { required: true }),
    number('version', { required: true }),
    json('files', { required: true }),
    text('hash', { required: true }),
    text('note'),
    text('reason'),
    through('awardNumber', 'award', 'number'),
  ],
})
