import type { ProposeFacts } from './facts'
import type { Basis } from './types'

/** The ranking as a decision freezes it: every application under review, its sheets, the rules and the tie rule. */
export const basisOf = ({ call, ranking }: Pick<ProposeFacts, 'call' | 'ranking'>, now: Date): Basis => ({
  at: now.toISOString(),
  call: call.id,
  callHash: call.frozenHash,
  rules: ranking.rules,
  lines: ranking.lines.map(({ title: _title, ...line }) => line),
})
