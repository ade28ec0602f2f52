import type { ApplicationRow } from '../application/types'
import type { CallRow } from '../call/types'
import type { Reader } from '../engine'
import type { FundRow } from '../fund/types'
import { rankingFacts, rankingWithLine } from '../ranking'
import type { ModeCalibration, Ranking } from '../ranking'
import type { DecisionRow } from './types'

export interface ProposeFacts {
  call: CallRow
  fund: FundRow
  ranking: Ranking
  /** As the ranking page shows it beside the suggested line. */
  calibration: ModeCalibration[]
  /** Who applied, by application. */
  applicants: Readonly<Record<string, string>>
  /** Applications that another open proposal of the call names. */
  proposedElsewhere: readonly string[]
}

/** Nothing when there is no such call. */
export async function proposeFacts(reader: Reader, callId: string): Promise<ProposeFacts | null> {
  const call = await reader.get<CallRow>('calls', callId)
  const fund = call ? await reader.get<FundRow>('funds', call.fund) : null
  if (!call || !fund) return null
  const facts = await rankingFacts(reader, call)
  const proposals = await reader.find<DecisionRow>('decisions', {
    and: [{ call: { equals: callId } }, { state: { equals: 'proposed' } }],
  })
  const { ranking, calibration } = await rankingWithLine(reader, facts, fund)
  return {
    call,
    fund,
    ranking,
    calibration,
    applicants: Object.fromEntries(facts.applications.map(({ id, applicant }) => [id, applicant])),
    proposedElsewhere: proposals.flatMap(({ lines }) => lines.map(({ application }) => application)),
  }
}

export interface ConfirmFacts {
  call: CallRow | null
  fund: FundRow | null
  /** The applications that the decision names. */
  named: readonly ApplicationRow[]
  /** Applications of the basis that are still in review and not named; empty unless the decision ends them. */
  rest: readonly ApplicationRow[]
}

export async function confirmFacts(reader: Reader, decision: DecisionRow): Promise<ConfirmFacts> {
  const named = new Set(decision.lines.map(({ application }) => application))
  const ids = decision.basis.lines.map(({ application }) => application)
  const all = ids.length > 0 ? await reader.find<ApplicationRow>('applications', { id: { in: ids } }) : []
  return {
    call: await reader.get<CallRow>('calls', decision.call),
    fund: await reader.get<FundRow>('funds', decision.fund),
    named: all.filter(({ id }) => named.has(id)),
    rest: decision.rest === 'keep' ? [] : all.filter(({ id, state }) => !named.has(id) && state === 'in_review'),
  }
}
