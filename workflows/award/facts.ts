import type { ApplicationRow, SubmissionRow } from '../application/types'
import type { CallRow } from '../call/types'
import type { DeliverableRow } from '../deliverable/types'
import type { Reader } from '../engine'
import type { FileRow } from '../file/types'
import type { PaymentRow } from '../payment/types'
import type { AwardRow } from './types'

export interface DeliverFacts {
  application: ApplicationRow | null
  submission: SubmissionRow | null
  /** Of the files named, those that exist. */
  files: readonly FileRow[]
  /** Deliverables handed in before for this award. */
  earlier: number
}

export async function deliverFacts(reader: Reader, award: AwardRow, named: readonly string[]): Promise<DeliverFacts> {
  const application = await reader.get<ApplicationRow>('applications', award.application)
  return {
    application,
    submission: application ? await reader.get<SubmissionRow>('submissions', application.submission) : null,
    files: named.length > 0 ? await reader.find<FileRow>('files', { id: { in: [...named] } }) : [],
    earlier: await reader.count('deliverables', { award: { equals: award.id } }),
  }
}

export interface DeliveredFacts {
  deliverable: DeliverableRow | null
  application: ApplicationRow | null
  submission: SubmissionRow | null
}

export async function deliveredFacts(reader: Reader, award: AwardRow): Promise<DeliveredFacts> {
  const application = await reader.get<ApplicationRow>('applications', award.application)
  return {
    deliverable: award.deliverable ? await reader.get<DeliverableRow>('deliverables', award.deliverable) : null,
    application,
    submission: application ? await reader.get<SubmissionRow>('submissions', application.submission) : null,
  }
}

export const paymentsOf = (reader: Reader, award: string): Promise<PaymentRow[]> =>
  reader.find<PaymentRow>('payments', { award: { equals: award } })

export const callOf = (reader: Reader, award: AwardRow): Promise<CallRow | null> =>
  reader.get<CallRow>('calls', award.call)
