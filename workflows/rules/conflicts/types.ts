/** In the order in which they are told. */
export const conflictCodes = [
  'same_person',
  'same_organisation',
  'parent_organisation',
  'declared',
  'is_applicant_in_call',
] as const
export type ConflictCode = (typeof conflictCodes)[number]

/** Ids and names in the form in which they are compared, see `namesOf`. */
export type Names = ReadonlySet<string>

/** An expert under every id and name. */
export interface ExpertNames {
  persons: Names
  organisations: Names
  parents: Names
  /** Whatever the expert declared: ids of applications, persons or organisations. */
  declared: Names
}

/** An application: the applicant and the team, their organisations, and what stands above these. */
export interface ApplicationNames {
  ids: Names
  persons: Names
  organisations: Names
  parents: Names
  /** Every person who applies in the same call. */
  applicantsInCall: Names
}
