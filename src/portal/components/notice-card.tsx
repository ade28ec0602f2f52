import type { NoticeSummary } from '../../../workflows/notice/queries'
import { fill } from '../../i18n'
import { dayText } from '../dates'
import { inLanguage } from '../say'
import { view } from '../view'

export async function NoticeCard({ notice }: { notice: NoticeSummary }) {
  const { lang, w } = await view()
  const { notices } = w
  return (
    <article className="card">
      <h3>
        <a href={`/notices/${notice.id}`}>{notice.title}</a>
      </h3>
      <p>
        <span className="state">
          {notice.running ? fill(notices.running, { day: dayText(lang, notice.lastDay) }) : notices.ended}
        </span>{' '}
        {fill(notices.count, { n: notice.count })}
      </p>
      <p className="soft">{inLanguage(lang, notice.callTitle, notice.callTitleEn)}</p>
    </article>
  )
}
