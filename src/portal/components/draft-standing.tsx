import { fill } from '../../i18n'
import type { MyDraft } from '../data/drafts'
import { deadlineText } from '../dates'
import { view } from '../view'

/** What this draft became already, and what that means for changing it. */
export async function DraftStanding({ draft }: { draft: MyDraft }) {
  const { lang, now, w } = await view()
  const { application, call } = draft
  if (application)
    return (
      <div className="note">
        <p>
          {application.state === 'correction'
            ? fill(w.draft.correction, {
                number: application.number,
                due: application.dueAt ? deadlineText(lang, application.dueAt) : '',
              })
            : fill(w.draft.already, { number: application.number })}
        </p>
        <p>
          <a href={`/my/applications/${application.id}`}>{w.my.open}</a>
        </p>
      </div>
    )
  return now >= new Date(call.closesAt) ? <p className="note">{w.calls.closedNext}</p> : null
}
