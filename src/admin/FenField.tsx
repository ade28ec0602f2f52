import type { NumberFieldServerProps } from 'payload'
import { formatYuan } from '../../workflows/rules/money'
import { ReadOnly } from './ReadOnly'
import { dictionary } from './words'

/** An amount in a document. */
export function FenField({ field, data, i18n }: NumberFieldServerProps) {
  const fen: unknown = data[field.name]
  return (
    <ReadOnly label={dictionary(i18n.language).field(field.name)}>
      {typeof fen === 'number' ? <span className="kepu-number">{formatYuan(fen)}</span> : '—'}
    </ReadOnly>
  )
}
