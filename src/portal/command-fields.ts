import type { Catalogue } from '../i18n'

type Words = Catalogue['portal']

export interface CommandField {
  name: string
  kind: 'textarea' | 'text'
  required: boolean
  label: (w: Words) => string
  help?: (w: Words) => string
}

const reason = (required: boolean, help?: CommandField['help']): CommandField => ({
  name: 'reason',
  kind: 'textarea',
  required,
  label: (w) => w.common.reason,
  ...(help ? { help } : {}),
})

/** What a verb asks besides the press of its button. Verbs with a page of their own stand in `ownPage`. */
export const commandFields: Readonly<Record<string, readonly CommandField[]>> = {
  'application.withdraw': [reason(false, (w) => w.application.withdrawHelp)],
  'review.decline': [{ ...reason(true), label: (w) => w.review.declineReason }],
}

/** Drawn by the page of the subject, with fields that need its facts. */
export const ownPage: readonly string[] = [
  'award.sign',
  'award.deliver',
  'review.accept',
  'review.submit',
  'application.resubmit',
]
