import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import type { Role } from '../../workflows/rules/vocabulary'
import { rolesOf } from './roles-of'

/** Something that waits for people of a role: documents of a collection in one state. */
export interface WaitingFor {
  /** Its words in the catalogue. */
  key:
    | 'check'
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
}

export const waitingFor: readonly WaitingFor[] = [
  { key: 'check', roles: ['officer'], collection: 'applications', state: 'submitted' },
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

/** The filtered list that a number leads to: the same condition as the count's. */
export const listOf = ({ collection, state }: WaitingFor): string =>
  `/admin/collections/${collection}?${new URLSearchParams({ 'where[or][0][and][0][state][equals]': state }).toString()}`

export const waitingForThem = (user: unknown): readonly WaitingFor[] => {
  const roles = rolesOf(user)
  return waitingFor.filter((item) => item.roles.some((role) => roles.includes(role)))
}

/** How many documents wait, as the person may read them. */
export async function countOf(req: PayloadRequest, { collection, state }: WaitingFor): Promise<number> {
  const where: Where = { state: { equals: state } }
  const { totalDocs } = await req.payload.count({
    collection: collection as CollectionSlug,
    where,
    overrideAccess: false,
    user: req.user,
    req,
  })
  return totalDocs
}
