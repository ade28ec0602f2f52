import type { Columns, Patch, Reader } from '../engine'
import type { ApplicationRow, Blindness, SubmissionRow } from '../application/types'
import type { FileRow } from '../file/types'
import { ownLabels } from './types'
import type { OwnLabel } from './types'

/** What stands behind a blind copy; only the system and the office ever look from here. */
export interface Origin {
  submission: SubmissionRow | null
  application: ApplicationRow | null
  /** Originals that say of themselves that they were generated, or look so, by their ids: not who says so. */
  labels: Readonly<Record<string, OwnLabel>>
}

export async function loadOrigin(reader: Reader, dossier: string): Promise<Origin> {
  const [submission] = await reader.find<SubmissionRow>('submissions', { dossier: { equals: dossier } }, { limit: 1 })
  if (!submission) return { submission: null, application: null, labels: {} }
  const application = await reader.get<ApplicationRow>('applications', submission.application)
  const ids = submission.files.map(({ file }) => file)
  const originals = ids.length > 0 ? await reader.find<FileRow>('files', { id: { in: ids } }) : []
  const labels = originals.flatMap(({ id, facts }) => {
    const own = ownLabels.find((state) => state === facts?.label?.state)
    return own ? [[id, own] as const] : []
  })
  return { submission, application, labels: Object.fromEntries(labels) }
}

/** Tells the officer on the application, and never on the dossier: reviewers read that. */
export const toldOfficer = ({ application }: Origin, blindness: Blindness): Patch[] =>
  application?.dossier === blindness.dossier
    ? [{ collection: 'applications', subject: application, set: { blindness } as unknown as Columns }]
    : []
