import type { AwardRow } from '../award/types'
import type { CallRow } from '../call/types'
import type { Reader } from '../engine'
import { lastNoticeDay } from '../rules/calendar'
import type { NoticeLine, NoticeRow } from './types'

export interface NoticeSummary {
  id: string
  title: string
  callTitle: string
  callTitleEn: string | null
  firstDay: string
  lastDay: string
  endsAt: string
  /** Objections are still taken. */
  running: boolean
  count: number
}

export interface PublicLine extends NoticeLine {
  /** `removed` when the award was cancelled after the notice was published. */
  standing: 'listed' | 'removed'
}

export interface PublicNotice extends NoticeSummary {
  call: string
  workingDays: number
  countsFirstDay: boolean
  /** Last day if the first day counts, and if it does not; null where the calendar does not reach. */
  lastDayCounting: string | null
  lastDayNotCounting: string | null
  calendar: { name: string; source: string }
  contact: string
  totalFen: number
  lines: PublicLine[]
}

const runs = (notice: NoticeRow, now: Date): boolean => notice.state === 'published' && now < new Date(notice.endsAt)

const summary = (notice: NoticeRow, call: CallRow | undefined, now: Date): NoticeSummary => ({
  id: notice.id,
  title: notice.title,
  callTitle: call?.title ?? '',
  callTitleEn: call?.titleEn ?? null,
  firstDay: notice.firstDay,
  lastDay: notice.lastDay,
  endsAt: notice.endsAt,
  running: runs(notice, now),
  count: notice.lines.length,
})

/** All notices for the public, the newest first. */
export async function publicNotices(reader: Reader, now: Date): Promise<NoticeSummary[]> {
  const notices = await reader.find<NoticeRow>('notices', {}, { sort: '-endsAt' })
  const ids = [...new Set(notices.map(({ call }) => call))]
  const calls = ids.length > 0 ? await reader.find<CallRow>('calls', { id: { in: ids } }) : []
  const byId = new Map(calls.map((call) => [call.id, call]))
  return notices.map((notice) => summary(notice, byId.get(notice.call), now))
}

/** One notice for the public, built from nothing; null when there is none. That an award is held is not told. */
export async function publicNotice(reader: Reader, id: string, now: Date): Promise<PublicNotice | null> {
  const notice = await reader.get<NoticeRow>('notices', id)
  const call = notice ? await reader.get<CallRow>('calls', notice.call) : null
  if (!notice || !call) return null
  const cancelled = await reader.find<AwardRow>('awards', {
    and: [{ notice: { equals: id } }, { state: { equals: 'cancelled' } }],
  })
  const gone = new Set(cancelled.map((award) => award.id))
  const last = (counting: boolean): string | null => {
    const found = lastNoticeDay(call.calendar, notice.firstDay, notice.workingDays, counting)
    return found.ok ? found.lastDay : null
  }
  return {
    ...summary(notice, call, now),
    call: call.id,
    workingDays: notice.workingDays,
    countsFirstDay: notice.countsFirstDay === 'yes',
    lastDayCounting: last(true),
    lastDayNotCounting: last(false),
    calendar: { name: notice.calendar, source: call.calendar.source },
    contact: notice.contact ?? '',
    totalFen: notice.lines.reduce((sum, { fen }) => sum + fen, 0),
    lines: notice.lines.map(({ award, number, title, applicant, fen }) => ({
      award,
      number,
      title,
      applicant,
      fen,
      standing: gone.has(award) ? 'removed' : 'listed',
    })),
  }
}
