import { states } from '../rules/states'
import type { State, StateOf } from '../rules/states'
import type { Format, SupportMode } from '../rules/vocabulary'
import type { Actor, Reader } from '../engine'
import type { CallRow } from '../call/types'
import type { CheckLine } from './check-list'
import type { ApplicationRow, DraftRow, SubmissionRow } from './types'

export type ApplicationState = StateOf<'application'>

interface CallLine {
  id: string
  title: string
  titleEn: string | null
  closesAt: string
}

export interface MyDraft {
  id: string
  title: string | null
  revision: number
  updatedAt: string | null
  call: CallLine | null
  /** Whether the call still takes it at this instant. */
  open: boolean
}

export interface MyApplication {
  id: string
  number: string
  title: string
  state: ApplicationState
  owes: State['owes']
  format: Format
  mode: SupportMode
  requestedFen: number
  submittedAt: string
  version: number
  draft: string
  /** Until when a correction may be handed in; only while one is asked for. */
  correctionDueAt: string | null
  call: CallLine | null
}

/** One handing-in, as its owner may keep it. */
export interface Version {
  version: number
  receipt: string
  hash: string
  submittedAt: string
  files: { file: string; mime: string; bytes: number; sha256: string }[]
}

export interface OwnApplication extends MyApplication {
  rev: number
  organisationName: string | null
  /** Instants that matter next, by name; those that have passed are left out. */
  instants: { name: 'withdraw_until' | 'correction_until' | 'notice_ends'; at: string }[]
  /** Lines of the formal check while a correction is asked for, or after a formal rejection. */
  check: CheckLine[]
  versions: Version[]
  /** Open to the owner once the public notice has begun. */
  award: { id: string; state: string; number: string; fen: number } | null
}

const callLine = (call: CallRow | null | undefined): CallLine | null =>
  call ? { id: call.id, title: call.title, titleEn: call.titleEn, closesAt: call.closesAt } : null

const stateOf = ({ state }: ApplicationRow) => state as ApplicationState

const mine = (row: ApplicationRow, call: CallRow | null | undefined): MyApplication => ({
  id: row.id,
  number: row.number,
  title: row.title,
  state: stateOf(row),
  owes: states.application[stateOf(row)].owes,
  format: row.format,
  mode: row.mode,
  requestedFen: row.requestedFen,
  submittedAt: row.submittedAt,
  version: row.version,
  draft: row.draft,
  correctionDueAt: row.state === 'correction' ? row.dueAt : null,
  call: callLine(call),
})

/** Drafts that have no live application, and all applications, the newest first. */
export async function myWork(reader: Reader, actor: Actor, now: Date) {
  const [drafts, rows] = await Promise.all([
    reader.find<DraftRow>('application-drafts', { owner: { equals: actor.id } }, { sort: '-updatedAt' }),
    reader.find<ApplicationRow>('applications', { applicant: { equals: actor.id } }, { sort: '-submittedAt' }),
  ])
  const wanted = [...new Set([...drafts, ...rows].map(({ call }) => call))]
  const calls = wanted.length > 0 ? await reader.find<CallRow>('calls', { id: { in: wanted } }) : []
  const callOf = (id: string) => calls.find((call) => call.id === id)
  const live = new Set(rows.filter(({ state }) => state !== 'withdrawn').map(({ draft }) => draft))
  return {
    drafts: drafts
      .filter(({ id }) => !live.has(id))
      .map((draft): MyDraft => {
        const call = callOf(draft.call)
        const { title } = draft.answers
        return {
          id: draft.id,
          title: typeof title === 'string' && title !== '' ? title : null,
          revision: draft.revision,
          updatedAt: draft.updatedAt ?? null,
          call: callLine(call),
          open: call !== undefined && now >= new Date(call.opensAt) && now < new Date(call.closesAt),
        }
      }),
    applications: rows.map((row) => mine(row, callOf(row.call))),
  }
}

