import { roles } from '../access/principal'
import { choice, instant, json, number, text } from '../fields/columns'
import { appendOnly, held } from '../fields/held'
import { stateNames } from '../../workflows/rules/states'

const readers = roles('editor1', 'editor2', 'editor3', 'officer', 'auditor', 'admin')

/** The one subject whose revision is the number of the newest release: it gives the log its total order. */
export const ReleaseOrder = held({
  slug: 'release-order',
  states: stateNames('releaseOrder'),
  read: readers,
  admin: { hidden: true },
  fields: [],
})

/** The release log: append-only, totally ordered by `seq`, with the public representation frozen in each row. */
export const Releases = appendOnly({
  slug: 'releases',
  read: readers,
  admin: { useAsTitle: 'workNumber', defaultColumns: ['seq', 'kind', 'workNumber', 'version', 'at'] },
  indexes: [
    { fields: ['seq'], unique: true },
    { fields: ['work', 'version'], unique: true },
  ],
  fields: [
    number('seq', { required: true }),
    choice('kind', ['publish', 'correct', 'withdraw'], { required: true }),
    text('work', { required: true, index: true }),
    text('workNumber', { required: true, index: true }),
    number('version', { required: true }),
    json('scope', { required: true }),
    json('notBefore', { required: true }),
    // The latest instant of notBefore as ISO text, '' when there is none: finds the rows that were held back.
    text('dueLast', { required: true, index: true }),
    number('representationVersion', { required: true }),
    json('representation'),
    text('reason'),
    text('command', { required: true }),
    instant('at', { required: true }),
  ],
})

/** What stands released now, for lists and search: a projection of the log, rebuilt from it at any time. */
export const Catalogue = appendOnly({
  slug: 'catalogue',
  read: readers,
  admin: { hidden: true },
  indexes: [
    { fields: ['live', 'publishedSeq'] },
    { fields: ['live', 'format', 'publishedSeq'] },
    { fields: ['live', 'theme', 'publishedSeq'] },
  ],
  fields: [
    choice('live', ['yes', 'no'], { required: true }),
    number('seq', { required: true }),
    // The number of the first release: the order of lists, newest first. Unique, so that it is a keyset by itself.
    number('publishedSeq', { required: true }),
    number('version', { required: true }),
    text('workNumber', { required: true, index: true }),
    text('format', { required: true }),
    text('theme', { required: true }),
    text('audience', { required: true }),
    text('title', { required: true }),
    text('titleText', { required: true }),
    text('bodyText', { required: true }),
    json('summary', { required: true }),
    json('scope', { required: true }),
    json('notBefore', { required: true }),
    // '|all|' or '|tv|press|': what a channel's list filters by.
    text('channels', { required: true }),
    text('dueLast', { required: true, index: true }),
    text('releasedAt', { required: true }),
  ],
})
