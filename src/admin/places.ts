import type { Role } from '../../workflows/rules/vocabulary'

export interface Place {
  group: 'funding' | 'content' | 'distribution' | 'people' | 'oversight'
  /** Its workflow, where it has one. */
  subject?: string
  /** Who finds it in the navigation: it hides, it does not protect. */
  readers: readonly Role[]
  /** Columns of the list, where the noun itself names none. */
  columns?: string[]
}

const office: readonly Role[] = ['officer', 'approver', 'finance', 'auditor']
const withAdmin: readonly Role[] = [...office, 'admin']
const keepers: readonly Role[] = ['officer', 'auditor', 'admin']
const editors: readonly Role[] = ['editor1', 'editor2', 'editor3', 'science_reviewer', 'officer', 'auditor']

/** Where a noun stands in the admin, by its collection. */
export const places: Readonly<Record<string, Place>> = {
  users: { group: 'people', readers: ['admin'], columns: ['email', 'name', 'locale'] },
  persons: { group: 'people', subject: 'person', readers: keepers },
  organisations: {
    group: 'people',
    subject: 'organisation',
    readers: keepers,
    columns: ['name', 'kind', 'town', 'state'],
  },
  experts: {
    group: 'people',
    subject: 'expert',
    readers: keepers,
    columns: ['speciality', 'person', 'organisation', 'rank', 'state'],
  },
  'api-keys': { group: 'distribution', subject: 'apiKey', readers: keepers },
  programmes: { group: 'funding', subject: 'programme', readers: withAdmin, columns: ['title', 'year', 'state'] },
  funds: { group: 'funding', subject: 'fund', readers: withAdmin },
  calls: { group: 'funding', subject: 'call', readers: withAdmin },
  applications: { group: 'funding', subject: 'application', readers: office },
  submissions: {
    group: 'funding',
    subject: 'submission',
    readers: ['officer', 'auditor'],
    columns: ['receipt', 'application', 'version', 'submittedAt'],
  },
  reviews: { group: 'funding', subject: 'review', readers: ['officer', 'auditor'] },
  decisions: {
    group: 'funding',
    subject: 'decision',
    readers: office,
    columns: ['minutes', 'call', 'totalFen', 'state'],
  },
  notices: { group: 'funding', subject: 'notice', readers: office, columns: ['title', 'firstDay', 'lastDay', 'state'] },
  objections: {
    group: 'funding',
    subject: 'objection',
    readers: ['officer', 'auditor'],
    columns: ['receipt', 'notice', 'state'],
  },
  awards: { group: 'funding', subject: 'award', readers: office },
  payments: { group: 'funding', subject: 'payment', readers: office },
  deliverables: { group: 'funding', subject: 'deliverable', readers: office, columns: ['award', 'version', 'state'] },
  ledger: { group: 'funding', readers: withAdmin },
  works: { group: 'content', subject: 'work', readers: editors },
  manuscripts: { group: 'content', readers: editors },
  releases: { group: 'distribution', readers: ['editor1', 'editor2', 'editor3', 'officer', 'auditor', 'admin'] },
  journal: { group: 'oversight', readers: ['auditor', 'admin'] },
}
