import type { Metadata } from 'next'
import { callsOpenNow } from '../../../workflows/call/queries'
import { publicNotices } from '../../../workflows/notice/queries'
import { newestWorks } from '../../../workflows/release/queries'
import { CallCard } from '../../portal/components/call-card'
import { NoticeCard } from '../../portal/components/notice-card'
import { Page } from '../../portal/components/page'
import { WorkCard } from '../../portal/components/work-card'
import { titled } from '../../portal/metadata'
import { flashFor, look, view } from '../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/', (await look()).w.nav.home)
}

export default async function Home() {
  const { w, reader, now } = await view()
  const calls = await callsOpenNow(reader, now)
  const notices = (await publicNotices(reader, now)).slice(0, 3)
  const works = await newestWorks(reader, now, 4)
  const { home } = w
  const open = calls.filter(({ phase }) => phase === 'open')
  const coming = calls.filter(({ phase }) => phase === 'upcoming')
  return (
    <Page path="/" flash={await flashFor('/')}>
      <section className="hero">
        <h1>{home.lead}</h1>
        <p>{home.what}</p>
      </section>
      <section aria-labelledby="open">
        <h2 id="open">{home.openCalls}</h2>
        {open.length === 0 ? (
          <p className="empty">{home.noCalls}</p>
        ) : (
          open.map((call) => <CallCard key={call.id} call={call} />)
        )}
        {coming.length > 0 ? (
          <>
            <h2>{home.comingCalls}</h2>
            {coming.map((call) => (
              <CallCard key={call.id} call={call} />
            ))}
          </>
        ) : null}
        <p>
          <a href="/calls">{home.allCalls}</a>
        </p>
      </section>
      <section aria-labelledby="steps">
        <h2 id="steps">{home.steps}</h2>
        <ol className="steps">
          {[home.step1, home.step2, home.step3, home.step4].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="notices">
        <h2 id="notices">{home.notices}</h2>
        {notices.length === 0 ? (
          <p className="empty">{home.noNotices}</p>
        ) : (
          notices.map((notice) => <NoticeCard key={notice.id} notice={notice} />)
        )}
        <p>
          <a href="/notices">{home.allNotices}</a>
        </p>
      </section>
      <section aria-labelledby="catalogue">
        <h2 id="catalogue">{home.catalogue}</h2>
        <p>{home.catalogueText}</p>
        <div className="cards">
          {works.map((work) => (
            <WorkCard key={work.number} work={work} />
          ))}
        </div>
        <p>
          <a className="button" href="/catalogue">
            {home.openCatalogue}
          </a>
        </p>
      </section>
    </Page>
  )
}
