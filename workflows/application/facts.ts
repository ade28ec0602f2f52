import type { Reader } from '../engine'
import type { CallRow } from '../call/types'
import type { FileRow } from '../file/types'
import type { PersonRow } from '../person/types'
import { asKept, filesNamed } from './handed-in'
import type { ApplicationRow, DraftRow } from './types'
import { candidates, submissionHash } from './version'

/** What stands behind a handing-in: the draft, its call and its files, and the hash of it all. */
export interface Writing {
  draft: DraftRow
  call: CallRow
  files: FileRow[]
}

export async function loadWriting(reader: Reader, draftId: string): Promise<Writing | null> {
  const draft = await reader.get<DraftRow>('application-drafts', draftId)
  const call = draft && (await reader.get<CallRow>('calls', draft.call))
  if (!draft || !call) return null
  const ids = filesNamed(call, draft.answers).flatMap(({ file }) => (typeof file === 'string' ? [file] : []))
  const files = ids.length > 0 ? await reader.find<FileRow>('files', { id: { in: ids } }) : []
  return { draft, call, files }
}

export interface SubmitFacts {
  writing: Writing | null
  applicant: PersonRow | null
  /** Applications made of this draft before, with their states. */
  earlier: ApplicationRow[]
  /** Live applications of this person in this call. */
  live: number
  /** Numbers that this submission could get and that are somebody's already. */
  taken: string[]
}

export async function loadSubmitFacts(reader: Reader, draftId: string | undefined): Promise<SubmitFacts> {
  const writing = draftId === undefined ? null : await loadWriting(reader, draftId)
  if (!writing) return { writing, applicant: null, earlier: [], live: 0, taken: [] }
  const { draft, call, files } = writing
  const earlier = await reader.find<ApplicationRow>('applications', { draft: { equals: draft.id } })
  const kept = asKept(call, draft, files)
  const hash = kept && submissionHash({ call, draft, turn: withdrawn(earlier), version: 1, ...kept })
  const numbers = hash === null ? [] : candidates(call, hash)
  const named = numbers.length > 0 ? await reader.find<ApplicationRow>('applications', { number: { in: numbers } }) : []
  return {
    writing,
    applicant: await reader.get<PersonRow>('persons', draft.owner),
    earlier,
    live: await reader.count('applications', {
      and: [
        { call: { equals: call.id } },
        { applicant: { equals: draft.owner } },
        { state: { not_equals: 'withdrawn' } },
      ],
    }),
    taken: named.map(({ number }) => number),
  }
}

/** How often a draft's application was withdrawn: the turn that the next one takes. */
export const withdrawn = (earlier: readonly ApplicationRow[]): number =>
  earlier.filter(({ state }) => state === 'withdrawn').length
