import type { Columns, Patch, Reader } from '../engine'
import type { ApplicationRow, Blindness, SubmissionRow } from '../application/types'

/** What stands behind a blind copy; only the system and the office ever look from here. */
export interface Origin {
  submission: SubmissionRow | null
  application: ApplicationRow | null
}

export async function loadOrigin(reader: Reader, dossier: string): Promise<Origin> {
  const [submission] = await reader.find<SubmissionRow>('submissions', { dossier: { equals: dossier } }, { limit: 1 })
  if (!submission) return { submission: null, application: null }
  return { submission, application: await reader.get<ApplicationRow>('applications', submission.application) }
}

/** Tells the officer on the application, and never on the dossier: reviewers read that. */
export const toldOfficer = ({ application }: Origin, blindness: Blindness): Patch[] =>
  application?.dossier === blindness.dossier
    ? [{ collection: 'applications', subject: application, set: { blindness } as unknown as Columns }]
    : []
