import { deadlineParts } from '../../workflows/rules/calendar/shanghai'
import type { Language } from '../i18n'

const weekdays: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'Asia/Shanghai' }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'Asia/Shanghai' }),
}

/** Columns that hold a deadline: midnight is told as 24:00 of the day that ends. */
const deadlines = new Set(['closesAt', 'endsAt', 'dueAt'])

/**
 * An instant as the office says it: day, weekday and time in Asia/Shanghai.
 * @param field the column it stands in; of deadlines, midnight is 24:00 of the day before
 */
export function sayWhen(iso: string | Date, language: Language, field = ''): string {
  const instant = new Date(iso)
  if (Number.isNaN(instant.getTime())) return String(iso)
  const { day, time } = deadlineParts(instant, deadlines.has(field))
  const weekday = weekdays[language].format(new Date(`${day}T04:00:00.000Z`))
  return language === 'zh' ? `${day}（${weekday}）${time} 北京时间` : `${day} (${weekday}) ${time} Beijing time`
}
