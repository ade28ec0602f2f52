import type { CallSummary } from '../../../workflows/call/queries'
import { fill } from '../../i18n'
import { standingOf } from '../data/calls'
import { deadlineText, openingText } from '../dates'
import { inLanguage, stateWord, wordAt } from '../say'
import { view } from '../view'
import { TimeLeft } from './bits'

/** A call in a list: what it is, and by when. */
export async function CallCard({ call, level = 'h3' }: { call: CallSummary; level?: 'h2' | 'h3' }) {
  const { lang, w } = await view()
  const standing = standingOf(call)
  const Heading = level
  return (
    <article className="card">
      <Heading>
        <a href={`/calls/${call.id}`}>{inLanguage(lang, call.title, call.titleEn)}</a>
      </Heading>
      <p>
        <span className="state">{wordAt(w.calls.states, standing) ?? stateWord(lang, 'call', call.state)}</span>
      </p>
      <CallTimes call={call} />
    </article>
  )
}

/** The instants of a call as sentences, with what is left until the next of them. */
export async function CallTimes({ call }: { call: Pick<CallSummary, 'opensAt' | 'closesAt' | 'phase'> }) {
  const { lang, w } = await view()
  return (
    <>
      {call.phase === 'upcoming' ? (
        <p>
          {fill(w.time.opens, { day: openingText(lang, call.opensAt), time: '' })}{' '}
          <TimeLeft until={call.opensAt} opening />
        </p>
      ) : null}
      <p>
        {fill(w.time.deadline, { day: deadlineText(lang, call.closesAt), time: '' })}{' '}
        {call.phase === 'open' ? <TimeLeft until={call.closesAt} /> : null}
      </p>
    </>
  )
}
