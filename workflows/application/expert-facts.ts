import type { TeamMember } from '../rules/forms'
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
  candidates: Candidate[]
  /** The applicant as of now: who has joined a unit since handing in is of that unit. */
  applicant?: PersonRow | null
  /** Units that candidates or applicant belong to or name, with the parents that are registered. */
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
  const [applicant, call, dossier, submission, reviews, persons, pool, applications] = await Promise.all([
    reader.get<PersonRow>('persons', subject.applicant),
    reader.get<CallRow>('calls', subject.call),
    reader.get<DossierRow>('dossiers', subject.dossier),
    reader.get<SubmissionRow>('submissions', subject.submission),
    reader.find<ReviewRow>('reviews', { dossier: { equals: subject.dossier } }),
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
  const known = await list<OrganisationRow>('organisations', 'id', [
    subject.organisation,
    applicant?.organisation,
    ...persons.map(({ organisation }) => organisation),
    ...pool.map(({ organisation }) => organisation),
  ])
  const named = await list<OrganisationRow>('organisations', 'name', unitsNamed(subject, submission))
  const near = [...known, ...named]
  const parents = await list<OrganisationRow>(
    'organisations',
    'id',
    near.map(({ parent }) => parent),
  )
  return {
    ...{ applicant, call, dossier, submission, reviews },
    candidates: experts.map((id) => ({
      id,
      person: persons.find((one) => one.id === id) ?? null,
      expert: pool.find((one) => one.person === id) ?? null,
    })),
    organisations: [...near, ...parents],
    applying: [...new Set(applications.map(({ applicant }) => applicant))],
  }
}

/** Units that the application names in words: its own, and those of its team. */
export const unitsNamed = (subject: ApplicationRow, submission: SubmissionRow | null): string[] =>
  [subject.organisationName, ...teamOf(submission).map(({ organisation }) => organisation)].filter(
    (name) => typeof name === 'string',
  )

export const teamOf = (submission: SubmissionRow | null): TeamMember[] => {
  const team = submission?.answers.team
  return Array.isArray(team) ? (team as TeamMember[]) : []
}
