import { z } from 'zod'
import type { WorkingCalendar } from '../rules/calendar'
import type { FormVersion } from '../rules/forms'
import type { PaymentPlan } from '../rules/payments'
import type { Rubric } from '../rules/scoring'
import { audiences, formats, supportModes, themeOrientations } from '../rules/vocabulary'
import type { SupportMode } from '../rules/vocabulary'
import type { Held } from '../engine'

const fen = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

const limit = z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional()
const fileLimitsSchema = z.strictObject({
  ...{ maxBytes: limit, maxFiles: limit, maxSeconds: limit, maxPages: limit, maxPixels: limit, maxEntries: limit },
})

/** What a call allows and how long its steps take: data, frozen when it opens. */
export const callRulesSchema = z.strictObject({
  modes: z.array(z.enum(supportModes)).min(1),
  formats: z.array(z.enum(formats)).min(1),
  themes: z.array(z.enum(themeOrientations)).min(1),
  audiences: z.array(z.enum(audiences)).min(1),
  /** Most that one application may be granted, in fen, by mode. */
  caps: z.strictObject({ work_call: fen, project_grant: fen }),
  minAmountFen: fen,
  /** Hundredths of a percent of the eligible cost, 1 … 10000. */
  ratioCap: z.int().min(1).max(10_000).optional(),
  reviewersPerApplication: z.int().min(1).max(15),
  noticeWorkingDays: z.int().min(1).max(60),
  countsFirstDay: z.boolean(),
  correctionWorkingDays: z.int().min(1).max(60),
  /** Live applications of one person in this call; absent = any number. */
  maxPerApplicant: z.int().min(1).max(100).optional(),
  /** Of all files of all drafts together, stored and under way, in GiB; absent = as much as the disk has. */
  maxUploadGib: z.int().min(1).max(1_000_000).optional(),
  /** Limits of files by format, tighter than the product's own (`formatRules`), in its units; absent = those. */
  fileLimits: z.partialRecord(z.enum(formats), fileLimitsSchema).optional(),
  /** Calendar days that an expert has for one review. */
  reviewDueDays: z.int().min(1).max(180),
})
export type CallRules = z.infer<typeof callRulesSchema>

export type ByMode<T> = Record<SupportMode, T>

/** A call as it is stored. The JSON columns of an open call have been checked; those of a draft may be anything. */
export interface CallRow extends Held {
  title: string
  titleEn: string | null
  programme: string
  fund: string
  opensAt: string
  closesAt: string
  form: FormVersion
  rubrics: Partial<ByMode<Rubric>>
  plans: Partial<ByMode<PaymentPlan>>
  calendar: WorkingCalendar
  rules: CallRules
  frozenHash: string | null
  createdBy: string | null
  reason: string | null
}
