import type { ProposeFacts } from './facts'
import type { Basis, BasisCalibration } from './types'

/** The ranking as a decision freezes it: every application under review, its sheets, the rules and the tie rule. */
export const basisOf = (
  { call, ranking, calibration }: Pick<ProposeFacts, 'call' | 'ranking' | 'calibration'>,
  now: Date,
): Basis => ({
  at: now.toISOString(),
  call: call.id,
  callHash: call.frozenHash,
  rules: ranking.rules,
  lines: ranking.lines.map(({ title: _title, ...line }) => line),
  calibration: calibration.map(nameless),
})

const nameless = ({ experts, ...mode }: ProposeFacts['calibration'][number]): BasisCalibration => ({
  ...mode,
  experts: experts.map(({ reviewer: _reviewer, ...expert }) => expert),
})
