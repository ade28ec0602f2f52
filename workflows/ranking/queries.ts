import type { ApplicationRow, SubmissionRow } from '../application/types'
import type { CallRow } from '../call/types'
import { refuse } from '../engine'
import type { Reader } from '../engine'
import type { FundRow } from '../fund/types'
import type { ReviewRow } from '../review/types'
import type { SupportMode } from '../rules/vocabulary'
import { calibrateRanking, inTurns } from './calibration'
import { computeRanking, drawLine } from './compute'
import type { RankingFacts } from './compute'
import type { Ranking, RankingPage } from './types'

/** States of an application that has come as far as the reviews. */
export const rankedStates = [
  'in_review',
  'proposed',
  'public_notice',
  'objection_hold',
  'approved',
  'not_selected',
  'disqualified',
] as const

const budgetOf = ({ answers }: Pick<SubmissionRow, 'answers'>): number => {
  const lines = answers.budget
  if (!Array.isArray(lines)) return 0
  return lines.reduce<number>((sum, line) => sum + amountOf(line), 0)
}

const amountOf = (line: unknown): number => (line as { amountFen?: number } | null)?.amountFen ?? 0

async function costs(reader: Reader, call: CallRow, applications: readonly ApplicationRow[]) {
  if (call.rules.ratioCap === undefined || applications.length === 0) return {}
  const rows = await reader.find<SubmissionRow>('submissions', {
    id: { in: applications.map(({ submission }) => submission) },
  })
  const bySubmission = new Map(rows.map((row) => [row.id, budgetOf(row)]))
  return Object.fromEntries(applications.map(({ id, submission }) => [id, bySubmission.get(submission) ?? 0]))
}

/** What the ranking of a call is computed from. */
export async function rankingFacts(reader: Reader, call: CallRow): Promise<RankingFacts> {
  const applications = await reader.find<ApplicationRow>('applications', {
    and: [{ call: { equals: call.id } }, { state: { in: [...rankedStates] } }],
  })
  const reviews = await reader.find<ReviewRow>('reviews', { call: { equals: call.id } })
  return { call, applications, reviews, costFen: await costs(reader, call, applications) }
}

/**
 * The ranking of a call, computed now. Whoever asks must be staff: the sheets of all experts are in it.
 * @throws Refusal 404 when there is no such call
 */
export async function rankCall(reader: Reader, callId: string): Promise<Ranking> {
  const call = await reader.get<CallRow>('calls', callId)
  if (!call) throw refuse('not_found', { status: 404 })
  return computeRanking(await rankingFacts(reader, call))
}

type Drawn = Pick<RankingPage, 'funding' | 'calibration'> & { ranking: Ranking; fund: RankingPage['fund'] }

/** The ranking, where the money of the fund would end (open proposals on the same fund taken off), and the calibration. */
export async function rankingWithLine(
  reader: Reader,
  facts: RankingFacts,
  fund: FundRow,
  split: Partial<Record<SupportMode, number>> = {},
): Promise<Drawn> {
  const ranking = computeRanking(facts)
  const proposals = await reader.find<{ totalFen: number }>('decisions', {
    and: [{ fund: { equals: fund.id } }, { state: { equals: 'proposed' } }],
  })
  const proposedFen = proposals.reduce((sum, { totalFen }) => sum + totalFen, 0)
  const remainingFen = fund.allocated - fund.committed
  const funding = drawLine(ranking, Math.max(0, remainingFen - proposedFen), split)
  return {
    ranking,
    fund: { id: fund.id, title: fund.title, remainingFen, proposedFen },
    funding,
    calibration: await inTurns(calibrateRanking(facts, ranking, funding)),
  }
}

/**
 * The ranking of a call as its page shows it. Whoever asks must be staff.
 * @throws Refusal 404 when there is no such call
 */
export async function rankingPage(
  reader: Reader,
  callId: string,
  split: Partial<Record<SupportMode, number>> = {},
): Promise<RankingPage> {
  const call = await reader.get<CallRow>('calls', callId)
  const fund = call ? await reader.get<FundRow>('funds', call.fund) : null
  if (!call || !fund) throw refuse('not_found', { status: 404 })
  const { ranking, ...drawn } = await rankingWithLine(reader, await rankingFacts(reader, call), fund, split)
  return { ...ranking, ...drawn, title: call.title, callState: call.state }
}
