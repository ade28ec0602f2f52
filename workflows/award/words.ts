import { z } from 'zod'
import { countCharacters, hasControls, normaliseText } from '../rules/forms'

/**
 * Words that a person types: trimmed, one form of line ends, counted by code point.
 * Issues: `too_short`, `too_long`, `control_character`.
 */
export const words = (min: number, max: number) =>
  z
    .string()
    .transform((text) => normaliseText(text).trim())
    .superRefine((text, context) => {
      const add = (message: string) => context.addIssue({ code: 'custom', message })
      const length = countCharacters(text)
      if (length < min) add('too_short')
      if (length > max) add('too_long')
      if (hasControls(text)) add('control_character')
    })

/** No input at all: the button is the whole command. */
export const nothing = z.strictObject({})
