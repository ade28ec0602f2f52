import { z } from 'zod'
import type { Format, SupportMode } from '../rules/vocabulary'
import { refuse } from '../engine'

/** Lines of the formal check (domain research §2.7), in the order in which an officer goes through them. */
export const checkKeys = [
  'in_time',
  'eligible',
  'quota',
  'no_overdue',
  'integrity',
  'complete',
  'pledges',
  'files',
  'subtitles',
  'completed_in_window',
  'cost_evidence',
  'category',
  'not_funded_before',
  'similarity',
  'guardian_consent',
  'ai_statement',
  'map_number',
  'medical_reviewer',
] as const
export type CheckKey = (typeof checkKeys)[number]

/** Lines that are asked only of some applications. */
const only: Partial<Record<CheckKey, { formats?: Format[]; modes?: SupportMode[] }>> = {
  subtitles: { formats: ['video'] },
  completed_in_window: { modes: ['work_call'] },
  cost_evidence: { modes: ['work_call'] },
}

/** The lines of the formal check for an application of this mode and format. */
export const checkLinesFor = (application: { mode: SupportMode; format: Format }): CheckKey[] =>
  checkKeys.filter((key) => {
    const { formats, modes } = only[key] ?? {}
    return (formats?.includes(application.format) ?? true) && (modes?.includes(application.mode) ?? true)
  })

export const checkLineSchema = z.strictObject({
  key: z.enum(checkKeys),
  ok: z.boolean(),
  /** What is wrong and what would set it right; the applicant reads it. */
  note: z.string().trim().max(500).optional(),
})
export type CheckLine = z.infer<typeof checkLineSchema>

export const checkSchema = z
  .array(checkLineSchema)
  .min(1)
  .max(checkKeys.length)
  .refine((lines) => new Set(lines.map(({ key }) => key)).size === lines.length, { error: 'given_twice' })

/** @throws Refusal 422 `check_incomplete` with the lines that are missing */
export function mustBeWhole(check: readonly CheckLine[], application: { mode: SupportMode; format: Format }): void {
  const missing = checkLinesFor(application).filter((key) => !check.some((line) => line.key === key))
  if (missing.length > 0)
    throw refuse('check_incomplete', {
      status: 422,
      params: { count: missing.length },
      issues: missing.map((key) => ({ field: `check.${key}`, code: 'required' })),
    })
}

/** @throws Refusal 422 `check_has_failed_lines` */
export function mustAllPass(check: readonly CheckLine[]): void {
  const failed = check.filter(({ ok }) => !ok)
  if (failed.length > 0)
    throw refuse('check_has_failed_lines', {
      status: 422,
      params: { count: failed.length },
      issues: failed.map(({ key }) => ({ field: `check.${key}`, code: 'line_failed' })),
    })
}

/** @throws Refusal 422 `check_needs_failed_line` when all is well, `check_needs_notes` when a failed line says nothing */
export function mustSayWhatFails(check: readonly CheckLine[]): void {
  const failed = check.filter(({ ok }) => !ok)
  if (failed.length === 0) throw refuse('check_needs_failed_line', { status: 422 })
  const silent = failed.filter(({ note }) => !note)
  if (silent.length > 0)
    throw refuse('check_needs_notes', {
      status: 422,
      params: { count: silent.length },
      issues: silent.map(({ key }) => ({ field: `check.${key}`, code: 'required' })),
    })
}
