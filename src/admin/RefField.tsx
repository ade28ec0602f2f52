import type { TextFieldServerProps } from 'payload'
import { ReadOnly } from './ReadOnly'
import { refTargets } from './refs'
import { titleOf } from './titles'
import { dictionary } from './words'

/** An id that stands as text, as a link to what it names. */
export async function RefField({ field, data, i18n, req }: TextFieldServerProps) {
  const { name } = field
  const id: unknown = data[name]
  const target = refTargets[name]
  const title = typeof id === 'string' && id && target ? await titleOf(req, target, id) : null
  return (
    <ReadOnly label={dictionary(i18n.language).field(name)}>
      {title !== null && target ? <a href={`/admin/collections/${target}/${id as string}`}>{title}</a> : <code>{typeof id === 'string' && id ? id : '—'}</code>}
    </ReadOnly>
  )
}
