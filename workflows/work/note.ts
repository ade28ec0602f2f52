import { z } from 'zod'
import { hasControls } from '../rules/forms'

const text = z
  .string()
  .trim()
  .max(1000)
  .refine((value) => !hasControls(value), { error: 'control_character' })

/** A remark of a reviewer, which stays inside. */
export const note = text

/** Why something is done; it must be said. */
export const reason = text.min(1)
