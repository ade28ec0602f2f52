import type { SupportMode } from '../vocabulary'
import type { Rubric } from './types'

/** Key, and weight in percent for finished works and for works to be made; 0 = not asked. Domain research §3, R6. */
const weights: readonly [string, Readonly<Record<SupportMode, number>>][] = [
  ['science', { work_call: 30, project_grant: 20 }],
  ['values', { work_call: 10, project_grant: 10 }],
  ['originality', { work_call: 15, project_grant: 15 }],
  ['clarity', { work_call: 15, project_grant: 15 }],
  ['artistry', { work_call: 15, project_grant: 10 }],
  ['reach', { work_call: 15, project_grant: 10 }],
  ['feasibility', { work_call: 0, project_grant: 10 }],
  ['budget', { work_call: 0, project_grant: 10 }],
]

/**
 * The rubric proposed for a call: a recommendation of the domain research (R6), not a rule of any office. Its two other
 * gates, similarity and the amount's cap, are facts of the formal check and not scores.
 */
export const defaultRubric = (mode: SupportMode): Rubric => ({
  criteria: weights
    .filter(([, weight]) => weight[mode] > 0)
    .map(([key, weight]) => ({
      key,
      weight: weight[mode],
      max: 100 as const,
      step: 1 as const,
      ...(key === 'science' ? { gate: { below: 60 } } : {}),
    })),
  vetoes: [{ key: 'compliance', experts: 2 }],
  aggregation: { rule: 'trimmed', trimFrom: 5, decimals: 2 },
  ties: ['science', 'originality'],
  spreadWarning: 20,
})
