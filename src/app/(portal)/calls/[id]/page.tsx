import type { Metadata } from 'next'
import { callFor } from '../../../../../workflows/call/queries'
import type { PublicCall } from '../../../../../workflows/call/queries'
import { myWork } from '../../../../../workflows/application/queries'
import { Facts, Hash, State } from '../../../../portal/components/bits'
import { CallTimes } from '../../../../portal/components/call-card'
import { CallMoney, CallQuestions, CallRubrics, CallScope, CallSteps } from '../../../../portal/components/call-parts'
import { Missing } from '../../../../portal/components/missing'
import { Page } from '../../../../portal/components/page'
import { calendarOf, standingOf } from '../../../../portal/data/calls'
import { titled } from '../../../../portal/metadata'
import { inLanguage, wordAt } from '../../../../portal/say'
import { flashFor, view } from '../../../../portal/view'
import type { PageProps } from '../../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata({ params }: PageProps<{ id: string }>): Promise<Metadata> {
  const { id } = await params
  const { reader, actor, now, lang, w } = await view()
  const call = await callFor(reader, actor, id, now)
  return titled(`/calls/${id}`, call ? inLanguage(lang, call.title, call.titleEn) : w.errors.notFoundTitle)
}

export default async function Call({ params }: PageProps<{ id: string }>) {
  const { id } = await params
  const { reader, actor, now, lang, w } = await view()
  const call = await callFor(reader, actor, id, now)
  if (!call) return <Missing />
  const path = `/calls/${id}`
  const standing = wordAt(w.calls.states, standingOf(call))
  const calendar = await calendarOf(reader, id)
  const { programme } = call
  return (
    <Page path={path} flash={await flashFor(path)} back={{ href: '/calls', place: w.calls.title }}>
      <h1>{inLanguage(lang, call.title, call.titleEn)}</h1>
      <p>{standing ? <span className="state">{standing}</span> : <State subject="call" state={call.state} />}</p>
      <CallTimes call={call} />
      <p className="soft">{w.time.byServer}</p>
      <Start call={call} />
      {programme ? (
        <Facts
          items={[
            [w.calls.programme, inLanguage(lang, programme.title, programme.titleEn)],
            programme.basis ? [w.calls.basis, programme.basis] : null,
            programme.leadUnits.length > 0 ? [w.calls.leadUnits, programme.leadUnits.join(w.common.join)] : null,
          ]}
        />
      ) : null}
      <CallScope call={call} />
      <CallMoney call={call} />
      <CallSteps call={call} calendar={calendar} />
      <CallRubrics call={call} />
      <CallQuestions call={call} />
      {call.frozenHash ? (
        <section>
          <h2>{w.calls.hash}</h2>
          <p>{w.calls.hashHelp}</p>
          <Hash text={call.frozenHash} />
        </section>
      ) : null}
    </Page>
  )
}

/** The one thing to do on this page. */
async function Start({ call }: { call: PublicCall }) {
  const { reader, actor, account, now, w } = await view()
  if (call.state === 'draft' || call.state === 'cancelled') return null
  if (call.phase === 'closed') return <p className="note">{w.calls.closedNext}</p>
  if (!account)
    return (
      <p>
        <a className="button primary" href={`/sign-in?next=${encodeURIComponent(`/calls/${call.id}`)}`}>
          {w.calls.signInToStart}
        </a>
      </p>
    )
  const { drafts } = await myWork(reader, actor, now)
  const mine = drafts.find((draft) => draft.call?.id === call.id)
  return (
    <div className="row">
      {mine ? (
        <a className="button primary" href={`/my/drafts/${mine.id}`}>
          {w.calls.continue}
        </a>
      ) : null}
      <form method="post" action="/drafts">
        <input type="hidden" name="call" value={call.id} />
        <button type="submit" className={mine ? 'plain' : 'primary'}>
          {w.calls.start}
        </button>
      </form>
      {call.phase === 'upcoming' ? <p>{w.calls.startEarly}</p> : null}
    </div>
  )
}
