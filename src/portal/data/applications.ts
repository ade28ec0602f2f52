import type { ApplicationRow, SubmissionRow } from '../../../workflows/application/types'
import type { AwardRow } from '../../../workflows/award/types'
import type { CallRow } from '../../../workflows/call/types'
import type { Actor, Reader } from '../../../workflows/engine'

export interface Step {
  state: string
  at: string
}

export interface MyApplication extends ApplicationRow {
  callTitle: string
  callTitleEn: string | null
}

export interface MyApplicationPage extends MyApplication {
  submissions: SubmissionRow[]
  steps: Step[]
  /** Only once it is known to its owner. */
  award: string | null
}

/** A proposal is no news for anybody outside: until the notice it is a review that has ended. */
export async function myApplications(reader: Reader, actor: Actor): Promise<MyApplication[]> {
  const rows = await reader.find<ApplicationRow>('applications', { applicant: { equals: actor.id } }, { sort: '-submittedAt' })
  if (rows.length === 0) return []
  const calls = await reader.find<CallRow>('calls', { id: { in: [...new Set(rows.map(({ call }) => call))] } })
  return rows.map((row) => withCall(row, calls.find(({ id }) => id === row.call)))
}

const withCall = (row: ApplicationRow, call: CallRow | null | undefined): MyApplication => ({
  ...row,
  callTitle: call?.title ?? '',
  callTitleEn: call?.titleEn ?? null,
})

export async function myApplication(reader: Reader, actor: Actor, id: string): Promise<MyApplicationPage | null> {
  const row = await reader.get<ApplicationRow>('applications', id)
  if (!row || actor.kind !== 'person' || row.applicant !== actor.id) return null
  const submissions = await reader.find<SubmissionRow>('submissions', { application: { equals: id } }, { sort: '-version' })
  const [award] = await reader.find<AwardRow>('awards', { application: { equals: id } }, { limit: 1 })
  return {
    ...withCall(row, await reader.get<CallRow>('calls', row.call)),
    submissions,
    steps: await stepsOf(reader, id),
    award: award && award.state !== 'proposed' ? award.id : null,
  }
}

/** From the journal: when which state was reached. Who did it stays inside. */
async function stepsOf(reader: Reader, id: string): Promise<Step[]> {
  const rows = await reader.find<{ at: string; text: string }>('journal', { subject: { equals: id } }, { sort: 'rev' })
  return rows.flatMap(({ at, text }) => {
    const { set } = JSON.parse(text) as { set: { state?: unknown } }
    return typeof set.state === 'string' ? [{ state: set.state, at: new Date(at).toISOString() }] : []
  })
}
