import type { DefaultServerCellComponentProps, NumberFieldServerProps } from 'payload'
import { CellLink } from './CellLink'
import { ReadOnly } from './ReadOnly'
import { dictionary } from './words'

const points = (hundredths: unknown): string => (typeof hundredths === 'number' ? (hundredths / 100).toFixed(2) : '—')

/** A weighted score in a list: hundredths of a point as points. */
export const ScoreCell = (props: DefaultServerCellComponentProps) => (
  <CellLink {...props}>
    <span className="kepu-number">{points(props.cellData)}</span>
  </CellLink>
)

/** A weighted score in a document. */
export const ScoreField = ({ field, data, i18n }: NumberFieldServerProps) => (
  <ReadOnly label={dictionary(i18n.language).field(field.name)}>
    <span className="kepu-number">{points(data[field.name])}</span>
  </ReadOnly>
)
