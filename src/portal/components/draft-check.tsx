import { fill } from '../../i18n'
import type { DraftStanding, MyDraft } from '../data/drafts'
import { deadlineText, openingText } from '../dates'
import { refusalText } from '../say'
import { view } from '../view'
import { Hidden, TimeLeft } from './bits'

interface Props {
  draft: MyDraft
  standing: DraftStanding
}

/** First on the page: nothing has been handed in, and until when it can be; or that it is too late. */
export async function CheckBanner({ draft, standing }: Props) {
  const { lang, w } = await view()
  const { check } = w
  const { submitted, correcting, late, until } = standing
  if (submitted) return <AlreadySubmitted draft={draft} />
  if (late)
    return (
      <div className="banner late">
        <strong>{check.bannerClosed}</strong>
        <p>
          {correcting
            ? refusalText(lang, 'correction_overdue', { at: until })
            : fill(check.closed, { when: deadlineText(lang, until) })}
        </p>
        <p>
          {check.closedNext} <a href="/calls">{check.otherCalls}</a>
        </p>
      </div>
    )
  return (
    <div className="banner">
      <strong>{check.banner}</strong>
      <p>{check.bannerText}</p>
      <p>
        {check.deadline}
        {w.common.colon}
        {deadlineText(lang, until)} <TimeLeft until={until} />
      </p>
    </div>
  )
}

async function AlreadySubmitted({ draft: { application } }: { draft: MyDraft }) {
  const { w } = await view()
  if (!application) return null
  return (
    <p className="note">
      {fill(w.check.already, { number: application.number })}{' '}
      <a href={`/my/applications/${application.id}`}>{w.my.open}</a>
    </p>
  )
}

/** The button that counts; where there is none, the banner has said why, but for a call that is not open yet. */
export async function Submit({ draft, standing }: Props) {
  const { lang, now, w } = await view()
  const { application, call } = draft
  if (!standing.changeable) return null
  if (!standing.correcting && now < new Date(call.opensAt))
    return <p className="note">{fill(w.check.notOpen, { when: openingText(lang, call.opensAt) })}</p>
  const correcting = standing.correcting ? application : null
  const action = correcting ? `/commands/application/${correcting.id}/resubmit` : '/commands/application/submit'
  return (
    <form method="post" action={action} className="form submit">
      <Hidden
        next="/my/applications/{id}"
        back={`/my/drafts/${draft.id}/check`}
        {...(correcting ? { rev: correcting.rev } : {})}
      />
      {correcting ? null : <input type="hidden" name="draft" value={draft.id} />}
      <input type="hidden" name="revision:number" value={draft.revision} />
      <p>{w.check.binding}</p>
      <button type="submit" className="primary">
        {correcting ? w.check.resubmit : w.check.submit}
      </button>
    </form>
  )
}
