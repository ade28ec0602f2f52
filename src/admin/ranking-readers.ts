import type { Role } from '../../workflows/rules/vocabulary'

/** Who may see all sheets of a call side by side. */
export const rankingReaders: readonly Role[] = ['officer', 'approver', 'auditor']
