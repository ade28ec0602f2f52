import type { Role } from '../vocabulary'

/** What a person wants to know of a state: is it the end, and who owes the next step. */
export interface State {
  final: boolean
  owes: Role | 'owner' | 'system' | null
}

const open = (owes: State['owes']): State => ({ final: false, owes })
const end: State = { final: true, owes: null }

/** The states of every subject that the engine holds. Names follow the field's vocabulary (domain terms, table 4.1). */
export const states = {
  person: { active: open(null), suspended: open('admin') },
  organisation: { active: open(null), dissolved: end },
  expert: { active: open(null), retired: open(null) },
  apiKey: { active: open(null), revoked: end },
  programme: { active: open('officer'), closed: end },
  fund: { open: open('finance'), closed: end },
  call: {
    draft: open('officer'),
    open: open('owner'),
    closed: open('officer'),
    concluded: end,
    cancelled: end,
  },
  application: {
    submitted: open('officer'),
    correction: open('owner'),
    accepted: open('officer'),
    in_review: open('reviewer'),
    proposed: open('officer'),
    public_notice: open('system'),
    objection_hold: open('officer'),
    approved: end,
    not_selected: end,
    rejected_formal: end,
    withdrawn: end,
    disqualified: end,
  },
  submission: { recorded: end },
  dossier: { preparing: open('system'), ready: open(null), blocked: open('officer') },
  review: {
    assigned: open('reviewer'),
    accepted: open('reviewer'),
    submitted: end,
    declined: end,
    recused: end,
  },
  decision: { proposed: open('approver'), confirmed: end, rejected: end },
  notice: { published: open('system'), ended: end },
  objection: { raised: open('officer'), upheld: end, dismissed: end },
  award: {
    proposed: open('officer'),
    public_notice: open('system'),
    objection_hold: open('officer'),
    standing: open('owner'),
    signed: open('owner'),
    delivered: open('officer'),
    accepted: open('finance'),
    closed: end,
    cancelled: end,
  },
  payment: {
    planned: open('officer'),
    requested: open('finance'),
    approved: open('finance'),
    paid: end,
    cancelled: end,
  },
  deliverable: { handed_in: open('officer'), accepted: end, returned: end },
  file: { sealed: open(null), erased: end },
  work: {
    sci_review: open('science_reviewer'),
    review1: open('editor1'),
    review2: open('editor2'),
    review3: open('editor3'),
    cleared: open('editor3'),
    released: open(null),
    withdrawn: end,
  },
  releaseOrder: { open: open(null) },
} as const satisfies Record<string, Record<string, State>>

export type Subject = keyof typeof states
export type StateOf<S extends Subject> = keyof (typeof states)[S] & string

/** The state names of a subject, as a column's options. */
export const stateNames = (subject: Subject): string[] => Object.keys(states[subject])
