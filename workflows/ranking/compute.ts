import type { ApplicationRow } from '../application/types'
import type { CallRow } from '../call/types'
import type { ReviewRow } from '../review/types'
import { grantFen } from '../rules/money'
import { aggregate, fundingLine, rank, scoreSheet } from '../rules/scoring'
import type { Aggregate, FundingLine, RankedEntry, Rubric, Sheet } from '../rules/scoring'
import { supportModes } from '../rules/vocabulary'
import type { SupportMode } from '../rules/vocabulary'
import type { RankedLine, RankedSheet, Ranking, RankingFlag, RankingRule } from './types'

export interface RankingFacts {
  call: CallRow
  /** Applications that have come as far as the reviews. */
  applications: readonly ApplicationRow[]
  reviews: readonly ReviewRow[]
  /** Sum of the budget lines in fen, by application; needed where the call caps the share of the cost. */
  costFen: Readonly<Record<string, number>>
}

/** The stored sheet of a submitted review, in the form that the rules take. */
export const sheetOf = ({ id, scores }: ReviewRow): Sheet => ({
  id,
  scores: scores?.scores ?? {},
  vetoes: scores?.vetoes ?? {},
})

const open = ['assigned', 'accepted']

interface Gathered {
  application: ApplicationRow
  sheets: Sheet[]
  openReviews: number
  aggregate: Aggregate
}

function gather(rubric: Rubric, { reviews }: RankingFacts, application: ApplicationRow): Gathered {
  const own = reviews.filter(({ dossier }) => dossier === application.dossier)
  const sheets = own.filter(({ state }) => state === 'submitted').map(sheetOf)
  return {
    application,
    sheets,
    openReviews: own.filter(({ state }) => open.includes(state)).length,
    aggregate: aggregate(rubric, sheets),
  }
}

/**
 * The ranking of a call as it stands: each mode by its own rubric, recused and declined reviews left out.
 * @throws RangeError when a submitted sheet does not fit the frozen rubric
 */
export function computeRanking(facts: RankingFacts): Ranking {
  const modes = supportModes.filter((mode) => facts.call.rubrics[mode] !== undefined)
  return {
    call: facts.call.id,
    rules: modes.flatMap((mode) => ruleOf(facts.call, mode)),
    lines: modes.flatMap((mode) => linesOf(facts, mode)),
  }
}

function linesOf(facts: RankingFacts, mode: SupportMode): RankedLine[] {
  const rubric = facts.call.rubrics[mode]
  if (!rubric) return []
  const gathered = facts.applications.filter((one) => one.mode === mode).map((one) => gather(rubric, facts, one))
  const byId = new Map(gathered.map((one) => [one.application.id, one]))
  const ranked = rank(
    rubric,
    gathered.map((one) => ({ id: one.application.id, aggregate: one.aggregate })),
  )
  return ranked.flatMap((entry) => {
    const one = byId.get(entry.id)
    return one ? [lineOf(facts, rubric, one, entry)] : []
  })
}

function lineOf(facts: RankingFacts, rubric: Rubric, one: Gathered, entry: RankedEntry): RankedLine {
  const { application, sheets, openReviews } = one
  const { spread, perCriterion } = one.aggregate
  const missingReviews = Math.max(0, facts.call.rules.reviewersPerApplication - sheets.length)
  return {
    application: application.id,
    number: application.number,
    title: application.title,
    mode: application.mode,
    state: application.state,
    requestedFen: application.requestedFen,
    capFen: capOf(facts, application),
    sheets: sheets.map((sheet) => shown(rubric, sheet)),
    means: perCriterion,
    score: entry.score,
    applied: one.aggregate.applied,
    rank: entry.rank,
    tied: entry.tied,
    decidedBy: entry.decidedBy,
    excluded: entry.excluded,
    spread,
    flags: flagsOf(one, entry, missingReviews),
    openReviews,
    missingReviews,
  }
}

function shown(rubric: Rubric, sheet: Sheet): RankedSheet {
  const result = scoreSheet(rubric, { scores: sheet.scores, vetoes: sheet.vetoes })
  return {
    review: sheet.id,
    total: result.ok ? result.sheet.weighted : 0,
    perCriterion: result.ok ? result.sheet.points : {},
    vetoes: Object.keys(sheet.vetoes).filter((key) => sheet.vetoes[key]),
  }
}

function flagsOf({ aggregate, openReviews }: Gathered, entry: RankedEntry, missing: number): RankingFlag[] {
  const holds: Record<RankingFlag, boolean> = {
    tied: entry.tied,
    spread: aggregate.spread.farFromMean.length > 0,
    veto_raised: aggregate.vetoes.some(({ raised, upheld }) => raised > 0 && !upheld),
    veto: aggregate.vetoes.some(({ upheld }) => upheld),
    gate_failed: aggregate.gatesFailed.length > 0,
    too_few_reviews: missing > 0,
    reviews_open: openReviews > 0,
  }
  return (Object.keys(holds) as RankingFlag[]).filter((flag) => holds[flag])
}

function capOf({ call, costFen }: RankingFacts, application: ApplicationRow): number {
  const { caps, ratioCap } = call.rules
  return grantFen({
    requestedFen: application.requestedFen,
    categoryCapFen: caps[application.mode],
    ...(ratioCap === undefined ? {} : { ratioCap, eligibleCostFen: costFen[application.id] ?? 0 }),
    remainingFen: Number.MAX_SAFE_INTEGER,
  })
}

function ruleOf(call: CallRow, mode: SupportMode): RankingRule[] {
  const rubric = call.rubrics[mode]
  if (!rubric) return []
  return [
    {
      mode,
      criteria: rubric.criteria.map(({ key, kind, weight, gate }) => ({
        key,
        ...(kind === 'deductive' ? { kind } : {}),
        weight,
        gate: gate?.below ?? null,
      })),
      vetoes: rubric.vetoes,
      aggregation: rubric.aggregation,
      ties: rubric.ties,
      capFen: call.rules.caps[mode],
      reviewersPerApplication: call.rules.reviewersPerApplication,
    },
  ]
}

/**
 * Where the money would end: a suggestion, by application. Only applications still in review are counted. Each mode has a
 * line of its own; without a budget of its own, a mode takes what the modes before it have left.
 *
 * @param budgetFen fen that may be spent in all
 * @param split fen by mode, where the panel wants to share the budget out
 */
export function drawLine(
  ranking: Ranking,
  budgetFen: number,
  split: Partial<Record<SupportMode, number>> = {},
): Record<string, FundingLine> {
  let left = budgetFen
  const drawn: FundingLine[] = []
  for (const mode of supportModes) {
    const entries = ranking.lines
      .filter((line) => line.mode === mode && line.state === 'in_review')
      .map((line) => ({ ...line, id: line.application, amountFen: line.capFen }))
    const lines = fundingLine(entries, { budgetFen: Math.max(0, Math.min(left, split[mode] ?? left)) })
    for (const line of lines) if (line.code === 'funded') left -= line.amountFen
    drawn.push(...lines)
  }
  return Object.fromEntries(drawn.map((line) => [line.id, line]))
}
