import type { DateFieldServerProps } from 'payload'
import { ReadOnly } from './ReadOnly'
import { sayWhen } from './when'
import { dictionary } from './words'

/** An instant in a document: day, weekday and time in Asia/Shanghai. */
export function InstantField({ field, data, i18n }: DateFieldServerProps) {
  const words = dictionary(i18n.language)
  const iso: unknown = data[field.name]
  return (
    <ReadOnly label={words.field(field.name)}>
      {typeof iso === 'string' && iso ? <time dateTime={iso}>{sayWhen(iso, words.language, field.name)}</time> : '—'}
    </ReadOnly>
  )
}
