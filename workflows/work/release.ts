import { z } from 'zod'
import { command, hasRole, mail, refuse } from '../engine'
import { channels } from '../release'
import { checkFiles } from '../rules/forms'
import type { NotBefore } from '../release'
import { mapsMustBeApproved } from './declare-maps'
import { releaseFacts } from './facts'
import type { ReleaseFacts } from './facts'
import { logged, orderMustStand, releaseLane } from './log-entry'
import { filesOf, mustBeWhole } from './manuscript'
import { mustBePinned } from './pinned'
import { representationOf, roleOf } from './representation'
import { filesMustBeReady } from './stamp'
import type { WorkRow } from './types'

const instant = z
  .union([
    z.literal('').transform(() => null),
    z.null(),
    z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
  ])
  .optional()

const schema = z.strictObject({
  /** Where it may go; everywhere when nothing is said. */
  scope: z
    .strictObject({
      channels: z.union([z.literal('all'), z.array(z.enum(channels)).min(1)]).default('all'),
      territory: z.string().trim().min(1).max(40).default('all'),
    })
    .optional(),
  /** ISO instants with their zone; a channel that is not named follows `default`. */
  notBefore: z.partialRecord(z.enum(['default', ...channels]), instant).optional(),
})

type Input = z.infer<typeof schema>

/** The first release: the public representation is frozen, and takes its place in the log. */
export const release = command<WorkRow, ReleaseFacts, Input>({
  subject: 'work',
  verb: 'release',
  from: ['cleared'],
  to: ['released'],
  roles: ['editor3'],
  input: schema,
  tone: 'primary',
  who: hasRole('editor3'),
  facts: releaseFacts,
  lanes: releaseLane,
  guard: ({ subject, facts }) =>
    mustBeWhole(facts.manuscript) ??
    mustBePinned(subject, facts.hash) ??
    originalsMustStand(facts) ??
    originalsMustFit(facts) ??
    mapsMustBeApproved(subject) ??
    filesMustBeReady(subject, facts) ??
    orderMustStand(facts),
  decide: ({ subject, facts, input, now, fresh }) => {
    if (!facts.manuscript) throw refuse('manuscript_missing')
    const id = fresh()
    const version = 1
    const common = logged(subject, facts, {
      ...{ id, kind: 'publish', version, now, reason: null },
      scope: input.scope ?? { channels: 'all', territory: 'all' },
      notBefore: hours(input.notBefore),
      representation: representationOf(subject, facts.manuscript, facts.originals, version),
    })
    return {
      patch: { state: 'released', version, release: id, pinned: facts.hash, title: facts.manuscript.title },
      ...common,
      outbox: [mail('work_released', subject.owner, subject.id, { number: subject.number })],
    }
  },
})

const hours = (asked: Input['notBefore']): NotBefore => ({ default: null, ...asked })

/** Every file that the manuscript names must be there to be given out. */
export const originalsMustStand = ({ manuscript, originals }: ReleaseFacts) => {
  const named = manuscript ? (filesOf(manuscript) ?? []) : []
  const missing = named.find(({ file }) => !originals.some(({ id }) => id === file))
  return missing === undefined ? null : refuse('file_missing', { params: { file: missing.file } })
}

/** What is given out under a format is of that format, whatever was taken in before and whoever listed it. */
export const originalsMustFit = ({ manuscript, originals }: ReleaseFacts) => {
  if (!manuscript) return null
  const facts = (filesOf(manuscript) ?? []).flatMap(({ file, role }) => {
    const original = originals.find(({ id }) => id === file)
    const known = original && roleOf({ role }, original.mime)
    return original && known ? [{ id: file, role: known, mime: original.mime, bytes: original.bytes }] : []
  })
  const [first] = checkFiles(manuscript.format, 'work_call', facts)
  return first
    ? refuse('files_not_of_format', {
        issues: [{ field: 'files', code: first.code, params: { ...first.params, file: first.id ?? '' } }],
      })
    : null
}
