import type { Metadata } from 'next'
import { myApplication } from '../../../../../../workflows/application/queries'
import type { OwnApplication } from '../../../../../../workflows/application/queries'
import { fill } from '../../../../../i18n'
import { ApplicationState, stateName } from '../../../../../portal/components/application-state'
import { Facts, Hash, Money, Table } from '../../../../../portal/components/bits'
import { Commands } from '../../../../../portal/components/commands'
import { Missing } from '../../../../../portal/components/missing'
import { Page } from '../../../../../portal/components/page'
import { timelineOf } from '../../../../../portal/data/timeline'
import { deadlineText, instantText } from '../../../../../portal/dates'
import { titled } from '../../../../../portal/metadata'
import { optionWord } from '../../../../../portal/options'
import { inLanguage } from '../../../../../portal/say'
import { flashFor, signedIn, view } from '../../../../../portal/view'
import type { PageProps } from '../../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ id: string }>

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id } = await params
  const path = `/my/applications/${id}`
  const { reader, actor, now, w } = await signedIn(path)
  const application = await myApplication(reader, actor, id, now)
  return titled(path, fill(w.application.title, { number: application?.number ?? '' }))
}

/** The receipt, where it stands and why, and what may be done. */
export default async function Application({ params }: Params) {
  const { id } = await params
  const path = `/my/applications/${id}`
  const { reader, actor, now, lang, w, v } = await signedIn(path)
  const application = await myApplication(reader, actor, id, now)
  if (!application) return <Missing />
  const flash = await flashFor(path)
  const { call, state } = application
  return (
    <Page path={path} flash={flash} back={{ href: '/my', place: w.my.title }}>
      <h1>{fill(w.application.title, { number: application.number })}</h1>
      <p>
        <strong>{application.title}</strong>
      </p>
      <section aria-labelledby="now">
        <h2 id="now">{w.application.now}</h2>
        <ApplicationState state={state} />
        <p>{state === 'proposed' ? w.application.decidingText : v.stateMeanings.application[state]}</p>
        <Returned application={application} />
        {application.award ? (
          <p>
            <a className="button primary" href={`/my/awards/${application.award.id}`}>
              {w.application.award}
            </a>
          </p>
        ) : null}
      </section>
      <Receipt application={application} />
      <Facts
        items={[
          call
            ? [
                w.application.call,
                <a key="call" href={`/calls/${call.id}`}>
                  {inLanguage(lang, call.title, call.titleEn)}
                </a>,
              ]
            : null,
          [w.application.mode, optionWord(lang, 'mode', application.mode)],
          [w.application.format, optionWord(lang, 'format', application.format)],
          [w.application.requested, <Money key="fen" fen={application.requestedFen} />],
        ]}
      />
      <Timeline id={id} />
      <section className="actions">
        <h2>{w.application.can}</h2>
        {state === 'withdrawn' ? (
          <p>
            <a href={`/my/drafts/${application.draft}`}>{w.application.toDraft}</a>
          </p>
        ) : null}
        <Commands subject="application" id={id} next={path} back={path} flash={flash} only={['withdraw']} />
      </section>
    </Page>
  )
}

/** What the formal check found, and the way to set it right. */
async function Returned({ application }: { application: OwnApplication }) {
  const { lang, w, v } = await view()
  const failed = application.check.filter(({ ok }) => !ok)
  if (failed.length === 0) return null
  return (
    <>
      <Table
        caption={w.application.returned}
        head={[w.application.line, w.application.problem]}
        rows={failed.map(({ key, note }) => [v.checkLines[key], note ?? ''])}
      />
      {application.state === 'correction' ? (
        <>
          {application.correctionDueAt ? (
            <p>{fill(w.application.due, { due: deadlineText(lang, application.correctionDueAt) })}</p>
          ) : null}
          <p>
            <a className="button primary" href={`/my/drafts/${application.draft}`}>
              {w.application.toDraft}
            </a>
          </p>
          <p>{w.application.resubmitNote}</p>
        </>
      ) : null}
    </>
  )
}

async function Receipt({ application }: { application: OwnApplication }) {
  const { lang, w } = await view()
  const [latest] = application.versions
  return (
    <section aria-labelledby="receipt" className="receipt">
      <h2 id="receipt">{w.application.receipt}</h2>
      <Facts
        items={[
          [w.common.number, <strong key="number">{application.number}</strong>],
          latest ? [w.application.receiptNumber, latest.receipt] : null,
          latest ? [w.application.submittedAt, instantText(lang, latest.submittedAt)] : null,
          latest ? [w.application.hash, <Hash key="hash" text={latest.hash} />] : null,
        ]}
      />
      <p className="soft">{w.application.keep}</p>
      {application.versions.length > 1 ? (
        <Table
          caption={w.application.versions}
          head={[w.common.version, w.application.submittedAt, w.application.receiptNumber, w.application.hash]}
          rows={application.versions.map(({ version, submittedAt, receipt, hash }) => [
            fill(w.application.versionN, { n: version }),
            instantText(lang, submittedAt),
            receipt,
            <Hash key="hash" text={hash} />,
          ])}
        />
      ) : null}
    </section>
  )
}

async function Timeline({ id }: { id: string }) {
  const { reader, lang, w } = await view()
  const steps = await timelineOf(reader, id)
  return (
    <section>
      <h2>{w.application.timeline}</h2>
      <ol className="timeline">
        {await Promise.all(
          steps.map(async ({ state, at }, index) => (
            <li key={index} aria-current={index === steps.length - 1 ? 'step' : undefined}>
              <span className="state">{await stateName(state)}</span> <time dateTime={at}>{instantText(lang, at)}</time>
            </li>
          )),
        )}
      </ol>
    </section>
  )
}
