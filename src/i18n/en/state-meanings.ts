import type { Catalogue } from '../zh'

export const stateMeanings: Catalogue['vocabulary']['stateMeanings'] = {
  person: {
    active: 'May sign in and act.',
    suspended: 'May not do anything for now; please contact the administrator.',
  },
  organisation: {
    active: 'May take part.',
    dissolved: 'No longer takes part.',
  },
  expert: {
    active: 'May be assigned reviews.',
    retired: 'Is no longer assigned reviews.',
  },
  apiKey: {
    active: 'May fetch released works.',
    revoked: 'Can no longer be used.',
  },
  programme: {
    active: 'Calls may be opened.',
    closed: 'No more calls.',
  },
  fund: {
    open: 'Money may be allocated, committed and paid.',
    closed: 'Does not change any more.',
  },
  call: {
    draft: 'Not public yet, may be changed.',
    open: 'Applications are taken as announced; its terms are frozen.',
    closed: 'No more applications; review is under way.',
    concluded: 'All results are public.',
    cancelled: 'This call does not take place.',
  },
  application: {
    submitted: 'Received; the formal check comes next.',
    correction: 'Please correct the points listed and submit again.',
    accepted: 'The formal check is passed; experts come next.',
    in_review: 'Experts are reviewing it blindly.',
    proposed: 'On the proposed list; the public notice comes next.',
    public_notice: 'Stands if nobody objects in time.',
    objection_hold: 'An objection is being verified; you will be told.',
    approved: 'The notice is over and the award stands.',
    not_selected: 'Not selected this time; you are welcome again.',
    rejected_formal: 'The formal check failed for the reasons listed.',
    withdrawn: 'Taken back by the applicant; the draft is kept.',
    disqualified: 'An objection was upheld and the award cancelled.',
  },
  submission: {
    recorded: 'This version cannot be changed.',
  },
  dossier: {
    preparing: 'A copy without identity is being made.',
    ready: 'May be reviewed blindly.',
    blocked: 'Some file could not be freed of identity.',
  },
  review: {
    assigned: 'Please say whether you have a conflict of interest.',
    accepted: 'No conflict of interest; please score.',
    submitted: 'The scores are in and final.',
    declined: 'The expert did not take this review.',
    recused: 'Withdrawn because of a recusal.',
  },
  decision: {
    proposed: 'Waits for another person to confirm.',
    confirmed: 'Money is committed; may go to public notice.',
    rejected: 'Not confirmed, for the reason given.',
  },
  notice: {
    published: 'Anybody may object until it ends.',
    ended: 'The time for objections is over.',
  },
  objection: {
    raised: 'Being verified.',
    upheld: 'The award concerned is cancelled.',
    dismissed: 'Answered with reasons.',
  },
  award: {
    proposed: 'Confirmed; the public notice comes next.',
    public_notice: 'Stands if nobody objects in time.',
    objection_hold: 'An objection is being verified; you will be told.',
    standing: 'Please sign the funding agreement.',
    signed: 'Please finish and deliver as agreed.',
    delivered: 'Waits to be accepted.',
    accepted: 'The deliverable is accepted and goes to the editors.',
    closed: 'All is paid and done.',
    cancelled: 'An objection was upheld.',
  },
  payment: {
    planned: 'Due when its condition is met.',
    requested: 'Waits for the finance officer.',
    approved: 'To be paid.',
    paid: 'Please check that it arrives.',
    cancelled: 'Will not be paid.',
  },
  deliverable: {
    handed_in: 'Waits to be accepted.',
    accepted: 'Passed.',
    returned: 'Please change it and deliver again.',
  },
  file: {
    sealed: 'The original is kept unchanged.',
    erased: 'Its content is gone; only the record remains.',
  },
  work: {
    sci_review: 'Waits for a scientific reviewer.',
    review1: 'Waits for the first editor.',
    review2: 'Waits for the second editor.',
    review3: 'Waits for the final editor.',
    cleared: 'All reviews passed; may be released.',
    released: 'Media and public may use it.',
    withdrawn: 'No longer offered; please stop using it.',
  },
  releaseOrder: {
    open: 'The release log is numbered by it.',
  },
}