/** A draft as its owner writes it, with the application made of it that is alive, if there is one. */
export async function myDraft(reader: Reader, actor: Actor, id: string) {
  const draft = await reader.get<DraftRow>('application-drafts', id)
  if (draft?.owner !== actor.id) return null
  const [row] = await reader.find<ApplicationRow>(
    'applications',
    { and: [{ draft: { equals: id } }, { state: { not_equals: 'withdrawn' } }] },
    { limit: 1 },
  )
  const { call, answers, files, revision } = draft
  return {
    ...{ id, call, answers, files, revision },
    application: row ? { id: row.id, number: row.number, state: stateOf(row), rev: row.rev, dueAt: row.dueAt } : null,
  }
}

const showsCheck: ApplicationState[] = ['correction', 'rejected_formal']
const showsAward: ApplicationState[] = ['public_notice', 'objection_hold', 'approved', 'disqualified']

/** One application for its owner; `null` for anybody else. Nothing of reviewers or scores is in it. */
export async function myApplication(
  reader: Reader,
  actor: Actor,
  id: string,
  now: Date,
): Promise<OwnApplication | null> {
  const row = await reader.get<ApplicationRow>('applications', id)
  if (row?.applicant !== actor.id) return null
  const [call, submissions, award] = await Promise.all([
    reader.get<CallRow>('calls', row.call),
    reader.find<SubmissionRow>('submissions', { application: { equals: id } }, { sort: '-version' }),
    showsAward.includes(stateOf(row)) ? awardOf(reader, id) : null,
  ])
  const instants: OwnApplication['instants'] = []
  if (call && (row.state === 'submitted' || row.state === 'correction'))
    instants.push({ name: 'withdraw_until', at: call.closesAt })
  if (row.state === 'correction' && row.dueAt) instants.push({ name: 'correction_until', at: row.dueAt })
  if (row.state === 'public_notice' && award?.noticeEndsAt)
    instants.push({ name: 'notice_ends', at: award.noticeEndsAt })
  return {
    ...mine(row, call),
    rev: row.rev,
    organisationName: row.organisationName,
    instants: instants.filter(({ at }) => new Date(at) > now),
    check: showsCheck.includes(stateOf(row)) ? (row.check ?? []) : [],
    versions: submissions.map(versionOf),
    award: award && { id: award.id, state: award.state, number: award.number, fen: award.fen },
  }
}

const versionOf = ({ version, receipt, hash, submittedAt, files }: SubmissionRow): Version => ({
  ...{ version, receipt, hash, submittedAt },
  files: files.map(({ file, mime, bytes, sha256 }) => ({ file, mime, bytes, sha256 })),
})

interface AwardLine {
  id: string
  state: string
  number: string
  fen: number
  notice: string | null
}

async function awardOf(reader: Reader, application: string) {
  const [award] = await reader.find<AwardLine>('awards', { application: { equals: application } }, { limit: 1 })
  if (!award) return null
  const notice = award.notice ? await reader.get<{ endsAt: string }>('notices', award.notice) : null
  return { ...award, noticeEndsAt: notice?.endsAt ?? null }
}

export type Funnel = Record<ApplicationState, number>

const names = Object.keys(states.application) as ApplicationState[]

/** How many applications of a call stand in each state. For the office only: the caller checks the role. */
export async function funnelOf(reader: Reader, call: string): Promise<Funnel> {
  const counts = await Promise.all(
    names.map((state) =>
      reader.count('applications', { and: [{ call: { equals: call } }, { state: { equals: state } }] }),
    ),
  )
  return Object.fromEntries(names.map((state, n) => [state, counts[n] ?? 0])) as Funnel
}

/** The funnel of every call that was published and is not concluded, the one that closes first first. */
export async function funnels(reader: Reader) {
  const calls = await reader.find<CallRow>('calls', { state: { in: ['open', 'closed'] } }, { sort: 'closesAt' })
  return Promise.all(
    calls.map(async (call) => ({
      ...callLine(call),
      id: call.id,
      state: call.state,
      counts: await funnelOf(reader, call.id),
    })),
  )
}
