import type { AccountRow } from '../../accounts'

/** The pages that mails lead to; holes are filled from the event's params. Words stand in the catalogue's `mail.events`. */
export const pages = {
  verify_email: '/verify?token={token}',
  reset_password: '/reset?token={token}',
  account_exists: '/sign-in',
  password_changed: '/forgot',
  application_received: '/my/applications/{application}',
  application_returned: '/my/applications/{application}',
  application_accepted: '/my/applications/{application}',
  application_rejected: '/my/applications/{application}',
  application_withdrawn: '/my/applications/{application}',
  application_not_selected: '/my/applications/{application}',
  review_assigned: '/review/{review}',
  review_due: '/review/{review}',
  review_overdue: '/review/{review}',
  review_recused: '/review',
  decision_confirmed: '/admin/collections/decisions/{decision}',
  decision_rejected: '/admin/collections/decisions/{decision}',
  award_in_public_notice: '/notices/{notice}',
  award_on_hold: '/my/awards/{award}',
  award_standing: '/my/awards/{award}',
  award_cancelled: '/my/awards/{award}',
  objection_to_answer: '/admin/collections/objections/{objection}',
  objection_dismissed: '/my/awards/{award}',
  deliverable_returned: '/my/awards/{award}',
  deliverable_accepted: '/my/awards/{award}',
  payment_made: '/my/awards/{award}',
  work_released: '/catalogue/{number}',
  uploads_abandoned: '/my',
} as const

export type MailEvent = keyof typeof pages

export const isMailEvent = (event: string): event is MailEvent => Object.hasOwn(pages, event)

/** The token that an event's link needs, read from the account when the mail is sent; `null` when it was used already. */
export const tokens: Partial<Record<MailEvent, (account: AccountRow) => string | null>> = {
  verify_email: (account) => (account._verified ? null : account._verificationToken),
  reset_password: (account) => account.resetPasswordToken,
}
