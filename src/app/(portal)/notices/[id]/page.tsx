import type { Metadata } from 'next'
import { publicNotice } from '../../../../../workflows/notice/queries'
import type { PublicNotice } from '../../../../../workflows/notice/queries'
import type { Flash } from '../../../../flash'
import { fill } from '../../../../i18n'
import { Facts, Hidden, Money, Table, TimeLeft } from '../../../../portal/components/bits'
import { TextField } from '../../../../portal/components/field'
import { Missing } from '../../../../portal/components/missing'
import { Page } from '../../../../portal/components/page'
import { dayText } from '../../../../portal/dates'
import { titled } from '../../../../portal/metadata'
import { inLanguage } from '../../../../portal/say'
import { flashFor, view } from '../../../../portal/view'
import type { PageProps } from '../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ id: string }>

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id } = await params
  const { reader, now, w } = await view()
  const notice = await publicNotice(reader, id, now)
  return titled(`/notices/${id}`, notice?.title ?? w.errors.notFoundTitle)
}

/** Whom it names, until when and by which count, and the way to object. */
export default async function Notice({ params }: Params) {
  const { id } = await params
  const { reader, now, lang, w } = await view()
  const notice = await publicNotice(reader, id, now)
  if (!notice) return <Missing />
  const path = `/notices/${id}`
  const flash = await flashFor(path)
  const { notices } = w
  const labels = { award: notices.which, name: notices.name, contact: notices.contactOf, ground: notices.ground }
  return (
    <Page path={path} flash={flash} back={{ href: '/notices', place: notices.title }} labels={labels}>
      <h1>{notice.title}</h1>
      <p>
        <a href={`/calls/${notice.call}`}>{inLanguage(lang, notice.callTitle, notice.callTitleEn)}</a>
      </p>
      <p>
        <span className="state">
          {notice.running ? fill(notices.running, { day: dayText(lang, notice.lastDay) }) : notices.ended}
        </span>{' '}
        {notice.running ? <TimeLeft until={notice.endsAt} /> : null}
      </p>
      <Period notice={notice} />
      <Table
        caption={notices.lines}
        head={[w.common.number, w.common.title, notices.applicant, w.common.state, w.common.amount]}
        figures={[4]}
        rows={notice.lines.map(({ number, title, applicant, fen, standing }) => [
          number,
          title,
          applicant,
          standing === 'removed' ? notices.removed : notices.listed,
          <Money key="fen" fen={fen} />,
        ])}
      />
      <p>
        {notices.total} <Money fen={notice.totalFen} />
      </p>
      {notice.running ? <Objection notice={notice} flash={flash} /> : <p className="note">{notices.objectEnded}</p>}
      <p>
        <a href="/notices#receipt">{notices.receiptTitle}</a>
      </p>
    </Page>
  )
}

async function Period({ notice }: { notice: PublicNotice }) {
  const { lang, w } = await view()
  const { notices, calls } = w
  const count = (counting: boolean) => (counting ? calls.firstCounts : calls.firstNot)
  const other = notice.countsFirstDay ? notice.lastDayNotCounting : notice.lastDayCounting
  const { calendar } = notice
  return (
    <Facts
      items={[
        [
          notices.period,
          fill(notices.periodText, {
            first: dayText(lang, notice.firstDay),
            last: dayText(lang, notice.lastDay),
            n: notice.workingDays,
          }),
        ],
        [
          notices.how,
          fill(notices.computed, {
            calendar: calendar.name,
            first: count(notice.countsFirstDay),
            source: calendar.source,
          }),
        ],
        other && other !== notice.lastDay
          ? [w.common.note, fill(notices.other, { first: count(!notice.countsFirstDay), day: dayText(lang, other) })]
          : null,
        notice.contact ? [notices.contact, notice.contact] : null,
      ]}
    />
  )
}

/** Three steps, and no account. */
async function Objection({ notice, flash }: { notice: PublicNotice; flash: Flash | null }) {
  const { w } = await view()
  const { notices } = w
  const path = `/notices/${notice.id}`
  const chosen = [flash?.values?.award ?? ''].flat()[0]
  const open = notice.lines.filter(({ standing }) => standing === 'listed')
  return (
    <section aria-labelledby="object">
      <h2 id="object">{notices.object}</h2>
      <p>{notices.objectLead}</p>
      <form method="post" action="/commands/objection/raise" className="form">
        <Hidden next={path} back={path} />
        <input type="hidden" name="notice" value={notice.id} />
        <fieldset className="field" id="f-award" tabIndex={-1}>
          <legend>{notices.which}</legend>
          <div className="choices">
            {open.map(({ award, number, title }) => (
              <label key={award} className="choice">
                <input type="radio" name="award" value={award} required defaultChecked={chosen === award} />
                <span>
                  {title} <span className="soft">{number}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <TextField name="ground" label={notices.ground} help={notices.groundHelp} rows={6} flash={flash} />
        <TextField name="name" label={notices.name} autoComplete="name" flash={flash} />
        <TextField name="contact" label={notices.contactOf} help={notices.contactHelp} flash={flash} />
        <button type="submit" className="primary">
          {notices.submit}
        </button>
      </form>
    </section>
  )
}
