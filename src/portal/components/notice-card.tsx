import type { NoticeSummary } from '../../../workflows/notice/queries'
import { fill } from '../../i18n'
import { dayText } from '../dates'
import { inLanguage } from '../say'
import { view } from '../view'

export async function NoticeCard({ notice, level = 'h3' }: { notice: NoticeSummary; level?: 'h2' | 'h3' }) {
  const { lang, w } = await view()
  const { notices } = w
  const Heading = level
  return (
    <article className="card">
      <Heading>
        <a href={`/notices/${notice.id}`}>{notice.title}</a>
      </Heading>
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
