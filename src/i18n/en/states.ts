import type { Catalogue } from '../zh'

export const states: Catalogue['states'] = {
  person: {
    active: 'Active',
    suspended: 'Suspended',
  },
  organisation: {
    active: 'Active',
    dissolved: 'Dissolved',
  },
  expert: {
    active: 'In the pool',
    retired: 'Left the pool',
  },
  apiKey: {
    active: 'Valid',
    revoked: 'Revoked',
  },
  programme: {
    active: 'Running',
    closed: 'Closed',
  },
  fund: {
    open: 'Open',
    closed: 'Closed',
  },
  call: {
    draft: 'Draft',
    open: 'Open',
    closed: 'Closed',
    concluded: 'Concluded',
    cancelled: 'Cancelled',
  },
  application: {
    submitted: 'Submitted',
    correction: 'Needs correction',
    accepted: 'Accepted for review',
    in_review: 'In review',
    proposed: 'Proposed',
    public_notice: 'In public notice',
    objection_hold: 'Objection being verified',
    approved: 'Selected',
    not_selected: 'Not selected',
    rejected_formal: 'Not accepted',
    withdrawn: 'Withdrawn',
    disqualified: 'Disqualified',
  },
  submission: {
    recorded: 'Recorded',
  },
  dossier: {
    preparing: 'Being prepared',
    ready: 'Ready',
    blocked: 'Needs a person',
  },
  review: {
    assigned: 'To be confirmed',
    accepted: 'Being scored',
    submitted: 'Submitted',
    declined: 'Declined',
    recused: 'Recused',
  },
  decision: {
    proposed: 'Proposed',
    confirmed: 'Confirmed',
    rejected: 'Rejected',
  },
  notice: {
    published: 'In force',
    ended: 'Ended',
  },
  objection: {
    raised: 'To be answered',
    upheld: 'Upheld',
    dismissed: 'Dismissed',
  },
  award: {
    proposed: 'Proposed',
    public_notice: 'In public notice',
    objection_hold: 'On hold',
    standing: 'Standing',
    signed: 'Signed',
    delivered: 'Delivered',
    accepted: 'Accepted',
    closed: 'Closed',
    cancelled: 'Cancelled',
  },
  payment: {
    planned: 'Planned',
    requested: 'Requested',
    approved: 'Approved',
    paid: 'Paid',
    cancelled: 'Cancelled',
  },
  deliverable: {
    handed_in: 'Handed in',
    accepted: 'Accepted',
    returned: 'Returned',
  },
  file: {
    sealed: 'Sealed',
    erased: 'Erased',
  },
  work: {
    sci_review: 'Scientific review',
    review1: 'First editorial review',
    review2: 'Second editorial review',
    review3: 'Final editorial review',
    cleared: 'Cleared',
    released: 'Released',
    withdrawn: 'Withdrawn',
  },
  releaseOrder: {
    open: 'Open',
  },
}
