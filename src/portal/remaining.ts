import { fillIn } from './fill'

export interface SpanWords {
  days: string
  hours: string
  minutes: string
  seconds: string
}

/** A stretch of time in its two largest units; seconds only in the last two minutes. */
export function spanText(words: SpanWords, milliseconds: number, between: string): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const parts: [string, number][] = [
    [words.days, Math.floor(seconds / 86_400)],
    [words.hours, Math.floor(seconds / 3600) % 24],
    [words.minutes, Math.floor(seconds / 60) % 60],
  ]
  if (seconds < 120) return fillIn(words.seconds, { n: seconds })
  const first = parts.findIndex(([, n]) => n > 0)
  return parts
    .slice(first, first + 2)
    .filter(([, n]) => n > 0)
    .map(([text, n]) => fillIn(text, { n }))
    .join(between)
}
