import type { ApplicationRow } from '../application/types'
import { asJson } from '../award/as-json'
import type { AwardPlan } from '../award/types'
import type { CallRow } from '../call/types'
import { canonical, sha256 } from '../engine'
import type { Birth } from '../engine'
import { shanghaiParts } from '../rules/calendar'
import { numberFromHash } from '../rules/numbers'
import { defaultPaymentPlan, planPayments } from '../rules/payments'
import type { SupportMode } from '../rules/vocabulary'
import type { DecisionRow } from './types'

const fundingModeOf = { work_call: 'post_subsidy', project_grant: 'pre_funding' } as const

/** The call's frozen plan for this mode, in money. */
export function planOf(call: Pick<CallRow, 'plans'>, mode: SupportMode, fen: number): AwardPlan {
  const plan = call.plans[mode] ?? defaultPaymentPlan(fundingModeOf[mode], fen)
  return { mode: plan.mode, instalments: planPayments(fen, plan) }
}

/** One award for each line of the decision, in its order. */
export function awardsOf(
  decision: DecisionRow,
  call: CallRow,
  applications: readonly ApplicationRow[],
  now: Date,
  fresh: () => string,
): { id: string; fen: number; birth: Birth }[] {
  const byId = new Map(applications.map((one) => [one.id, one]))
  return decision.lines.flatMap(({ application: id, fen }) => {
    const application = byId.get(id)
    return application ? [awardOf(decision, call, application, fen, now, fresh())] : []
  })
}

function awardOf(
  decision: DecisionRow,
  call: CallRow,
  application: ApplicationRow,
  fen: number,
  now: Date,
  id: string,
): { id: string; fen: number; birth: Birth } {
  const said = sha256(canonical({ decision: decision.id, application: application.id, fen }))
  return {
    id,
    fen,
    birth: {
      collection: 'awards',
      id,
      state: 'proposed',
      set: {
        number: numberFromHash('ZZ', shanghaiParts(now).year, said),
        title: application.title,
        application: application.id,
        owner: application.applicant,
        call: call.id,
        fund: decision.fund,
        decision: decision.id,
        fen,
        plan: asJson(planOf(call, application.mode, fen)),
      },
    },
  }
}
