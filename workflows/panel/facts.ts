import { unitsNamed } from '../application/expert-facts'
import type { ApplicationRow, SubmissionRow } from '../application/types'
import type { CallRow } from '../call/types'
import type { DossierRow } from '../dossier/types'
import { refuse } from '../engine'
import type { Reader } from '../engine'
import type { ExpertRow } from '../expert/types'
import type { OrganisationRow } from '../organisation/types'
import type { PersonRow } from '../person/types'
import type { ReviewRow } from '../review/types'
import type { PanelFacts } from './types'

/**
 * What a panel for a call is proposed from. Whoever asks must be an officer: conflicts and reviewers are in it.
 * @throws Refusal 404 when there is no such call
 */
export async function loadPanelFacts(reader: Reader, callId: string): Promise<PanelFacts> {
  const list = async <T>(collection: string, field: string, values: Iterable<string | null | undefined>) => {
    const wanted = [...new Set([...values].filter((value): value is string => typeof value === 'string'))]
    return wanted.length > 0 ? reader.find<T>(collection, { [field]: { in: wanted } }) : []
  }
  const call = await reader.get<CallRow>('calls', callId)
  if (!call) throw refuse('not_found', { status: 404 })
  const [applied, reviews, active] = await Promise.all([
    reader.find<ApplicationRow>('applications', {
      and: [{ call: { equals: callId } }, { state: { not_equals: 'withdrawn' } }],
    }),
    reader.find<ReviewRow>('reviews', { call: { equals: callId } }),
    reader.find<ExpertRow>('experts', { state: { equals: 'active' } }),
  ])
  const applications = applied.filter(({ state }) => state === 'accepted' || state === 'in_review')
  const reviewers = new Set([...active.map(({ person }) => person), ...reviews.map(({ reviewer }) => reviewer)])
  const [submissions, persons, busy, own] = await Promise.all([
    list<SubmissionRow>(
      'submissions',
      'id',
      applications.map(({ submission }) => submission),
    ),
    list<PersonRow>('persons', 'id', [...reviewers, ...applications.map(({ applicant }) => applicant)]),
    list<ReviewRow>('reviews', 'reviewer', reviewers),
    list<ExpertRow>('experts', 'person', reviewers),
  ])
  const otherReviews = busy.filter((review) => review.call !== callId)
  const dossiers = await list<DossierRow>('dossiers', 'id', [
    ...applications.map(({ dossier }) => dossier),
    ...otherReviews.filter(({ state }) => state === 'submitted').map(({ dossier }) => dossier),
  ])
  const submissionOf = new Map(submissions.map((row) => [row.id, row]))
  const near = [
    ...(await list<OrganisationRow>('organisations', 'id', [
      ...applications.map(({ organisation }) => organisation),
      ...persons.map(({ organisation }) => organisation),
      ...own.map(({ organisation }) => organisation),
    ])),
    ...(await list<OrganisationRow>(
      'organisations',
      'name',
      applications.flatMap((row) => unitsNamed(row, submissionOf.get(row.submission) ?? null)),
    )),
  ]
  const parents = await list<OrganisationRow>(
    'organisations',
    'id',
    near.map(({ parent }) => parent),
  )
  return {
    ...{ call, applications, submissions, dossiers, reviews, otherReviews, pool: own, persons },
    organisations: [...new Map([...near, ...parents].map((row) => [row.id, row])).values()],
    applying: [...new Set(applied.map(({ applicant }) => applicant))],
  }
}
