import { refuse } from '../engine'
import type { Issue, Json } from '../engine'
import type { RankedLine } from '../ranking'
import { formatYuan } from '../rules/money'
import type { ProposeFacts } from './facts'
import type { DecisionLine } from './types'

type Problem = { code: string; params?: Record<string, Json> }

interface LineAsk {
  given: DecisionLine
  line: RankedLine
  facts: ProposeFacts
  actor: string
}

/** Why a line may not be proposed, in the order in which it is told. */
const checks: readonly ((ask: LineAsk) => Problem | false)[] = [
  ({ line, facts, actor }) => facts.applicants[line.application] === actor && { code: 'own_application' },
  ({ line }) => line.state !== 'in_review' && { code: 'application_not_in_review' },
  ({ line, facts }) => facts.proposedElsewhere.includes(line.application) && { code: 'application_in_other_decision' },
  ({ line }) => unreviewed(line) && { code: 'reviews_missing', params: { open: line.openReviews } },
  ({ line }) => line.excluded !== null && { code: 'application_not_ranked', params: { reason: line.excluded } },
  ({ given }) => given.fen % 100 !== 0 && { code: 'not_whole_yuan' },
  ({ given, line }) => given.fen > line.capFen && { code: 'over_cap', params: { cap: formatYuan(line.capFen) } },
  ({ given, facts }) =>
    given.fen < facts.call.rules.minAmountFen && {
      code: 'amount_below_minimum',
      params: { minimum: formatYuan(facts.call.rules.minAmountFen) },
    },
]

const unreviewed = (line: RankedLine): boolean => line.openReviews > 0 || line.sheets.length === 0

function issueOf(given: DecisionLine, index: number, facts: ProposeFacts, actor: string): Issue[] {
  const line = facts.ranking.lines.find(({ application }) => application === given.application)
  const field = `lines.${String(index)}`
  if (!line) return [{ field, code: 'application_not_in_ranking', params: {} }]
  for (const check of checks) {
    const problem = check({ given, line, facts, actor })
    if (problem) return [{ field, code: problem.code, params: { number: line.number, ...problem.params } }]
  }
  return []
}

/** What is wrong with the line itself, whatever the state of things. */
const wrongInput = ['application_not_in_ranking', 'not_whole_yuan', 'over_cap', 'amount_below_minimum']

/** @throws Refusal with the code of the first line that may not be proposed, and an issue for each such line */
export function mustBeProposable(lines: readonly DecisionLine[], facts: ProposeFacts, actor: string): void {
  if (new Set(lines.map(({ application }) => application)).size !== lines.length)
    throw refuse('application_given_twice', { status: 422 })
  const issues = lines.flatMap((line, index) => issueOf(line, index, facts, actor))
  const [first] = issues
  if (first) throw refuse(first.code, { status: wrongInput.includes(first.code) ? 422 : 409, ...first, issues })
}

/** Nobody is turned down by a ranking that is not complete. @throws Refusal `reviews_missing` */
export function restMustBeReviewed(lines: readonly DecisionLine[], { ranking }: ProposeFacts): void {
  const named = new Set(lines.map(({ application }) => application))
  const line = ranking.lines.find((one) => !named.has(one.application) && one.state === 'in_review' && unreviewed(one))
  if (line) throw refuse('reviews_missing', { params: { number: line.number, open: line.openReviews } })
}
