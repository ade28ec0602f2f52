import { nobody, roles } from '../access/principal'
import { choice, instant, json, number, text } from '../fields/columns'
import { appendOnly } from '../fields/held'

const auditors = roles('auditor', 'admin')

/** The audit trail: one row per subject and revision, each holding the text that was hashed. */
export const Journal = appendOnly({
  slug: 'journal',
  read: auditors,
  admin: { useAsTitle: 'verb', defaultColumns: ['at', 'verb', 'collection', 'subject', 'rev', 'actor'] },
  indexes: [{ fields: ['subject', 'rev'], unique: true }],
  fields: [
    text('subject', { required: true }),
    text('collection', { required: true }),
    number('rev', { required: true }),
    text('verb', { required: true }),
    text('actor', { required: true, index: true }),
    text('command', { required: true, index: true }),
    instant('at', { required: true, index: true }),
    text('text', { required: true }),
    text('hash', { required: true }),
  ],
})

/** One row per command done: its idempotency key, what was asked, what was answered. */
export const Commands = appendOnly({
  slug: 'commands',
  read: nobody,
  admin: { hidden: true },
  indexes: [{ fields: ['actor', 'key'], unique: true }],
  fields: [
    text('actor', { required: true }),
    text('key', { required: true }),
    text('fingerprint', { required: true }),
    text('subject', { required: true }),
    text('verb', { required: true }),
    json('answer'),
    instant('at', { required: true }),
  ],
})

/** What is still to be done: claimed by lease and fencing token. */
export const Outbox = appendOnly({
  slug: 'outbox',
  read: nobody,
  admin: { hidden: true },
  indexes: [{ fields: ['key'], unique: true }, { fields: ['state', 'notBefore'] }],
  fields: [
    text('kind', { required: true }),
    text('key', { required: true }),
    json('payload'),
    text('command'),
    choice('state', ['waiting', 'leased', 'done', 'dead'], { required: true }),
    instant('notBefore', { required: true }),
    instant('leaseUntil'),
    number('fence', { required: true }),
    number('attempts', { required: true }),
    text('lastError'),
    // How much of a long piece of work is done, in percent; nothing is decided by it.
    number('progress'),
    // Since when, and when that was noted.
    instant('progressSince'),
    instant('progressAt'),
    instant('doneAt'),
  ],
})
