import { renderMail } from '../../src/effects/mail/render'
import { deadlineText, instantText } from '../../src/portal/dates'
import { sayWhen } from '../../src/admin/when'
import {
  deadline,
  deadlineParts,
  endOfShanghaiDay,
  lastNoticeDay,
  plan2026,
  shanghaiDay,
  shanghaiParts,
} from '../../workflows/rules/calendar'

/** Prints what people are told of some instants, for a test to start in several zones. */
const instants = [
  '2026-03-08T07:30:00.000Z',
  '2026-04-10T15:59:59.000Z',
  '2026-04-10T16:00:00.000Z',
  '2026-11-01T06:30:00.000Z',
]
const mail = { language: 'zh', name: '㛃', serverUrl: 'https://kepu.example.cn' } as const

const told = instants.map((instant) => {
  const at = new Date(instant)
  const params = { review: 'r', code: 'c', dueAt: instant }
  return [
    ...[shanghaiDay(at), shanghaiParts(at), deadlineParts(at, true), sayWhen(instant, 'zh', 'dueAt')],
    ...[deadlineText('zh', instant), deadlineText('en', instant), instantText('zh', instant)],
    ...[renderMail('review_due', { ...mail, params }).text],
  ]
})
const computed = [
  deadline('2026-04-10', '24:00').toISOString(),
  endOfShanghaiDay('2026-03-08').toISOString(),
  lastNoticeDay(plan2026, '2026-04-30', 5, false),
]
process.stdout.write(`${process.env.TZ ?? ''} ${String(new Date(0).getTimezoneOffset())}\n`)
process.stdout.write(`told ${JSON.stringify([told, computed])}\n`)
