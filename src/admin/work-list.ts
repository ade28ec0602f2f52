import type { CollectionSlug, PayloadRequest } from 'payload'
import type { Role } from '../../workflows/rules/vocabulary'
import { rolesOf } from './roles-of'

/** Something that waits for people of a role: documents of a collection in one state. */
export interface WaitingFor {
  /** Its words in the catalogue. */
  key:
    | 'check'
    | 'blind'
    | 'assign'
    | 'decide'
    | 'notify'
    | 'objections'
    | 'deliveries'
    | 'request'
    | 'confirm'
    | 'approve'
    | 'pay'
    | 'close'
    | 'science'
    | 'level1'
    | 'level2'
    | 'level3'
    | 'release'
  roles: readonly Role[]
  collection: string
  state: string
  /** The state is that of the blind copies of these applications. */
  ofDossier?: true
}

export const waitingFor: readonly WaitingFor[] = [
  { key: 'check', roles: ['officer'], collection: 'applications', state: 'submitted' },
  { key: 'blind', roles: ['officer'], collection: 'applications', state: 'blocked', ofDossier: true },
  { key: 'assign', roles: ['officer'], collection: 'applications', state: 'accepted' },
  { key: 'decide', roles: ['officer'], collection: 'calls', state: 'closed' },
  { key: 'confirm', roles: ['approver'], collection: 'decisions', state: 'proposed' },
  { key: 'notify', roles: ['officer'], collection: 'awards', state: 'proposed' },
  { key: 'objections', roles: ['officer'], collection: 'objections', state: 'raised' },
  { key: 'deliveries', roles: ['officer'], collection: 'awards', state: 'delivered' },
  { key: 'request', roles: ['officer'], collection: 'payments', state: 'planned' },
  { key: 'approve', roles: ['finance'], collection: 'payments', state: 'requested' },
  { key: 'pay', roles: ['finance'], collection: 'payments', state: 'approved' },
  { key: 'close', roles: ['finance'], collection: 'awards', state: 'accepted' },
  { key: 'science', roles: ['science_reviewer'], collection: 'works', state: 'sci_review' },
  { key: 'level1', roles: ['editor1'], collection: 'works', state: 'review1' },
  { key: 'level2', roles: ['editor2'], collection: 'works', state: 'review2' },
  { key: 'level3', roles: ['editor3'], collection: 'works', state: 'review3' },
  { key: 'release', roles: ['editor3'], collection: 'works', state: 'cleared' },
]

export const waitingForThem = (user: unknown): readonly WaitingFor[] => {
  const roles = rolesOf(user)
  return waitingFor.filter((item) => item.roles.some((role) => roles.includes(role)))
}

const queryOf = (collection: string, column: string, operator: string, value: string): string =>
  `/admin/collections/${collection}?${new URLSearchParams({ [`where[or][0][and][0][${column}][${operator}]`]: value }).toString()}`

/** The filtered list of what waits, where its own state tells; `null` where another's does. */
export const listOf = ({ collection, state, ofDossier }: WaitingFor): string | null =>
  ofDossier ? null : queryOf(collection, 'state', 'equals', state)

/** How many documents wait, as the person may read them, and the list of the very same. */
export async function waitingNow(req: PayloadRequest, item: WaitingFor): Promise<{ count: number; href: string }> {
  const { collection } = item
  const { column, operator, value } = await conditionOf(req, item)
  const { totalDocs } = await req.payload.count({
    collection: collection as CollectionSlug,
    where: { [column]: { [operator]: value } },
    overrideAccess: false,
    user: req.user,
    req,
  })
  return { count: totalDocs, href: queryOf(collection, column, operator, String(value)) }
}

async function conditionOf(req: PayloadRequest, { state, ofDossier }: WaitingFor) {
  if (!ofDossier) return { column: 'state', operator: 'equals', value: state }
  const { docs } = await req.payload.find({
    collection: 'dossiers',
    where: { state: { equals: state } },
    depth: 0,
    limit: 200,
    pagination: false,
    overrideAccess: false,
    user: req.user,
    req,
  })
  return { column: 'dossier', operator: 'in', value: docs.map(({ id }) => id) }
}
