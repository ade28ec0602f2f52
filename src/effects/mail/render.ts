import { deadlineParts } from '../../../workflows/rules/calendar'
import { fill, words } from '../../i18n'
import type { Language } from '../../i18n'
import { pages } from './events'
import type { MailEvent } from './events'

export type MailParams = Record<string, string | number>

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** Instants as a wall clock in Shanghai shows them. */
function shown(value: string | number): string | number {
  if (typeof value === 'number' || !instant.test(value)) return value
  const { day, time } = deadlineParts(new Date(value), true)
  return `${day} ${time}`
}

/**
 * A mail as plain text. The subject holds no personal data; the body greets by name and ends with the link.
 * @throws Error when a hole of the sentences has no value
 */
export function renderMail(
  event: MailEvent,
  { language, name, serverUrl, params }: { language: Language; name: string; serverUrl: string; params: MailParams },
): { subject: string; text: string } {
  const { mail } = words(language)
  const encoded = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, encodeURIComponent(value)]))
  const told = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, shown(value)]))
  const link = serverUrl + whole(pages[event], encoded)
  const { subject, text } = mail.events[event]
  const greeting = name ? [fill(mail.hello, { name })] : []
  const paragraphs = [...greeting, whole(text, told), `${mail.open}\n${link}`, whole(mail.closing, { site: serverUrl })]
  return { subject: whole(subject, told), text: `${paragraphs.join('\n\n')}\n` }
}

function whole(sentence: string, params: Record<string, string | number>): string {
  for (const [hole, name = ''] of sentence.matchAll(/\{(\w+)\}/g))
    if (params[name] === undefined) throw new Error(`a mail has nothing to put for ${hole}`)
  return fill(sentence, params)
}
