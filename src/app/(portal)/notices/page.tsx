import type { Metadata } from 'next'
import { publicNotices } from '../../../../workflows/notice/queries'
import { objectionByReceipt } from '../../../../workflows/objection/queries'
import { fill } from '../../../i18n'
import { NoticeCard } from '../../../portal/components/notice-card'
import { Page } from '../../../portal/components/page'
import { titled } from '../../../portal/metadata'
import { flashFor, look, one, view } from '../../../portal/view'
import type { PageProps } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/notices', (await look()).w.notices.title)
}

export default async function Notices({ searchParams }: PageProps) {
  const receipt = one((await searchParams).receipt)?.trim() ?? ''
  const { reader, now, w } = await view()
  const notices = await publicNotices(reader, now)
  return (
    <Page path="/notices" flash={await flashFor('/notices')}>
      <h1>{w.notices.title}</h1>
      <p>{w.notices.lead}</p>
      {notices.length === 0 ? (
        <p className="empty">{w.notices.empty}</p>
      ) : (
        notices.map((notice) => <NoticeCard key={notice.id} notice={notice} level="h2" />)
      )}
      <section id="receipt">
        <h2>{w.notices.receiptTitle}</h2>
        {receipt ? <Standing receipt={receipt} /> : null}
        <form method="get" action="/notices#receipt" className="search">
          <label htmlFor="receipt-number">{w.notices.receipt}</label>
          <div className="row">
            <input type="text" id="receipt-number" name="receipt" defaultValue={receipt} autoComplete="off" />
            <button type="submit">{w.notices.lookUp}</button>
          </div>
        </form>
      </section>
    </Page>
  )
}

async function Standing({ receipt }: { receipt: string }) {
  const { reader, w } = await view()
  const found = await objectionByReceipt(reader, receipt)
  return (
    <p className="note" role="status">
      {found
        ? fill(w.notices.standing, { receipt: found.receipt, state: w.notices.objectionStates[found.state] })
        : w.notices.noReceipt}
    </p>
  )
}
