import { handedIn } from '../../../workflows/application/handed-in'
import type { ApplicationRow, DraftRow } from '../../../workflows/application/types'
import type { CallRow } from '../../../workflows/call/types'
import { Refusal } from '../../../workflows/engine'
import type { Actor, Issue, Reader } from '../../../workflows/engine'
import type { FileRow } from '../../../workflows/file/types'
import { isEmpty, isNeeded, isNeededBecause, isAsked } from '../../../workflows/rules/forms/asked'
import type { Answers, FileAnswer, Question } from '../../../workflows/rules/forms'
import { formats, supportModes } from '../../../workflows/rules/vocabulary'
import type { ShownFile } from '../components/answer'
import { shownFiles } from './files'

export type GroupState = 'not_started' | 'incomplete' | 'done'

export interface DraftGroup {
  key: string
  questions: Question[]
  state: GroupState
  /** Problems of this group that keep the application from being handed in. */
  issues: Issue[]
}

export interface MyDraft {
  id: string
  owner: string
  revision: number
  call: CallRow
  answers: Answers
  title: string
  files: ShownFile[]
  groups: DraftGroup[]
  issues: Issue[]
  /** What this draft became, if it was handed in and not withdrawn since. */
  application: ApplicationRow | null
}

const known = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((each) => each === value)

/** Mode and format decide what is asked; while they are open, everything is. */
export function askedOf(questions: readonly Question[], answers: Record<string, unknown>): Question[] {
  const asking = { mode: known(supportModes, answers.mode), format: known(formats, answers.format) }
  return questions.filter(
    (question) =>
      (asking.mode === undefined && question.forModes !== undefined) ||
      (asking.format === undefined && question.forFormats !== undefined) ||
      isAsked(question, asking),
  )
}

export function neededNow(question: Question, answers: Record<string, unknown>): boolean {
  const asking = { mode: known(supportModes, answers.mode), format: known(formats, answers.format) }
  return isNeeded(question, asking) || isNeededBecause(question, asking, answers)
}

/** The draft of the person who asks, with every problem that submitting would meet; null when it is not theirs. */
export async function myDraft(reader: Reader, actor: Actor, id: string): Promise<MyDraft | null> {
  const draft = await reader.get<DraftRow>('application-drafts', id)
  if (!draft || actor.kind !== 'person' || draft.owner !== actor.id) return null
  const call = await reader.get<CallRow>('calls', draft.call)
  return call ? whole(reader, draft, call) : null
}

async function whole(reader: Reader, draft: DraftRow, call: CallRow): Promise<MyDraft> {
  const answers = draft.answers as Answers
  const files = await filesOf(reader, answers, draft.owner)
  const issues = issuesOf(call, draft, files)
  const asked = askedOf(call.form.questions, answers)
  const keys = [...new Set(call.form.questions.map(({ group }) => group))]
  const [application] = await reader.find<ApplicationRow>(
    'applications',
    { and: [{ draft: { equals: draft.id } }, { state: { not_equals: 'withdrawn' } }] },
    { limit: 1 },
  )
  return {
    id: draft.id,
    owner: draft.owner,
    revision: draft.revision,
    call,
    answers,
    title: typeof answers.title === 'string' ? answers.title : '',
    files: await shownFiles(reader, files),
    groups: keys.map((key) =>
      groupOf(
        key,
        asked.filter(({ group }) => group === key),
        answers,
        issues,
      ),
    ),
    issues,
    application: application ?? null,
  }
}

function groupOf(key: string, questions: Question[], answers: Answers, all: readonly Issue[]): DraftGroup {
  const issues = all.filter(({ field }) => questions.some((question) => question.key === field.split('.')[0]))
  const touched = questions.some((question) => !isEmpty(answers[question.key]))
  return { key, questions, issues, state: issues.length === 0 ? 'done' : touched ? 'incomplete' : 'not_started' }
}

/** The very check of submitting, so that this page promises nothing else. */
function issuesOf(call: CallRow, draft: DraftRow, files: readonly FileRow[]): Issue[] {
  try {
    handedIn(call, draft.answers, draft.owner, files)
    return []
  } catch (error) {
    if (error instanceof Refusal) return [...error.issues]
    throw error
  }
}

async function filesOf(reader: Reader, answers: Answers, owner: string): Promise<FileRow[]> {
  const ids = Object.values(answers)
    .flatMap((value) => (Array.isArray(value) ? (value as (FileAnswer | string)[]) : []))
    .flatMap((each) => (typeof each === 'object' && typeof each.file === 'string' ? [each.file] : []))
  if (ids.length === 0) return []
  return reader.find<FileRow>('files', { and: [{ id: { in: ids } }, { owner: { equals: owner } }] })
}

export interface DraftStanding {
  /** Handed in, and not sent back. */
  submitted: boolean
  /** Sent back by the formal check. */
  correcting: boolean
  /** Too late to hand it in: the call has closed, or the time for correction is over. */
  late: boolean
  /** Until when it may be handed in. */
  until: string
  /** Whether changing it can still lead to anything. */
  changeable: boolean
}

/** What may still become of a draft at this instant. */
export function standingOf({ application, call }: MyDraft, now: Date): DraftStanding {
  const correcting = application?.state === 'correction'
  const submitted = application !== null && !correcting
  const until = (correcting ? application.dueAt : null) ?? call.closesAt
  const late = !submitted && (now >= new Date(until) || call.state === 'cancelled')
  return { submitted, correcting, late, until, changeable: !submitted && !late }
}

/** How many parts of a draft are done: for the list of drafts. */
export async function progressOf(
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<{ done: number; all: number } | null> {
  const draft = await myDraft(reader, actor, id)
  if (!draft) return null
  return { done: draft.groups.filter(({ state }) => state === 'done').length, all: draft.groups.length }
}
