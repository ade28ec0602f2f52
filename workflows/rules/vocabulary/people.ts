/** The two ways of support in the founding document: finished works are called for, or works to be made are funded. */
export const supportModes = ['work_call', 'project_grant'] as const
export type SupportMode = (typeof supportModes)[number]

/** Who may apply (domain research, §4.2 `applicant_type`). */
export const applicantKinds = [
  'individual',
  'team',
  'enterprise',
  'institution',
  'social_org',
  'science_base',
  'media',
  'community',
] as const
export type ApplicantKind = (typeof applicantKinds)[number]

/** What a person may be in the programme; a person may hold several. */
export const roles = [
  'creator',
  'reviewer',
  'officer',
  'approver',
  'finance',
  'editor1',
  'editor2',
  'editor3',
  'science_reviewer',
  'auditor',
  'admin',
] as const
export type Role = (typeof roles)[number]

/** The roles that work in the administration; creators and expert reviewers have the portal. */
export const staffRoles = [
  'officer',
  'approver',
  'finance',
  'editor1',
  'editor2',
  'editor3',
  'science_reviewer',
  'auditor',
  'admin',
] as const satisfies readonly Role[]
export type StaffRole = (typeof staffRoles)[number]

/** Whether one of these roles works in the administration. */
export const isStaff = (held: readonly string[]): boolean => staffRoles.some((role) => held.includes(role))
