import { plan2026 } from '../rules/calendar'
import type { WorkingCalendar } from '../rules/calendar'
import { defaultForm } from '../rules/forms'
import type { FormVersion } from '../rules/forms'
import { defaultPaymentPlan } from '../rules/payments'
import type { PaymentPlan } from '../rules/payments'
import { defaultRubric } from '../rules/scoring'
import type { Rubric } from '../rules/scoring'
import { audiences, formats, supportModes, themeOrientations } from '../rules/vocabulary'
import type { ByMode, CallRules } from './types'

/** Proposals of the domain research (§2.1, §5.1), to be changed on the call; not rules of any office. */
export const defaultRules = (): CallRules => ({
  modes: [...supportModes],
  formats: [...formats],
  themes: [...themeOrientations],
  audiences: [...audiences],
  caps: { work_call: 2_000_000, project_grant: 5_000_000 },
  minAmountFen: 100_000,
  reviewersPerApplication: 3,
  noticeWorkingDays: 5,
  countsFirstDay: false,
  correctionWorkingDays: 5,
  maxPerApplicant: 3,
  maxUploadGib: 500,
  reviewDueDays: 10,
})

export interface CallParts {
  form: FormVersion
  rubrics: ByMode<Rubric>
  plans: ByMode<PaymentPlan>
  calendar: WorkingCalendar
  rules: CallRules
}

/** The five parts of a call as they are proposed: finished works are paid afterwards, works to be made in advance. */
export function defaultParts(): CallParts {
  const rules = defaultRules()
  return {
    form: defaultForm(),
    rubrics: { work_call: defaultRubric('work_call'), project_grant: defaultRubric('project_grant') },
    plans: {
      work_call: defaultPaymentPlan('post_subsidy', rules.caps.work_call),
      project_grant: defaultPaymentPlan('pre_funding', rules.caps.project_grant),
    },
    calendar: structuredClone(plan2026),
    rules,
  }
}
