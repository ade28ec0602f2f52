import type { Catalogue } from '../zh'

export const mail: Catalogue['mail'] = {
  hello: 'Dear {name},',
  open: 'Please open this link to see or do what is needed:',
  closing:
    'This message was sent automatically; please do not reply.\nScience-Popularisation Creation Funding Programme, Jiulongpo District · Kepu Commons\n{site}',
  events: {
    verify_email: {
      subject: 'Please verify your e-mail address',
      text: 'Thank you for registering with Kepu Commons. Please open the link below and enter the password you chose; this verifies your address and signs you in.\nIf you did not register, please ignore this message.',
    },
    reset_password: {
      subject: 'Reset your password',
      text: 'We were asked to reset your password. Please open the link below within one hour and choose a new one; devices that are signed in will have to sign in again.\nIf you did not ask for this, please ignore this message: your password stays as it is.',
    },
    account_exists: {
      subject: 'You already have an account',
      text: 'Somebody has just tried to register with your address. You already have an account: simply sign in, or reset your password on the sign-in page if you have forgotten it.\nIf it was not you, please ignore this message: nothing has changed.',
    },
    password_changed: {
      subject: 'Your password was changed',
      text: 'The password of your Kepu Commons account was changed on {at} (Beijing time), and all other sign-ins were ended.\nIf this was not you, please reset your password with the link below at once, and contact the office.',
    },
    application_received: {
      subject: 'Application received: {number}',
      text: 'We have received your application: number {number}, receipt {receipt}, version {version}. Please keep both.\nThe formal check comes next; we will write to you about its result.',
    },
    application_returned: {
      subject: 'Application needs correction: {number}',
      text: 'The formal check found that your application {number} needs correction. Each point is listed with its reason. Please correct and submit it again by {dueAt} (Beijing time). Everything you have written is still there.',
    },
    application_accepted: {
      subject: 'Application accepted for review: {number}',
      text: 'Your application {number} has passed the formal check. Experts will now review it blindly: they see neither names nor organisations.',
    },
    application_rejected: {
      subject: 'Application not accepted: {number}',
      text: 'We are sorry: your application {number} did not pass the formal check and cannot be accepted. Each finding is listed with its reason. Your draft is kept, and you are welcome in later calls.',
    },
    application_withdrawn: {
      subject: 'Application withdrawn: {number}',
      text: 'As you asked, your application {number} is withdrawn and will not be examined. The draft is kept: until the call closes you can change it and submit it again.\nIf this was not you, please contact the office.',
    },
    application_not_selected: {
      subject: 'Result of the selection: {number}',
      text: 'Thank you for your work. Your application {number} has been reviewed and was not selected this time. You can read about the review after signing in; you are welcome in later calls.',
    },
    review_assigned: {
      subject: 'A work to review: {code}',
      text: 'Please review the work numbered {code} by {dueAt} (Beijing time). First say whether you have a conflict of interest, then score. Your scores are saved as you go and can be changed until you submit them.',
    },
    review_due: {
      subject: 'Review due soon: {code}',
      text: 'A reminder: your review of the work {code} is due on {dueAt} (Beijing time) and is not handed in yet. What you saved is there; if you cannot finish in time, please decline, so that another expert can be asked.',
    },
    review_overdue: {
      subject: 'Review overdue: {code}',
      text: 'Your review of the work {code} was due on {dueAt} (Beijing time) and is not handed in yet. Please hand it in soon; if you cannot, please decline, so that another expert can be asked.',
    },
    review_recused: {
      subject: 'A review was withdrawn from you',
      text: 'One of your reviews was withdrawn because of a recusal; there is nothing left to score. Thank you for your help.',
    },
    decision_confirmed: {
      subject: 'Decision confirmed',
      text: 'The approver has confirmed the funding you proposed, and the money is reserved. The public notice comes next.',
    },
    decision_rejected: {
      subject: 'Decision not confirmed',
      text: 'The approver did not confirm the funding you proposed; the reason is shown after you sign in. Please change it and propose again.',
    },
    award_in_public_notice: {
      subject: 'Proposed for funding: {number}',
      text: 'Congratulations! Application {number} is on the list proposed for funding; the public notice lasts until {lastDay}. If nobody objects, the award stands after that.',
    },
    award_on_hold: {
      subject: 'An objection was raised: {number}',
      text: 'During the public notice an objection was raised against application {number} and is being verified. Until then this award is on hold; others are not affected. We will tell you the result.',
    },
    award_standing: {
      subject: 'The award stands: {number}',
      text: 'The public notice is over and the award for application {number} stands. Please sign in and sign the funding agreement.',
    },
    award_cancelled: {
      subject: 'Award cancelled: {number}',
      text: 'The objection against application {number} was upheld and the award is cancelled. The findings are shown after you sign in; if you disagree, please write to the office that took your application.',
    },
    objection_to_answer: {
      subject: 'An objection to answer: {receipt}',
      text: 'An objection with receipt {receipt} was raised against a public notice. Please verify and answer it soon; the award concerned is on hold.',
    },
    objection_dismissed: {
      subject: 'Objection dismissed: {number}',
      text: 'The objection against application {number} was dismissed; the public notice goes on.',
    },
    deliverable_returned: {
      subject: 'Deliverable needs changes: {number}',
      text: 'What you delivered for application {number} needs changes; the reason is shown after you sign in. Please change it and deliver again.',
    },
    deliverable_accepted: {
      subject: 'Deliverable accepted: {number}',
      text: 'Congratulations! What you delivered for application {number} is accepted; the work has the number {work}. Scientific review and three editorial reviews come next, then it is released to media and the public.',
    },
    payment_made: {
      subject: 'Payment made: {number}',
      text: 'Instalment {n} for application {number}, {amount}, has been paid. Please check that it arrives.',
    },
    work_released: {
      subject: 'Your work is published: {number}',
      text: 'Congratulations! Your work {number} has passed the scientific review and the three editorial reviews and is published: media and the public find it in the catalogue. Thank you for creating it.',
    },
    uploads_abandoned: {
      subject: 'Unfinished uploads were removed',
      text: 'Uploads that you did not finish, and did not go on with for {days} days, were removed: {count} in all. Files that arrived whole are not touched; please upload again what you still need.',
    },
  },
}
