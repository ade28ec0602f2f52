import { nobody, personIn, rolesOf, rolesOr } from '../access/principal'
import { choice, fen, instant, json, number, text, through, to } from '../fields/columns'
import { held } from '../fields/held'
import { id } from '../fields/id'
import { stateNames } from '../../workflows/rules/states'
import type { Access, CollectionConfig } from 'payload'

const staff = ['officer', 'approver', 'finance', 'auditor'] as const

/** What a creator is still writing. Guarded by its revision, saved without a command, read by its owner alone. */
export const ApplicationDrafts: CollectionConfig = {
  slug: 'application-drafts',
  access: {
    create: nobody,
    read: ({ req }) => (req.user ? { owner: { equals: req.user.id } } : false),
    update: nobody,
    delete: nobody,
    unlock: nobody,
    readVersions: nobody,
  },
  admin: { hidden: true, hideAPIURL: true },
  fields: [
    id,
    to('owner', 'persons', { required: true }),
    to('call', 'calls', { required: true }),
    json('answers', { required: true }),
    json('files', { required: true }),
    number('revision', { required: true }),
    text('application', { index: true }),
  ],
}

export const Applications = held({
  slug: 'applications',
  commands: 'application',
  states: stateNames('application'),
  personal: ['title', 'organisationName', 'check', 'reason', 'blindness'],
  read: rolesOr([...staff], (person) => ({ applicant: { equals: person } })),
  admin: { useAsTitle: 'title', defaultColumns: ['number', 'title', 'state', 'format', 'mode', 'requestedFen'] },
  indexes: [{ fields: ['slot'], unique: true }, { fields: ['call', 'state'] }],
  fields: [
    text('number', { required: true, index: true }),
    text('title', { required: true }),
    to('call', 'calls', { required: true }),
    to('applicant', 'persons', { required: true }),
    to('organisation', 'organisations'),
    text('organisationName'),
    text('draft', { required: true, index: true }),
    text('slot', { required: true }),
    choice('mode', ['work_call', 'project_grant'], { required: true }),
    choice('format', ['video', 'comic', 'article', 'game'], { required: true }),
    choice('theme', ['S', 'E', 'N', 'H', 'O'], { required: true }),
    json('audience', { required: true }),
    fen('requestedFen', { required: true }),
    text('submission', { required: true }),
    number('version', { required: true }),
    text('dossier', { required: true }),
    json('check'),
    json('result'),
    instant('submittedAt', { required: true }),
    instant('dueAt'),
    text('reason'),
    json('blindness'),
  ],
})

/** An immutable numbered version of an application, with the hash of all it says and the receipt for it. */
export const Submissions = held({
  slug: 'submissions',
  states: stateNames('submission'),
  personal: ['answers', 'files'],
  read: rolesOr(['officer', 'auditor'], (person) => ({ applicant: { equals: person } })),
  admin: { useAsTitle: 'receipt' },
  indexes: [{ fields: ['application', 'version'], unique: true }],
  fields: [
    to('application', 'applications', { required: true }),
    to('applicant', 'persons', { required: true }),
    number('version', { required: true }),
    text('receipt', { required: true, index: true }),
    text('hash', { required: true }),
    json('answers', { required: true }),
    json('files', { required: true }),
    text('dossier', { required: true, index: true }),
    instant('submittedAt', { required: true }),
  ],
})

/** Officers and auditors read all blind copies; a reviewer only those of own assignments. */
const assignedToMe: Access = async ({ req }) => {
  if (rolesOf(req).some((role) => role === 'officer' || role === 'auditor')) return true
  const person = personIn(req)
  if (person === null || !rolesOf(req).includes('reviewer')) return false
  const { docs } = await req.payload.find({
    collection: 'reviews',
    where: { and: [{ reviewer: { equals: person } }, { state: { in: ['accepted', 'submitted'] } }] },
    depth: 0,
    limit: 0,
    pagination: false,
    overrideAccess: true,
  })
  return { id: { in: docs.map(({ dossier }) => dossier as string) } }
}

/** The blind copy: what a reviewer may read of a submission. An id of its own, no relation back, files under their own ids. */
export const Dossiers = held({
  slug: 'dossiers',
  states: stateNames('dossier'),
  personal: ['answers', 'files', 'title'],
  read: assignedToMe,
  admin: { useAsTitle: 'code', hidden: true },
  fields: [
    text('code', { required: true, index: true }),
    to('call', 'calls', { required: true }),
    text('title', { required: true }),
    choice('mode', ['work_call', 'project_grant'], { required: true }),
    choice('format', ['video', 'comic', 'article', 'game'], { required: true }),
    json('answers', { required: true }),
    json('files', { required: true }),
  ],
})

/** One expert's review of one dossier: assignment, conflict word, score sheet. Pinned to the version the dossier copies. */
export const Reviews = held({
  slug: 'reviews',
  commands: 'review',
  states: stateNames('review'),
  personal: ['scores', 'comment', 'reason'],
  read: rolesOr(['officer', 'auditor'], (person) => ({ reviewer: { equals: person } })),
  admin: { useAsTitle: 'dossierCode', defaultColumns: ['dossier', 'reviewer', 'state', 'total'] },
  indexes: [{ fields: ['dossier', 'reviewer'], unique: true }],
  fields: [
    to('dossier', 'dossiers', { required: true }),
    to('call', 'calls', { required: true }),
    to('reviewer', 'persons', { required: true }),
    json('scores'),
    json('comment'),
    number('total'),
    text('reason'),
    instant('dueAt'),
    instant('submittedAt'),
    through('dossierCode', 'dossier', 'code'),
  ],
})

/** Scores an expert has not submitted yet; read by that expert alone. */
export const ReviewDrafts: CollectionConfig = {
  slug: 'review-drafts',
  access: {
    create: nobody,
    read: ({ req }) => (req.user ? { reviewer: { equals: req.user.id } } : false),
    update: nobody,
    delete: nobody,
    unlock: nobody,
    readVersions: nobody,
  },
  admin: { hidden: true, hideAPIURL: true },
  fields: [
    id,
    to('review', 'reviews', { required: true, unique: true }),
    to('reviewer', 'persons', { required: true }),
    json('scores', { required: true }),
    number('revision', { required: true }),
  ],
}
