import { deadlineParts, shanghaiDay, shanghaiParts, weekday } from '../../workflows/rules/calendar'
import type { Language } from '../i18n'

const weekdays = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const zone = { zh: '（北京时间）', en: ' (Beijing time)' } as const

/** A day 'YYYY-MM-DD' in words, with its weekday. */
export function dayText(lang: Language, day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const name = weekdays[lang][weekday(day) - 1] ?? ''
  return lang === 'zh'
    ? `${year}年${month}月${date}日（${name}）`
    : `${name} ${date} ${months[month - 1] ?? ''} ${year}`
}

/** The day of an instant in Asia/Shanghai. */
export const dayOf = (lang: Language, iso: string): string => dayText(lang, shanghaiDay(new Date(iso)))

function timeText(lang: Language, time: string): string {
  const [hour = '', minute = ''] = time.split(':')
  if (lang === 'en') return time
  return minute === '00' ? `${Number(hour)}时` : `${Number(hour)}时${minute}分`
}

/** A deadline: midnight is told as 24:00 of the day that ends, and the zone is named. */
export function deadlineText(lang: Language, iso: string): string {
  const { day, time } = deadlineParts(new Date(iso), true)
  return `${dayText(lang, day)}${lang === 'en' ? ', ' : ''}${timeText(lang, time)}${zone[lang]}`
}

/** When something begins: midnight is 00:00 of the day that begins. */
export function openingText(lang: Language, iso: string): string {
  const { day, time } = deadlineParts(new Date(iso), false)
  return `${dayText(lang, day)}${lang === 'en' ? ', ' : ''}${timeText(lang, time)}${zone[lang]}`
}

/** An instant to the second, for receipts. */
export function instantText(lang: Language, iso: string): string {
  const { day, hour, minute, second } = shanghaiParts(new Date(iso))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${dayText(lang, day)}${lang === 'en' ? ', ' : ''}${two(hour)}:${two(minute)}:${two(second)}${zone[lang]}`
}
