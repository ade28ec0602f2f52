import type { Reader } from '../engine'
import type { CallRow } from '../call/types'
import type { DossierRow } from '../dossier/types'
import type { ExpertRow } from '../expert/types'
import type { OrganisationRow } from '../organisation/types'
import type { PersonRow } from '../person/types'
import type { ReviewRow } from '../review/types'
import type { ApplicationRow, SubmissionRow } from './types'

/** What is known of one person who is to review. */
export interface Candidate {
  id: string
  person: PersonRow | null
  expert: ExpertRow | null
}

export interface AssignFacts {
  call: CallRow | null
  dossier: DossierRow | null
  submission: SubmissionRow | null
  /** Reviews of the present dossier. */
  reviews: ReviewRow[]
  /** Reviews of earlier versions' dossiers, in which somebody may have declared a conflict. */
  earlier: ReviewRow[]
  candidates: Candidate[]
  /** Units that candidates or applicant belong to, with the parents that are registered. */
  organisations: OrganisationRow[]
  /** Which of the candidates apply in the same call. */
  applying: string[]
}

export async function loadAssignFacts(
  reader: Reader,
  subject: ApplicationRow,
  experts: readonly string[],
): Promise<AssignFacts> {
  const list = async <T>(collection: string, field: string, values: readonly (string | null | undefined)[]) => {
    const wanted = [...new Set(values.filter((value): value is string => typeof value === 'string'))]
    return wanted.length > 0 ? reader.find<T>(collection, { [field]: { in: wanted } }) : []
  }
  const [call, dossier, submission, versions, persons, pool, applications] = await Promise.all([
    reader.get<CallRow>('calls', subject.call),
    reader.get<DossierRow>('dossiers', subject.dossier),
    reader.get<SubmissionRow>('submissions', subject.submission),
    reader.find<SubmissionRow>('submissions', { application: { equals: subject.id } }),
    list<PersonRow>('persons', 'id', experts),
    list<ExpertRow>('experts', 'person', experts),
    experts.length > 0
      ? reader.find<ApplicationRow>('applications', {
          and: [
            { call: { equals: subject.call } },
            { applicant: { in: [...experts] } },
            { state: { not_equals: 'withdrawn' } },
          ],
        })
      : [],
  ])
  const reviews = await list<ReviewRow>('reviews', 'dossier', [...versions.map((one) => one.dossier), subject.dossier])
  const near = await list<OrganisationRow>('organisations', 'id', [
    subject.organisation,
    ...persons.map(({ organisation }) => organisation),
    ...pool.map(({ organisation }) => organisation),
  ])
  const parents = await list<OrganisationRow>(
    'organisations',
    'id',
    near.map(({ parent }) => parent),
  )
  return {
    ...{ call, dossier, submission },
    reviews: reviews.filter((one) => one.dossier === subject.dossier),
    earlier: reviews.filter((one) => one.dossier !== subject.dossier),
    candidates: experts.map((id) => ({
      id,
      person: persons.find((one) => one.id === id) ?? null,
      expert: pool.find((one) => one.person === id) ?? null,
    })),
    organisations: [...near, ...parents],
    applying: [...new Set(applications.map(({ applicant }) => applicant))],
  }
}
