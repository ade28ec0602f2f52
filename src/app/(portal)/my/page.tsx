import type { Metadata } from 'next'
import { myWork } from '../../../../workflows/application/queries'
import type { MyApplication, MyDraft } from '../../../../workflows/application/queries'
import { myAwards } from '../../../../workflows/award/queries'
import { fill } from '../../../i18n'
import { Money, State, Table, TimeLeft } from '../../../portal/components/bits'
import { ApplicationState } from '../../../portal/components/application-state'
import { Page } from '../../../portal/components/page'
import { progressOf } from '../../../portal/data/drafts'
import { deadlineText, instantText } from '../../../portal/dates'
import { titled } from '../../../portal/metadata'
import { inLanguage } from '../../../portal/say'
import { flashFor, look, signedIn, view } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/my', (await look()).w.my.title)
}

export default async function My() {
  const { reader, actor, now, w } = await signedIn('/my')
  const { drafts, applications } = await myWork(reader, actor, now)
  return (
    <Page path="/my" flash={await flashFor('/my')}>
      <h1>{w.my.title}</h1>
      <section>
        <h2>{w.my.drafts}</h2>
        {drafts.length === 0 ? (
          <p className="empty">
            {w.my.noDrafts} <a href="/calls">{w.calls.title}</a>
          </p>
        ) : (
          drafts.map((draft) => <Draft key={draft.id} draft={draft} />)
        )}
      </section>
      <section>
        <h2>{w.my.applications}</h2>
        {applications.length === 0 ? (
          <p className="empty">{w.my.noApplications}</p>
        ) : (
          applications.map((each) => <Application key={each.id} application={each} />)
        )}
      </section>
      <Awards />
    </Page>
  )
}

async function Draft({ draft }: { draft: MyDraft }) {
  const { reader, actor, lang, w } = await view()
  const progress = await progressOf(reader, actor, draft.id)
  return (
    <article className="card">
      <h3>
        <a href={`/my/drafts/${draft.id}`}>{draft.title ?? w.my.untitled}</a>
      </h3>
      {draft.call ? (
        <p>
          {inLanguage(lang, draft.call.title, draft.call.titleEn)}
          <br />
          {fill(w.time.deadline, { day: deadlineText(lang, draft.call.closesAt), time: '' })}{' '}
          {draft.open ? <TimeLeft until={draft.call.closesAt} /> : null}
        </p>
      ) : null}
      {progress ? <p>{fill(w.my.progress, progress)}</p> : null}
    </article>
  )
}

async function Application({ application }: { application: MyApplication }) {
  const { lang, w } = await view()
  const { id, number, title, call, submittedAt, state } = application
  return (
    <article className="card">
      <h3>
        <a href={`/my/applications/${id}`}>{title}</a>
      </h3>
      <ApplicationState state={state} />
      <p className="soft">
        {w.common.number} {number} · {call ? inLanguage(lang, call.title, call.titleEn) : ''}
        <br />
        {w.my.submittedAt} {instantText(lang, submittedAt)}
      </p>
    </article>
  )
}

async function Awards() {
  const { reader, actor, w } = await view()
  const awards = await myAwards(reader, actor)
  return (
    <section>
      <h2>{w.my.awards}</h2>
      {awards.length === 0 ? (
        <p className="empty">{w.my.noAwards}</p>
      ) : (
        <Table
          caption={w.my.awards}
          head={[w.common.title, w.common.number, w.common.state, w.common.next, w.award.amount]}
          figures={[4]}
          rows={awards.map((award) => [
            <a key="title" href={`/my/awards/${award.id}`}>
              {award.title}
            </a>,
            award.number,
            <State key="state" subject="award" state={award.state} />,
            w.award.steps[award.next.step],
            <Money key="fen" fen={award.fen} />,
          ])}
        />
      )}
    </section>
  )
}
