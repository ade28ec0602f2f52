import type { ApplicationRow, SubmissionRow } from '../application/types'
import type { CallRow } from '../call/types'
import type { DossierRow } from '../dossier/types'
import type { ExpertRow } from '../expert/types'
import type { OrganisationRow } from '../organisation/types'
import type { PersonRow } from '../person/types'
import type { ReviewRow } from '../review/types'

/** Everything that a call's panel is proposed from. */
export interface PanelFacts {
  call: CallRow
  /** Accepted or in review. */
  applications: ApplicationRow[]
  submissions: SubmissionRow[]
  /** The present blind copies, and those that the experts reviewed before. */
  dossiers: DossierRow[]
  /** Of this call. */
  reviews: ReviewRow[]
  /** Of the same experts in other calls. */
  otherReviews: ReviewRow[]
  pool: ExpertRow[]
  /** Experts and applicants. */
  persons: PersonRow[]
  organisations: OrganisationRow[]
  /** Persons who apply in this call. */
  applying: string[]
}
