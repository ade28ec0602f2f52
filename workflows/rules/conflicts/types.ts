/** In the order in which they are told. */
export const conflictCodes = [
  'same_person',
  'same_organisation',
  'parent_organisation',
  'declared',
  'is_applicant_in_call',
] as const
export type ConflictCode = (typeof conflictCodes)[number]

export interface ConflictInput {
  expert: {
    /** Id of the person. */
    person: string
    /** Id or name; compared without case, width and spaces. */
    organisation?: string | null
    parentOrganisation?: string | null
    /** Whatever the expert declared: ids of applications, persons or organisations. */
    declared: readonly string[]
  }
  application: {
    id?: string
    /** Id of the applying person. */
    applicant: string
    organisation?: string | null
    parentOrganisation?: string | null
    /** The team's persons by id, and the organisations they named. */
    team: readonly { person?: string | null; organisation?: string | null }[]
    /** Every person who applies or is in a team anywhere in the same call. */
    applicantsInCall: readonly string[]
  }
}
