import type { DefaultServerCellComponentProps } from 'payload'
import { formatYuan } from '../../workflows/rules/money'
import { CellLink } from './CellLink'

/** An amount in a list: `¥12,000.50` from fen. */
export function FenCell(props: DefaultServerCellComponentProps) {
  const fen: unknown = props.cellData
  return (
    <CellLink {...props}>
      {typeof fen === 'number' ? <span className="kepu-number">{formatYuan(fen)}</span> : '—'}
    </CellLink>
  )
}
