import type { Reader } from '../engine'
import type { CallRow } from '../call/types'
import type { FileRow } from '../file/types'
import type { PersonRow } from '../person/types'
import { filesNamed } from './handed-in'
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
  hash: string
  /** A number of this hash that nobody has; `null` in the case that all are taken. */
  number: string | null
}

export async function loadSubmitFacts(reader: Reader, draftId: string | undefined): Promise<SubmitFacts> {
  const writing = draftId === undefined ? null : await loadWriting(reader, draftId)
  if (!writing) return { writing, applicant: null, earlier: [], live: 0, hash: '', number: null }
  const { draft, call, files } = writing
  const earlier = await reader.find<ApplicationRow>('applications', { draft: { equals: draft.id } })
  const hash = submissionHash(call, draft, withdrawn(earlier), 1, files)
  const numbers = candidates(call, hash)
  const taken = await reader.find<ApplicationRow>('applications', { number: { in: numbers } })
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
    hash,
    number: numbers.find((number) => !taken.some((each) => each.number === number)) ?? null,
  }
}

/** How often a draft's application was withdrawn: the turn that the next one takes. */
export const withdrawn = (earlier: readonly ApplicationRow[]): number =>
  earlier.filter(({ state }) => state === 'withdrawn').length
