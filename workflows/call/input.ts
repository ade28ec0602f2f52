import { z } from 'zod'

const instant = z.iso.datetime({ offset: true, error: 'not_an_instant' })
const part = z.record(z.string(), z.unknown())

/**
 * What an officer may say of a call. Instants carry their offset; `closesAt` is the first instant that is late. The
 * five parts are checked when the call opens, so that a draft can be saved half done.
 */
const callFields = {
  title: z.string().trim().min(1).max(120),
  titleEn: z.string().trim().max(200).optional(),
  programme: z.string().min(1).max(64),
  fund: z.string().min(1).max(64),
  opensAt: instant,
  closesAt: instant,
  form: part.optional(),
  rubrics: part.optional(),
  plans: part.optional(),
  calendar: part.optional(),
  rules: part.optional(),
}
export const callSchema = z.strictObject(callFields)
export type CallInput = z.infer<typeof callSchema>
