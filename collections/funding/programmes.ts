import { roles, rolesOr } from '../access/principal'
import { choice, fen, instant, json, number, text, to } from '../fields/columns'
import { appendOnly, held } from '../fields/held'
import { stateNames } from '../../workflows/rules/states'

const staff = ['officer', 'approver', 'finance', 'auditor', 'admin'] as const

export const Programmes = held({
  slug: 'programmes',
  commands: 'programme',
  states: stateNames('programme'),
  read: ({ req }) => Boolean(req.user),
  admin: { useAsTitle: 'title' },
  fields: [
    text('title', { required: true }),
    text('titleEn'),
    text('basis'),
    json('leadUnits'),
    number('year', { required: true }),
  ],
})

/** One source of money in one fiscal year. Σ committed ≤ allocated and Σ paid ≤ committed, at every instant. */
export const Funds = held({
  slug: 'funds',
  commands: 'fund',
  states: stateNames('fund'),
  read: roles(...staff),
  admin: { useAsTitle: 'title', defaultColumns: ['title', 'state', 'allocated', 'committed', 'paid'] },
  fields: [
    text('title', { required: true }),
    to('programme', 'programmes', { required: true }),
    number('year', { required: true }),
    fen('allocated', { required: true }),
    fen('committed', { required: true }),
    fen('paid', { required: true }),
  ],
})

/** An open call. Form, rubric, plan, calendar and rules are data here, frozen when it opens. */
export const Calls = held({
  slug: 'calls',
  commands: 'call',
  states: stateNames('call'),
  read: rolesOr([...staff], () => ({ state: { not_equals: 'draft' } })),
  admin: { useAsTitle: 'title', defaultColumns: ['title', 'state', 'opensAt', 'closesAt'] },
  fields: [
    text('title', { required: true }),
    text('titleEn'),
    to('programme', 'programmes', { required: true }),
    to('fund', 'funds', { required: true }),
    instant('opensAt', { required: true }),
    instant('closesAt', { required: true }),
    json('form', { required: true }),
    json('rubrics', { required: true }),
    json('plans', { required: true }),
    json('calendar', { required: true }),
    json('rules', { required: true }),
    text('frozenHash'),
    text('createdBy'),
    text('reason'),
  ],
})

/** The movements of money, in fen. Rows are only ever added. */
export const Ledger = appendOnly({
  slug: 'ledger',
  read: roles(...staff),
  admin: { defaultColumns: ['at', 'kind', 'fen', 'fund', 'award'] },
  indexes: [{ fields: ['fund', 'fundRev', 'n'], unique: true }],
  fields: [
    to('fund', 'funds', { required: true }),
    number('fundRev', { required: true }),
    number('n', { required: true }),
    choice('kind', ['allocate', 'correct', 'commit', 'release', 'pay', 'recover'], { required: true }),
    fen('fen', { required: true }),
    text('award', { index: true }),
    text('payment', { index: true }),
    text('corrects', { index: true }),
    text('reason'),
    text('command', { required: true }),
    instant('at', { required: true }),
  ],
})
