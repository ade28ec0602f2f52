import { z } from 'zod'
import { countCharacters, hasControls, hasLineBreaks, normaliseText } from './text'

/** A text of one line and so many characters at most, in one form; '' when nothing is said. */
export const line = (mostCharacters: number) =>
  z
    .string({ error: 'wrong_type' })
    .transform((text) => normaliseText(text).trim())
    .superRefine((text, context) => {
      const add = (message: string, params = {}) => context.addIssue({ code: 'custom', message, params })
      const count = countCharacters(text)
      if (count > mostCharacters) add('too_long', { max: mostCharacters, count })
      if (hasControls(text)) add('control_character')
      if (hasLineBreaks(text)) add('line_break')
    })
